"""Two clues about one subject in the hands of two units."""

from __future__ import annotations

from django.test import Client

from clues.clue.models.clues import Clue
from clues.custody.actions import push_clue, sign_clue
from clues.related.actions import find_related
from clues.routing.actions import propose_unit
from tests.factories import clue_at, make_letter
from tests.signing import sign_as
from tests.town import person, unit


def at_office(clue: Clue) -> Clue:
    """Another clue of the same subject, in the hands of the supervision office."""
    letter = make_letter()
    letter.subjects.set([clue.subject])
    other = clue_at("registered", letter=letter)
    chosen = unit("supervision-1")
    propose_unit(other.number, chosen=chosen, by=person("manager"), override_reason="联系单位")
    sign_as("management_head", other)
    sign_as("secretary", other)
    push_clue(other.number, by=person("manager"))
    sign_clue(other.number, by=person("office_custodian"))
    return Clue.objects.get(pk=other.pk)


def pair() -> tuple[Clue, Clue]:
    """One clue at the team, one about the same subject at the supervision office, found to be related."""
    mine = clue_at("signed")
    other = at_office(mine)
    find_related(mine.subject_id)
    return mine, other


def client_of(name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(person(name), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def sees(name: str, clue: Clue) -> bool:
    return Clue.objects.visible_to(person(name)).filter(pk=clue.pk).exists()
