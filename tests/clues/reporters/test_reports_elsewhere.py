"""A real-name report whose clue is at another organ: its reporter is told the result all the same."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from clues.disposal.actions import feed_back
from clues.reporters.actions import answer_evidence, record_objection, tell_result
from clues.reporters.models import EvidenceCheck, Feedback
from clues.reporters.terms import Manner
from clues.transfers.actions.handing_over import accept_transfer, note_outcome
from hub.duties.inbox import inbox_of
from hub.duties.models import Duty
from hub.kernel.errors import NotVisible
from hub.kernel.working_time import start_of
from hub.rules.deadlines import due
from tests.factories import clue_at, conclude
from tests.reports import accepted
from tests.town import person, unit

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def waits(matter):
    return sorted(Duty.objects.open().about(matter).values_list("kind", flat=True))


def outcome(clue, **given):
    fields = {"told_on": TODAY(), "text": "已办结", "by": person("manager")} | given
    return note_outcome(clue.number, **fields)


def outside():
    """A letter that is signed by name, and its clue with an organ outside."""
    letter = accepted()
    return letter, clue_at(ClueState.TRANSFERRED, letter=letter)


def objection(letter):
    tell_result(letter.number, told_on=TODAY(), manner=Manner.CALL, by=person("registrar"))
    given = {"raised_on": TODAY(), "text": "不认可结果", "new_evidence": True}
    record_objection(letter.number, **given, by=person("registrar"))
    return EvidenceCheck.objects.get()


def test_an_organ_of_the_hub_concludes_and_the_office_of_the_letter_tells():
    letter = accepted()
    clue = clue_at(ClueState.IN_TRANSFER, letter=letter)
    clue = accept_transfer(clue.number, by=person("district_custodian"))
    Clue.objects.filter(pk=clue.pk).update(state=ClueState.RESULT)
    feed_back(clue.number, text="区纪委监委办理结果", by=person("district_head"))
    assert waits(letter) == []
    conclude(clue)
    duty = Duty.objects.open().about(letter).get()
    assert (duty.kind, duty.group.postgroup.unit) == ("report.result", unit("petition"))
    assert duty.due_at == due("report.result_notice", timezone.now()).at
    told = Feedback.objects.visible_to(person("registrar")).about(letter)
    assert [each.text for each in told] == ["区纪委监委办理结果"]
    check = objection(letter)
    assert answer_evidence(check.pk, answer="经复核维持", by=person("district_head"))
    assert waits(letter) == ["report.result"]


def test_only_what_ends_the_matter_outside_makes_the_result_owed():
    letter, clue = outside()
    assert waits(clue) == ["clue.outcome"]
    assert waits(letter) == []
    outcome(clue, text="已立案")
    assert (waits(letter), waits(clue)) == ([], ["clue.outcome"])
    outcome(clue, final=True)
    assert (waits(letter), waits(clue)) == (["report.result"], [])
    assert [line.matter for line in inbox_of(person("registrar"))][:1] == [letter]
    told = Feedback.objects.visible_to(person("registrar")).about(letter)
    assert {each.text for each in told} == {"已立案", "已办结"}


def test_its_time_runs_from_the_day_the_outcome_was_told_however_late_it_is_entered():
    letter, clue = outside()
    day = TODAY() - timedelta(days=6)
    outcome(clue, told_on=day, late_reason="节后补录", final=True)
    assert Duty.objects.open().about(letter).get().due_at == due("report.result_notice", start_of(day)).at


def test_it_is_owed_once_the_other_clue_of_the_letter_is_concluded_too():
    letter, clue = outside()
    other = clue_at(ClueState.ANSWERED, letter=letter)
    outcome(clue, final=True)
    assert waits(letter) == []
    conclude(other)
    assert waits(letter) == ["report.result"]


def test_case_management_asks_for_the_outcome_in_the_time_of_the_rule():
    _, clue = outside()
    duty = Duty.objects.open().about(clue).get()
    rule = due("transfer.outcome", timezone.now())
    assert (duty.kind, duty.due_at) == ("clue.outcome", rule.at)
    assert (rule.deadline.amount, rule.deadline.unit) == (3, "months")
    assert "clue.outcome" in [line.duty.kind for line in inbox_of(person("manager"))]


def test_new_evidence_for_an_organ_outside_goes_through_the_head_of_case_management():
    letter, clue = outside()
    outcome(clue, final=True)
    check = objection(letter)
    assert "report.evidence" in [line.duty.kind for line in inbox_of(person("management_head"))]
    with pytest.raises(NotVisible):
        answer_evidence(check.pk, answer="x", by=person("team_leader"))
    answer_evidence(check.pk, answer="对方机关复核后维持", by=person("management_head"))
    assert waits(letter) == ["report.result"]
