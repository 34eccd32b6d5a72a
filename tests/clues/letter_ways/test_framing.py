"""That a report framed somebody is found by a municipal or higher commission, and only entered here."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from clues.clue.models.clues import Clue
from clues.letter_ways.actions.framing import Decision, lift_framing, record_framing
from clues.letter_ways.standing import framing_of
from clues.letters.models.identities import IdentityOpening
from clues.letters.models.ways import FramingFinding
from clues.letters.terms import DecidingCommission
from hub.kernel.errors import Conflict, Invalid, NotAllowed, NotVisible
from tests.factories import make_clue, make_letter
from tests.reports import real_name
from tests.town import person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def decision(**given):
    said = {"organ": "municipal", "document": "市纪认〔2026〕1号", "decided_on": TODAY()}
    return Decision(**(said | given))


def found(letter, by="petition_head", **given):
    return record_framing(letter.number, new=decision(**given), by=person(by))


def test_a_municipal_or_higher_commission_decides_and_never_a_district():
    assert set(DecidingCommission.values) == {"municipal", "provincial", "central"}
    letter = make_letter()
    with pytest.raises(Invalid) as refused:
        found(letter, organ="district")
    assert set(refused.value.fields) == {"organ"}
    row = {"letter": letter, "decision": "found", "document": "x", "decided_on": TODAY()}
    with pytest.raises(IntegrityError), transaction.atomic():
        FramingFinding.objects.create(organ="district", by=person("petition_head"), **row)
    found(letter, organ="provincial")
    assert framing_of(letter).organ == "provincial"


def test_it_names_its_document_and_no_day_is_entered_in_silence():
    past = TODAY() - timedelta(days=3)
    letter = make_letter(received_on=past)
    for given, field in (
        ({"document": " "}, "document"),
        ({"decided_on": TODAY() + timedelta(days=1)}, "decided_on"),
        ({"decided_on": past}, "late_reason"),
        ({"decided_on": past - timedelta(days=1), "late_reason": "x"}, "decided_on"),
    ):
        with pytest.raises(Invalid) as refused:
            found(letter, **given)
        assert set(refused.value.fields) == {field}
    found(letter, decided_on=past, late_reason="文件今日收到")
    assert letter.framing_findings.get().late_reason == "文件今日收到"


def test_only_the_head_of_the_office_enters_it():
    letter = make_letter()
    make_clue(letter)
    for by in ("registrar", "manager"):
        with pytest.raises(NotAllowed):
            found(letter, by=by)
    with pytest.raises(NotVisible):
        found(letter, by="office_head")


def test_a_later_decision_lifts_it_and_the_history_stays():
    letter = make_letter()
    with pytest.raises(Conflict):
        lift_framing(letter.number, new=decision(), by=person("petition_head"))
    found(letter)
    with pytest.raises(Conflict):
        found(letter)
    lift_framing(letter.number, new=decision(document="市纪认〔2026〕2号"), by=person("petition_head"))
    assert framing_of(letter) is None
    assert list(letter.framing_findings.values_list("decision", flat=True)) == ["found", "lifted"]
    found(letter)
    assert letter.framing_findings.count() == 3


def test_it_is_no_word_about_the_reporter_and_opens_nobody():
    letter = found(real_name())
    letter.refresh_from_db()
    assert letter.reporter is not None
    assert not IdentityOpening.objects.exists()
    assert not letter.identity_requests.exists()
    names = {field.name for field in FramingFinding._meta.get_fields()}
    assert names == {
        "id",
        "letter",
        "decision",
        "organ",
        "document",
        "decided_on",
        "late_reason",
        "by",
        "at",
    }


def test_nothing_follows_from_it_for_the_clue():
    letter = make_letter()
    clue = make_clue(letter)
    found(letter)
    again = Clue.objects.get(pk=clue.pk)
    assert (again.state, again.version) == (clue.state, clue.version)
