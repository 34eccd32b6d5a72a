"""Asking about a matter or putting in a word: reported by whoever sees it, seen by those who watch alone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clues.clue.terms import ClueState
from clues.intercessions.actions import Asked, report_intercession
from clues.intercessions.models import Intercession
from hub.events.models import Entry, Notice
from hub.kernel.errors import Invalid, NotVisible
from tests.api.conftest import Caller
from tests.compartment import build_office
from tests.factories import clue_at, make_letter
from tests.town import PEOPLE, person

pytestmark = pytest.mark.django_db
WATCHING = {"cadre_head", "cadre_manager", "cadre_custodian", "secretary"}


@pytest.fixture(autouse=True)
def office():
    return build_office()


def reported(matter, by="team_handler", **given):
    fields = {"asker": "某局 某人", "asked_on": timezone.localdate(), "approach": "call", "said": "打听进展"}
    return report_intercession(matter.number, Asked(**(fields | given)), by=person(by))


def see(row):
    everybody = [*PEOPLE, "cadre_head", "cadre_manager", "cadre_custodian", "cadre_handler"]
    rows = Intercession.objects
    return {name for name in everybody if rows.visible_to(person(name)).filter(pk=row.pk).exists()}


def test_whoever_sees_the_matter_reports_and_only_they_and_those_who_watch_see_it():
    clue = clue_at(ClueState.ASSIGNED)
    row = reported(clue)
    assert see(row) == WATCHING | {"team_handler"}
    told = Notice.objects.filter(entry__kind="intercession.reported")
    assert set(told.values_list("recipient__username", flat=True)) == WATCHING
    assert not Entry.objects.about(clue).filter(kind="intercession.reported").exists()


def test_a_letter_is_a_matter_too():
    assert see(reported(make_letter(), by="registrar")) == WATCHING | {"registrar"}


def test_who_does_not_see_the_matter_cannot_report_in_it():
    with pytest.raises(NotVisible):
        reported(make_letter(), by="office_head")


def test_who_asked_never_sees_it_even_the_principal_leader():
    row = reported(clue_at(ClueState.ASSIGNED), asker_person=person("secretary"))
    assert see(row) == (WATCHING | {"team_handler"}) - {"secretary"}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"asker": " "}, "words-required"),
        ({"said": ""}, "words-required"),
        ({"asked_on": timezone.localdate() + timedelta(days=1)}, "future-day"),
        ({"asked_on": timezone.localdate() - timedelta(days=1)}, "late-entry"),
    ],
)
def test_it_says_who_when_and_what(wrong, code):
    with pytest.raises(Invalid) as refusal:
        reported(make_letter(), by="registrar", **wrong)
    assert refusal.value.code == code


def test_nobody_reports_themselves():
    with pytest.raises(Invalid):
        reported(make_letter(), by="registrar", asker_person=person("registrar"))


def test_it_is_reported_over_the_interface():
    letter, caller = make_letter(), Caller("registrar")
    body = {"asker": "某人", "asked_on": str(timezone.localdate()), "approach": "visit", "said": "说情"}
    made = caller.write(f"matters/{letter.number}/intercessions", body)
    assert made.status_code == 201, made.content
    assert caller.get(made["Location"]).json()["said"] == "说情"
    assert Caller("cadre_head").get(made["Location"]).json()["by"] == "registrar"
    for who in ("registrar_2", "petition_head", "manager", "deputy", "audit_admin"):
        assert Caller(who).get(made["Location"]).status_code == 404
