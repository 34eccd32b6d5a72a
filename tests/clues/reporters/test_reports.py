"""Real-name reports: the name checked, acceptance and result told in time, objections heard."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clues.clue.models.clues import Clue
from clues.letters.actions.letters import NewLetter, register_letter
from clues.letters.terms import Signing
from clues.reporters.actions import (
    answer_evidence,
    check_signature,
    record_objection,
    tell_acceptance,
    tell_result,
)
from clues.reporters.models import EvidenceCheck, Feedback
from clues.reporters.terms import Manner
from hub.access.readers import readers_of
from hub.duties.inbox import inbox_of
from hub.duties.models import Duty
from hub.events.models import Notice
from hub.kernel.errors import Conflict, Invalid, NotAllowed, NotVisible
from hub.rules.deadlines import due
from tests.factories import clue_about, clue_at, conclude, level, make_clue, make_letter, merge_clues, walk
from tests.reports import accepted, answered, checked, concluded, real_name
from tests.town import person, unit

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def waits(letter_or_clue):
    return sorted(Duty.objects.open().about(letter_or_clue).values_list("kind", flat=True))


def told(letter, action=tell_result, **given):
    fields = {"told_on": TODAY(), "manner": Manner.CALL, "by": person("registrar")} | given
    return action(letter.number, **fields)


def object_to(letter, *, new_evidence, by="registrar"):
    fields = {"raised_on": TODAY(), "text": "不认可结果", "new_evidence": new_evidence}
    return record_objection(letter.number, **fields, by=person(by))


class TestTheName:
    def test_it_waits_to_be_checked_within_15_working_days_of_receipt(self):
        received = TODAY() - timedelta(days=3)
        letter = real_name(received_on=received)
        duty = Duty.objects.open().about(letter).get()
        start = timezone.now() - timedelta(days=3)
        assert (duty.kind, duty.due_at) == ("report.signature", due("report.acceptance_notice", start).at)
        assert duty.group.postgroup.unit == unit("petition")
        rule = due("report.acceptance_notice", timezone.now()).deadline
        assert (rule.amount, rule.unit, rule.article) == (15, "working_days", "209")

    def test_an_anonymous_letter_owes_no_answer_and_is_handled_all_the_same(self):
        letter = make_letter()
        assert waits(letter) == []
        with pytest.raises(Conflict):
            check_signature(letter.number, genuine=True, note="x", by=person("registrar"))
        assert clue_at("concluded", letter=letter).state == "concluded"
        assert waits(letter) == []

    def test_a_name_that_cannot_be_verified_counts_as_anonymous(self):
        letter = real_name()
        check_signature(letter.number, genuine=False, note="查无此人", by=person("registrar"))
        assert waits(letter) == []
        with pytest.raises(Conflict):
            told(letter, tell_acceptance)
        assert clue_at("concluded", letter=letter).state == "concluded"
        assert waits(letter) == []

    def test_a_true_name_is_to_be_told_of_acceptance_in_the_same_time(self):
        letter = real_name()
        until = Duty.objects.about(letter).get().due_at
        checked(letter)
        duty = Duty.objects.open().about(letter).get()
        assert (duty.kind, duty.due_at) == ("report.acceptance", until)

    def test_only_the_petition_office_checks_and_says_how(self):
        letter = real_name()
        make_clue(letter)
        for who in ("manager", "management_head"):
            with pytest.raises(NotAllowed):
                check_signature(letter.number, genuine=True, note="x", by=person(who))
        with pytest.raises(NotVisible):
            check_signature(letter.number, genuine=True, note="x", by=person("office_head"))
        with pytest.raises(Invalid):
            check_signature(letter.number, genuine=True, note=" ", by=person("registrar"))

    def test_a_letter_from_before_the_rule_waits_for_nothing(self):
        assert waits(real_name(received_on=TODAY().replace(year=2019))) == []

    def test_a_file_of_old_letters_brings_no_overdue_duties(self):
        def from_file(text, received_on):
            new = NewLetter(
                text, text, received_on, level(), signing=Signing.REAL_NAME, reporter=("某甲", "电话一")
            )
            return register_letter(new, by=person("registrar"), told=False)

        assert waits(from_file("旧信", TODAY() - timedelta(days=90))) == []
        assert waits(from_file("新信", TODAY())) == ["report.signature"]


class TestTelling:
    def test_acceptance_is_told_once_with_its_day_and_how(self):
        letter = accepted()
        telling = letter.tellings.get()
        assert (telling.what, telling.told_on, telling.manner) == ("acceptance", TODAY(), "call")
        assert waits(letter) == []
        with pytest.raises(Conflict):
            told(letter, tell_acceptance)

    @pytest.mark.parametrize(
        ("days", "reason", "code"),
        [(1, "", "future-day"), (-1, "", "late-entry"), (-9, "补录", "too-early")],
    )
    def test_no_day_is_entered_in_silence(self, days, reason, code):
        letter = checked(real_name(received_on=TODAY() - timedelta(days=5)))
        with pytest.raises(Invalid) as refusal:
            told(letter, tell_acceptance, told_on=TODAY() + timedelta(days=days), late_reason=reason)
        assert refusal.value.code == code

    def test_the_result_is_owed_15_working_days_after_the_clue_is_concluded(self):
        letter = accepted()
        clue_at("answered", letter=letter)
        assert waits(letter) == []
        letter = concluded()
        duty = Duty.objects.open().about(letter).get()
        assert (duty.kind, duty.due_at) == ("report.result", due("report.result_notice", timezone.now()).at)
        assert [line.matter for line in inbox_of(person("registrar"))][:1] == [letter]

    def test_it_is_owed_after_the_last_of_several_clues(self):
        letter = accepted()
        first = clue_at("answered", letter=letter)
        clue_at("concluded", letter=letter)
        assert waits(letter) == []
        conclude(first)
        assert waits(letter) == ["report.result"]

    def test_a_name_checked_after_the_conclusion_is_owed_both_answers(self):
        letter = real_name()
        clue_at("concluded", letter=letter)
        checked(letter)
        assert waits(letter) == ["report.acceptance", "report.result"]

    def test_a_repeat_keeps_its_own_answer(self):
        first = accepted(real_name(text="同一件事"))
        repeat = accepted(real_name(text="同一件事"))
        assert repeat.repeat_of == first
        clue_at("concluded", letter=first)
        assert waits(first) == waits(repeat) == ["report.result"]
        told(repeat)
        assert (waits(first), waits(repeat)) == (["report.result"], [])

    def test_who_wrote_of_a_merged_clue_is_answered_by_its_main_clue(self):
        main = clue_at("signed")
        other = clue_about(main, "signed")
        letter = accepted_real(other)
        merge_clues(main, other)
        walk(main, "concluded")
        assert waits(letter) == ["report.result"]
        feedback = Feedback.objects.visible_to(person("registrar")).about(letter)
        assert [each.text for each in feedback] == ["核查结果反馈"]

    def test_what_is_told_is_the_feedback_and_nothing_of_the_clue(self):
        letter = concluded()
        registrar = person("registrar")
        assert [each.text for each in Feedback.objects.visible_to(registrar).about(letter)] == [
            "核查结果反馈"
        ]
        assert not Clue.objects.visible_to(registrar).exists()


class TestObjections:
    def test_there_is_nothing_to_object_to_before_the_result_was_told(self):
        with pytest.raises(Conflict):
            object_to(concluded(), new_evidence=True)

    def test_without_new_evidence_it_is_noted_and_no_more(self):
        letter = answered()
        object_to(letter, new_evidence=False)
        assert letter.objections.get().text == "不认可结果"
        assert not EvidenceCheck.objects.exists()
        assert waits(letter.clues.get()) == ["clue.follow_up"]

    def test_new_evidence_goes_back_to_whoever_dealt_with_it_and_leads_to_another_answer(self):
        letter = answered()
        clue = letter.clues.get()
        object_to(letter, new_evidence=True)
        leader = person("team_leader")
        assert "report.evidence" in waits(clue)
        assert Notice.objects.filter(recipient=leader, entry__kind="clue.evidence_offered").exists()
        assert "report.evidence" in [line.duty.kind for line in inbox_of(leader)]
        check = EvidenceCheck.objects.get()
        answer_evidence(check.pk, answer="经复核维持原结论", by=leader)
        assert "report.evidence" not in waits(clue)
        assert waits(letter) == ["report.result"]
        told(letter)
        with pytest.raises(Conflict):
            answer_evidence(check.pk, answer="再答", by=leader)

    def test_nobody_else_answers_or_learns_of_it(self):
        letter = answered()
        object_to(letter, new_evidence=True)
        check = EvidenceCheck.objects.get()
        for who in ("manager", "team_handler", "office_head", "registrar"):
            with pytest.raises(NotVisible):
                answer_evidence(check.pk, answer="x", by=person(who))
        notice = Notice.objects.filter(entry__kind="letter.objection_recorded")
        assert set(notice.values_list("recipient__username", flat=True)) <= {"registrar_2", "petition_head"}
        assert person("manager").pk in readers_of(letter)


def accepted_real(clue):
    """The letter of a clue, as one signed by name and accepted."""
    letter = clue.letters.get()
    letter.signing = Signing.REAL_NAME
    letter.save()
    return accepted(letter)
