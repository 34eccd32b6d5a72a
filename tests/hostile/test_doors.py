"""The doors that are no routes of their own: hosts, cookies, encodings, clients, forms with files."""

from __future__ import annotations

import base64
import json
import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from accounts.clients import register_client
from tests.files import rows, text
from tests.town import person, unit

pytestmark = pytest.mark.django_db
TOKEN = "/api/v1/token/"


@pytest.mark.parametrize(
    "grant", ["", "nonsense", "password", "urn:ietf:params:oauth:grant-type:device_code", "9" * 5000]
)
def test_other_ways_to_a_token_are_refused_in_words_of_the_protocol(grant):
    client = register_client(unit("partner-1"), name="系统", by=person("system_admin"))
    basic = base64.b64encode(f"{client.client_id}:{client.secret}".encode()).decode()
    answer = Client(headers={"Authorization": f"Basic {basic}"}).post(
        TOKEN, {"grant_type": grant, "device_code": "x"}
    )
    assert answer.status_code == 400
    assert answer.json()["error"] in ("unsupported_grant_type", "invalid_request")


@pytest.mark.parametrize("named", ["\0:\0", "%00:x", "a%00b:x", "x:\0", "9" * 5000 + ":x", ":"])
def test_a_client_whose_name_is_no_text_is_none(named):
    basic = base64.b64encode(named.encode()).decode()
    answer = Client(headers={"Authorization": f"Basic {basic}"}).post(
        TOKEN, {"grant_type": "client_credentials"}
    )
    assert answer.status_code == 401


@pytest.mark.parametrize(
    "cookie", ['sessionid="\\000"', 'sessionid="a\\000b"', 'csrftoken="\\000"', "django_language=\0"]
)
def test_a_cookie_that_is_no_text_is_refused(cookie):
    for path in ("/", "/api/v1/me"):
        assert Client().generic("GET", path, HTTP_COOKIE=cookie).status_code == 400


@pytest.mark.parametrize("charset", ["hex", "rot13", "utf-7", "utf-16", "punycode"])
def test_an_encoding_other_than_utf8_is_refused(charset):
    kind = f"multipart/form-data; boundary=x; charset={charset}"
    body = b'--x\r\nContent-Disposition: form-data; name="login"\r\n\r\n+2AA-\r\n--x--\r\n'
    for path in ("/accounts/login/", "/api/v1/letter-imports", TOKEN):
        assert Client().generic("POST", path, body, kind).status_code == 400


@pytest.mark.parametrize("name", ["a\0", "\0"])
def test_whom_a_subject_may_be_is_not_asked_with_what_is_no_text(name):
    client = Client()
    client.force_login(person("registrar"), backend="allauth.account.auth_backends.AuthenticationBackend")
    sent = {"prefix": "p", "p-name": name, "p-scheme": "staff", "p-identifier": name}
    assert client.post(reverse("clues:letter-candidates"), sent).status_code == 400
    assert client.post(reverse("clues:letter-candidates"), sent | {name: "x"}).status_code == 400


@pytest.mark.parametrize("path", ["/", "/api/v1/me"])
def test_a_host_of_another_name_is_one_line_in_the_log(path, settings, capfd):
    settings.ALLOWED_HOSTS = ["hub.example"]
    console = logging.getLogger().handlers
    assert Client().get(path, HTTP_HOST="evil.example\"'").status_code == 400
    assert console
    said = capfd.readouterr().err
    assert "Traceback" not in said


MAPPINGS = (
    "[" * 100_000,
    '{"a":' * 100_000,
    '{"a": "\\ud800"}',
    '{"\\ud800": "text"}',
    '{"a": "\\u0000"}',
    '{"\\u0000": "text"}',
    "9" * 5000,
    "NaN",
    "\0",
    '{"a": "text\0"}',
)


@pytest.mark.parametrize("mapping", MAPPINGS)
def test_a_mapping_that_cannot_be_read_is_refused_at_its_field(mapping):
    client = APIClient()
    client.force_login(person("registrar"))
    file = SimpleUploadedFile("a.csv", text(rows(1)).encode())
    answer = client.post("/api/v1/letter-imports", {"file": file, "mapping": mapping})
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == ["mapping"]


def test_the_place_of_what_is_no_text_is_told():
    client = APIClient()
    client.force_login(person("manager"))
    said = json.dumps({"words": ["x", {"a": "b\0"}]})
    answer = client.post("/api/v1/searches", said, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/words/1/a"


def test_a_backslash_before_it_makes_it_words():
    client = APIClient()
    client.force_login(person("manager"))
    answer = client.post("/api/v1/searches", '{"words": "\\\\u0000"}', content_type="application/json")
    assert answer.status_code == 200
