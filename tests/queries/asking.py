"""Asking for a page and counting what it asked the database."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.town import person

FULL, SOME = 50, 12


def signed_in(who):
    client = Client()
    client.force_login(person(who), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def asked(who, path):
    client = signed_in(who)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    assert answer.status_code == 200
    return len(queries), answer.content.decode()


def asked_again(who, path):
    """What it costs once everything is warm that is looked up once for a process."""
    asked(who, path)
    return asked(who, path)[0]


def sent(who, path, said):
    client = signed_in(who)
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(path, said)
    assert answer.status_code == 302
    return len(queries)
