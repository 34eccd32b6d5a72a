"""A letter of inquiry: in the general office's name, with its copies, and answered by whom it must be."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone, translation

from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from clues.disposal.actions import NewResult, record_result
from clues.inquiries.actions import Answered, NewInquiry, issue_inquiry, record_answer
from clues.inquiries.drafts import draft_of
from clues.inquiries.models import InquiryLetter
from clues.inquiries.paper import inquiry_pdf, told
from clues.ways.actions import record_stage
from hub.access.models import Look, What
from hub.duties.models import Duty
from hub.events.models import Entry
from hub.kernel.errors import Conflict, Invalid, NotAllowed, NotVisible
from tests.api.conftest import Caller
from tests.factories import clue_at
from tests.inquiries import general_office, issued, to_ask
from tests.stages import inquired
from tests.town import person, unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def acting(who: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(person(who), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def issue(clue: Clue, who: str = "team_handler", **said: object) -> InquiryLetter:
    given = {"questions": "一、请说明某事", "copies": draft_of(clue).copies}
    issue_inquiry(clue.number, new=NewInquiry(**(given | said)), by=person(who))  # type: ignore[arg-type]
    return clue.inquiries.latest("pk")


def answer(letter: InquiryLetter, who: str = "team_handler", **said: object) -> InquiryLetter:
    given = {"answered_on": timezone.localdate(), "answer": "本人说明如下", "countersigned_by": "王某，局长"}
    new = Answered(**(given | said))  # type: ignore[arg-type]
    record_answer(letter.clue.number, inquiry=letter.pk, new=new, by=person(who))
    letter.refresh_from_db()
    return letter


class TestIssuing:
    def test_it_goes_out_in_the_general_offices_name_under_a_number_of_its_own(self):
        office = general_office()
        first, second = issued(inquired()), issued(inquired())
        year = timezone.localdate().year
        assert first.office == office
        assert first.number.startswith(f"HX-{year}-")
        assert int(second.number[-6:]) == int(first.number[-6:]) + 1
        assert (first.issued_on, first.due_at) == (timezone.localdate(), first.clue.stages.get().due_at)

    @pytest.mark.parametrize(
        ("standing", "copies", "directly"),
        [
            ({"unit": "org-2"}, ["org-2", "dispatched-2"], False),
            ({"unit": "org-1"}, ["org-1"], False),  # its linked office is no dispatched group
            ({"unit": "org-2", "position": "unit_head"}, ["dispatched-2"], True),
            ({"unit": None, "unit_name": "某公司"}, [], False),
        ],
    )
    def test_who_gets_a_copy(self, standing, copies, directly):
        where = unit(standing["unit"]) if standing["unit"] else None
        clue = to_ask(**(standing | {"unit": where}))
        draft = draft_of(clue)
        assert ([each.code for each in draft.copies], draft.answers_directly) == (copies, directly)

    def test_a_copy_left_out_has_its_reason(self):
        clue = to_ask(unit=unit("org-2"))
        with pytest.raises(Invalid) as refused:
            issue(clue, copies=[unit("org-2")])
        assert set(refused.value.fields) == {"copies_reason"}
        letter = issue(clue, copies=[unit("org-2")], copies_reason="组长已回避")
        assert [each.code for each in letter.copies.all()] == ["org-2"]

    def test_what_is_wrong_stands_at_its_field(self):
        clue = to_ask(unit=None)
        with pytest.raises(Invalid) as refused:
            issue(clue, questions=" ", copies=[unit("org-3")])
        assert set(refused.value.fields) == {"questions", "copies", "copies_reason"}

    def test_only_while_an_answer_is_awaited_and_one_at_a_time(self):
        clue = to_ask()
        issue(clue)
        with pytest.raises(Conflict) as refused:
            issue(Clue.objects.get(pk=clue.pk))
        assert refused.value.code == "inquiry-is-out"
        with pytest.raises(Conflict) as refused:
            issue(clue_at(ClueState.IN_DISPOSAL), copies=[])
        assert refused.value.code == "no-answer-awaited"

    def test_without_a_general_office_nothing_goes_out(self):
        with pytest.raises(Conflict) as refused:
            issue(inquired(), copies=[])
        assert refused.value.code == "no-general-office"

    def test_handlers_alone(self):
        clue = to_ask()
        with pytest.raises(NotAllowed):
            issue(clue, "team_leader")
        with pytest.raises(NotVisible):
            issue(clue, "district_handler")
        assert not InquiryLetter.objects.exists()


class TestAnswering:
    def test_the_answer_is_the_stage_that_awaited_it(self):
        letter = issued()
        answer(letter)
        first, second = letter.clue.stages.order_by("pk")
        assert (first.what.code, first.done_on, first.by) == (
            "answer",
            timezone.localdate(),
            person("team_handler"),
        )
        assert first.note == letter.number
        assert second.what.code == "report"
        waiting = Duty.objects.open().about(letter.clue).filter(kind="clue.stage")
        assert set(waiting.values_list("ref", flat=True)) == {second.pk}
        kinds = Entry.objects.about(letter.clue).values_list("kind", flat=True)
        assert {"clue.inquiry_issued", "clue.inquiry_answered", "clue.stage_done"} <= set(kinds)

    @pytest.mark.parametrize(
        ("said", "field"),
        [
            ({"answer": " "}, "answer"),
            ({"countersigned_by": " "}, "countersigned_by"),
            ({"answered_on": timezone.localdate() - timedelta(days=1)}, "answered_on"),
            ({"answered_on": timezone.localdate() + timedelta(days=1)}, "answered_on"),
        ],
    )
    def test_what_is_wrong_stands_at_its_field(self, said, field):
        letter = issued()
        with pytest.raises(Invalid) as refused:
            answer(letter, **said)
        assert list(refused.value.fields) == [field]
        assert letter.clue.stages.get().done_on is None

    def test_entered_late_it_has_its_reason(self):
        letter = issued()
        yesterday = timezone.localdate() - timedelta(days=1)
        InquiryLetter.objects.update(issued_on=yesterday)
        letter.refresh_from_db()
        with pytest.raises(Invalid) as refused:
            answer(letter, answered_on=yesterday)
        assert list(refused.value.fields) == ["late_reason"]
        answer(letter, answered_on=yesterday, late_reason="周末收到")
        assert (letter.answered_on, letter.late_reason) == (yesterday, "周末收到")

    def test_the_head_of_a_unit_answers_without_a_countersignature(self):
        letter = issued(to_ask(unit=unit("org-2"), position="unit_head"))
        answer(letter, countersigned_by="")
        assert (letter.answers_directly, letter.countersigned_by) == (True, "")

    def test_the_database_wants_the_countersignature_too(self):
        letter = issued()
        with pytest.raises(IntegrityError), transaction.atomic():
            InquiryLetter.objects.filter(pk=letter.pk).update(answered_on=timezone.localdate())

    def test_once_and_by_handlers_alone(self):
        letter = issued()
        with pytest.raises(NotAllowed):
            answer(letter, "team_leader")
        answer(letter, "team_handler_2")
        with pytest.raises(Conflict) as refused:
            answer(letter)
        assert refused.value.code == "answered"

    def test_where_a_talk_was_noted_meanwhile_the_answer_is_kept_all_the_same(self):
        letter = issued()
        stage = letter.clue.stages.get().pk
        given = {"stage": stage, "done_on": timezone.localdate(), "note": "已谈话"}
        record_stage(letter.clue.number, **given, by=person("team_handler"))
        answer(letter)
        assert letter.answer == "本人说明如下"
        assert letter.clue.stages.order_by("pk")[0].note == "已谈话"


class TestPages:
    def test_from_the_clue_to_the_letter_to_the_answer_to_the_result(self):
        clue = to_ask(unit=unit("org-2"))
        handler = acting("team_handler")
        assert "Issue a letter of inquiry" in handler.get(f"/clues/{clue.number}/").content.decode()
        form = handler.get(f"/clues/{clue.number}/inquiry/").context["form"]
        sent = {"version": clue.version} | {name: form.initial[name] for name in ("questions", "copies")}
        assert handler.post(f"/clues/{clue.number}/inquiry/", sent).status_code == 302
        letter = clue.inquiries.get()
        assert [each.code for each in letter.copies.order_by("code")] == ["dispatched-2", "org-2"]
        said = {"answered_on": timezone.localdate(), "answer": "本人书面说明", "countersigned_by": "王某"}
        said |= {"version": Clue.objects.get(pk=clue.pk).version}
        assert handler.post(f"/inquiries/{letter.pk}/answer/", said | {"answer": " "}).status_code == 422
        assert handler.post(f"/inquiries/{letter.pk}/answer/", said).status_code == 302
        shown = handler.get(f"/clues/{clue.number}/").content.decode()
        assert "本人书面说明" in shown
        assert "Issue a letter of inquiry" not in shown
        result = handler.get(f"/clues/{clue.number}/result/").context["form"]
        assert result["statement"].value() == "本人书面说明"

    def test_an_older_version_issues_nothing(self):
        clue = to_ask()
        sent = {"version": clue.version - 1, "questions": "问", "copies": [unit("org-1").pk]}
        assert acting("team_handler").post(f"/clues/{clue.number}/inquiry/", sent).status_code == 412
        assert not clue.inquiries.exists()

    def test_whoever_comes_too_late_keeps_what_they_wrote(self):
        clue = to_ask()
        sent = {"version": clue.version, "questions": "二、请逐条说明", "copies": [unit("org-1").pk]}
        issue(clue, "team_handler_2", copies=draft_of(clue).copies)
        for version in (sent["version"], Clue.objects.get(pk=clue.pk).version):
            late = acting("team_handler").post(f"/clues/{clue.number}/inquiry/", sent | {"version": version})
            assert late.status_code in (409, 412)
            assert "二、请逐条说明" in late.content.decode()
        assert late.status_code == 409
        assert acting("team_handler").get(f"/clues/{clue.number}/inquiry/").status_code == 409
        assert clue.inquiries.count() == 1

    def test_others_open_neither_form(self):
        letter = issued()
        assert acting("team_leader").get(f"/clues/{letter.clue.number}/inquiry/").status_code == 403
        assert acting("team_leader").get(f"/inquiries/{letter.pk}/answer/").status_code == 403
        assert acting("district_handler").get(f"/inquiries/{letter.pk}/answer/").status_code == 404


class TestOnPaper:
    def test_it_says_what_it_must_and_nothing_of_the_clue(self):
        letter = issued(to_ask(unit=unit("org-2")))
        with translation.override("zh-hans"):
            said = told(letter)
        assert (said["office"], said["copies"]) == ("市纪委办公厅", ["单位 dispatched-2", "单位 org-2"])
        assert "主要负责人" in said["closing"]
        assert str(timezone.localdate(letter.due_at)) in said["closing"]
        assert letter.clue.number not in str(said)
        assert letter.clue.summary not in str(said)

    @pytest.mark.parametrize("language", ["zh-hans", "en"])
    def test_nothing_a_person_wrote_is_read_as_markup(self, language):
        letter = issued()
        letter.questions = '#panic("x") $ * _ \\ ``` <a> @b "] = 標題 𠮷'
        assert inquiry_pdf(letter, language=language).startswith(b"%PDF-")

    def test_reading_it_is_a_look_and_only_readers_of_the_clue_do(self):
        letter = issued()
        answer = acting("team_leader").get(f"/inquiries/{letter.pk}/print/?lang=en")
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        look = Look.objects.get(what=What.PRINT)
        assert (look.person_id, look.row_id) == (person("team_leader").pk, letter.clue_id)
        assert acting("district_handler").get(f"/inquiries/{letter.pk}/print/").status_code == 404


def test_over_the_interface():
    clue = to_ask(unit=unit("org-2"))
    handler = Caller("team_handler")
    body = {"questions": "一、请说明", "copies": ["org-2", "dispatched-2"]}
    assert handler.step(clue, "inquiries", body).status_code == 200
    clue.refresh_from_db()
    (shown,) = handler.read(f"clues/{clue.number}").json()["inquiries"]
    assert (shown["copies"], shown["answered_on"]) == (["dispatched-2", "org-2"], None)
    body = {
        "inquiry": shown["id"],
        "answered_on": str(timezone.localdate()),
        "answer": "本人说明",
        "countersigned_by": "王某",
    }
    assert handler.step(clue, "inquiry-answers", body).status_code == 200
    (shown,) = handler.read(f"clues/{clue.number}").json()["inquiries"]
    assert (shown["answer"], shown["countersigned_by"]) == ("本人说明", "王某")


def test_with_a_result_no_letter_goes_out_any_more():
    clue = to_ask()
    found = NewResult(finding="explained", report="说明清楚", statement="书面说明")
    record_result(clue.number, new=found, by=person("team_handler"))
    with pytest.raises(Conflict):
        issue(Clue.objects.get(pk=clue.pk), copies=[])
