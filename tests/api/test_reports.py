"""What is owed to a real-name reporter, over the interface."""

import pytest
from django.utils import timezone

from clues.reporters.models import EvidenceCheck
from tests.reports import answered, real_name

pytestmark = pytest.mark.django_db


def step(caller, letter, address, **body):
    letter.refresh_from_db()
    match = f'"{letter.pk}-{letter.version}"'
    return caller.write(f"letters/{letter.number}/{address}", body, If_Match=match)


def test_the_name_is_checked_and_acceptance_told(by):
    letter, registrar, today = real_name(), by("registrar"), str(timezone.localdate())
    assert registrar.read(f"letters/{letter.number}").json()["reporting"]["open_steps"] == ["signature"]
    assert step(registrar, letter, "signature-checks", genuine=True, note="回访").status_code == 200
    early = step(registrar, letter, "result-notices", told_on=today, manner="call")
    assert (early.status_code, early.json()["type"]) == (409, "/problems/not-open")
    assert step(registrar, letter, "acceptance-notices", told_on=today, manner="call").status_code == 200
    shown = registrar.read(f"letters/{letter.number}").json()["reporting"]
    assert shown["genuine"] is True
    assert shown["tellings"] == [
        {"what": "acceptance", "told_on": today, "manner": "call", "late_reason": ""}
    ]


def test_others_who_see_the_letter_are_not_told(by):
    letter = answered()
    assert by("manager").read(f"letters/{letter.number}").json()["reporting"] is None
    today = str(timezone.localdate())
    refused = step(by("manager"), letter, "objections", raised_on=today, text="x", new_evidence=False)
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/not_petition_office")


def test_new_evidence_is_answered_and_told_again(by):
    letter, today = answered(), str(timezone.localdate())
    assert step(by("registrar"), letter, "objections", raised_on=today, text="异议", new_evidence=True)
    check = EvidenceCheck.objects.get()
    leader = by("team_leader")
    shown = leader.read(f"evidence-checks/{check.pk}")
    assert shown.json()["objection"] == "异议"
    answer = leader.write(f"evidence-checks/{check.pk}/answers", {"answer": "维持"}, If_Match=shown["ETag"])
    assert answer.status_code == 200, answer.content
    assert by("manager").read(f"evidence-checks/{check.pk}").status_code == 404
    reporting = by("registrar").read(f"letters/{letter.number}").json()["reporting"]
    assert reporting["objections"][0]["answers"] == ["维持"]
    assert reporting["open_steps"] == ["result", "objection"]
