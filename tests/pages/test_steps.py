"""Steps of a clue as pages: refusals come before anything happens, and nothing typed is lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clues.allegations.actions import NewAllegation, add_allegation
from clues.clue.flow import ClueFlow
from clues.clue.terms import ClueState
from clues.custody.actions import sign_clue
from clues.steps import CLUE_STEPS
from hub.kernel.transitions import transition_names
from tests.clock import with_calendar
from tests.factories import clue_at, make_clue, make_letter, new_subject
from tests.town import person, unit

FOLLOWING = {"approve", "refuse", "approve_opinion", "refuse_opinion", "merge"}
FOLLOWING |= {"approve_hold", "approve_ending", "suspend", "conclude", "strike", "hand_over"}
FOLLOWING |= {"approve_report", "refuse_report"}


def step(client, clue, slug, **typed):
    return client.post(f"/clues/{clue.number}/{slug}/", {"version": clue.version} | typed)


def test_every_transition_that_people_take_has_a_page():
    assert {each.transition for each in CLUE_STEPS if each.transition} | FOLLOWING == set(
        transition_names(ClueFlow)
    )


def test_what_was_typed_comes_back_with_the_error_at_its_field(acting):
    clue = clue_at(ClueState.REGISTERED)
    answer = step(acting("manager"), clue, "propose", chosen=unit("supervision-1").pk, override_reason=" ")
    assert answer.status_code == 422
    assert answer.context["form"].errors["override_reason"] == [
        "Please say why another unit than the proposed one."
    ]
    assert answer.context["form"]["chosen"].value() == str(unit("supervision-1").pk)


def test_an_older_version_is_refused_and_leads_back_to_the_clue(acting):
    clue = clue_at(ClueState.APPROVED)
    answer = acting("manager").post(f"/clues/{clue.number}/push/", {"version": clue.version - 1})
    assert answer.status_code == 412
    assert f'href="/clues/{clue.number}/"' in answer.content.decode()
    clue.refresh_from_db()
    assert clue.state == ClueState.APPROVED


def test_whoever_is_late_on_a_step_still_possible_goes_on_from_what_they_typed(acting):
    """Another handler did something meanwhile: the form comes again with the text."""
    clue = clue_at(ClueState.IN_DISPOSAL)
    new = NewAllegation("另查", clue.category)
    add_allegation(clue.number, new=new, by=person("team_handler_2"))
    typed = {"finding": "true", "report": "写了很久的报告", "statement": "本人说明", "proposal": "remind"}
    page = acting("team_handler")
    late = step(page, clue, "result", **typed)
    assert late.status_code == 412
    said = late.content.decode()
    assert "Done last: Allegation added, by team handler 2" in said
    assert "写了很久的报告" in said
    again = page.post(late.request["PATH_INFO"], typed | late.context["hidden"])
    assert again.status_code == 302


def test_whoever_is_late_on_a_step_gone_by_is_told_by_whom_and_keeps_the_text(acting):
    clue = clue_at(ClueState.PUSHED)
    sign_clue(clue.number, by=person("team_custodian"))
    late = step(acting("team_custodian"), clue, "return", reason="写好的退回理由", version=clue.version + 1)
    said = late.content.decode()
    assert late.status_code == 409
    assert "Done last: Clue signed for, by team custodian" in said
    assert "写好的退回理由" in said


def test_whoever_may_not_take_a_step_is_shown_none_of_its_choices(acting):
    clue = clue_at(ClueState.SIGNED)
    late = step(acting("manager"), clue, "assign", version=clue.version - 1, first="", second="")
    assert late.status_code == 403
    assert "team handler" not in late.content.decode()


def test_without_a_version_nothing_happens(acting):
    clue = clue_at(ClueState.APPROVED)
    assert acting("manager").post(f"/clues/{clue.number}/push/").status_code == 428


def test_a_step_that_has_passed_is_a_conflict_in_words(acting):
    clue = clue_at(ClueState.PUSHED)
    answer = acting("manager").get(f"/clues/{clue.number}/push/")
    assert answer.status_code == 409
    assert "state: " not in answer.content.decode()


def test_who_may_not_is_told_why(acting):
    clue = clue_at(ClueState.PUSHED)
    answer = acting("team_leader").get(f"/clues/{clue.number}/sign/")
    assert answer.status_code == 403
    assert "clue custodian of the receiving unit" in answer.content.decode()


def test_revising_is_offered_only_after_a_return(acting):
    clue = clue_at(ClueState.PROPOSED)
    manager = acting("manager")
    assert "Change the proposal" not in manager.get(f"/clues/{clue.number}/").content.decode()
    assert manager.get(f"/clues/{clue.number}/revise/").status_code == 409
    sheet = acting("management_head").get(f"/clues/{clue.number}/").context["running"].pk
    head = acting("management_head")
    digest = head.get(f"/approvals/{sheet}/").context["digest"]
    decision = {"digest": digest, "decision": "returned", "opinion": "Please name the basis"}
    assert head.post(f"/approvals/{sheet}/", decision).status_code == 302
    assert "Change the proposal" in manager.get(f"/clues/{clue.number}/").content.decode()
    clue.refresh_from_db()
    again = step(manager, clue, "revise", chosen=unit("team-1").pk)
    assert again.status_code == 302
    page = manager.get(f"/clues/{clue.number}/").content.decode()
    assert "Please name the basis" in page


def test_a_custodian_who_returned_it_lands_in_the_inbox(acting):
    clue = clue_at(ClueState.PUSHED)
    answer = step(acting("team_custodian"), clue, "return", reason="Another unit is in charge")
    assert answer.url == "/"
    assert acting("team_custodian").get(f"/clues/{clue.number}/").status_code == 404
    assert "Another unit is in charge" in acting("manager").get(f"/clues/{clue.number}/").content.decode()


@pytest.mark.parametrize("who", ["manager", "team_leader"])
def test_who_can_see_it_now_is_shown_to_its_readers(acting, who):
    clue = clue_at(ClueState.ASSIGNED)
    shown = acting(who).get(f"/clues/{clue.number}/readers/").content.decode()
    assert "team handler" in shown
    assert "handler of this clue" in shown


def test_who_could_see_it_on_a_day_is_shown_to_case_managers(acting):
    clue = clue_at(ClueState.ASSIGNED)
    today = timezone.localdate()
    path = f"/clues/{clue.number}/readers/?day="
    assert "team handler" in acting("manager").get(f"{path}{today}").content.decode()
    before = acting("manager").get(f"{path}{today - timedelta(days=9)}").content.decode()
    assert "Nobody could see it on that day." in before
    later = acting("manager").get(f"{path}{today + timedelta(days=1)}")
    assert later.context["form"].errors["day"] == ["Nobody knows yet who will see it on that day."]
    assert acting("team_leader").get(f"{path}{today}").status_code == 403


def test_the_timeline_has_the_words_of_those_who_acted(acting):
    clue = clue_at(ClueState.CONCLUDED)
    history = acting("manager").get(f"/clues/{clue.number}/").context["history"]
    told = [(line.text, line.note) for line in history]
    assert told[0][0] == "Clue concluded"
    assert told[-1][0] == "Clue registered"
    assert ("Report submitted", "Unfounded\nConclude the matter") in told
    assert [text for text, _note in told if "Approved" in text] == [
        "Head of case management: Approved",
        "Principal leader: Approved",
        "Leader in charge: Approved",
        "Head of the unit in charge: Approved",
        "All who verified: Approved",
        "Leader in charge: Approved",
        "Head of the unit in charge: Approved",
        "Principal leader: Approved",
        "Head of case management: Approved",
    ]
    assert all(line.actor == person(line.actor.username) for line in history)


def test_asking_for_an_extension_says_at_the_field_what_is_wrong(acting):
    clue = clue_at(ClueState.ASSIGNED)
    handler = acting("team_handler")
    day = with_calendar(timezone.localdate(clue.opinion_due_at))
    answer = step(handler, clue, "extend", awaited="opinion", until=day, reason="案情复杂")
    assert answer.status_code == 422
    assert answer.context["form"].errors["until"] == [
        "The new day must be later than the old one and than today."
    ]
    later = with_calendar(day + timedelta(days=20))
    done = step(handler, clue, "extend", awaited="opinion", until=later, reason="案情复杂")
    assert done.status_code == 302
    page = handler.get(f"/clues/{clue.number}/").content.decode()
    assert "Extension asked for" in page
    assert "案情复杂" in page


def test_a_suspended_clue_tells_what_is_left_of_its_time(acting):
    clue = clue_at(ClueState.SUSPENDED)
    left = (timezone.localdate(clue.opinion_due_at) - timezone.localdate()).days
    page = acting("team_handler").get(f"/clues/{clue.number}/").content.decode()
    assert f"{left} days left" in page
    assert "被反映人因病住院" in page
    assert "overdue" not in page


def test_a_partner_bodys_clue_is_taken_in_by_case_management_alone(acting):
    assert acting("team_leader").get("/clues/receive/").status_code == 403
    assert "/clues/receive/" not in acting("team_leader").get("/clues/").content.decode()
    manager = acting("manager")
    assert "/clues/receive/" in manager.get("/clues/").content.decode()
    form = manager.get("/clues/receive/").context["form"]
    sent = {
        "sender": unit("partner-1").pk,
        "document": "审移〔2026〕9号",
        "received_on": timezone.localdate() - timedelta(days=1),
        "title": "审计移送",
        "summary": "审计发现的问题",
        "category": form.fields["category"].queryset[0].pk,
        "classification": form.initial["classification"],
        "kind": "person",
        "name": "某人",
        "authority": "municipal",
    }
    refused = manager.post("/clues/receive/", sent)
    assert refused.status_code == 422
    assert set(refused.context["form"].errors) == {"late_reason"}
    done = manager.post("/clues/receive/", sent | {"late_reason": "机要交换"})
    assert done.status_code == 302
    page = manager.get(done.url).content.decode()
    assert "审移〔2026〕9号" in page
    assert "Handle it here" in page


def test_a_transfer_shows_what_jurisdiction_names_and_where_it_went(acting):
    clue = clue_at(ClueState.ASSIGNED)
    page = acting("manager").get(f"/clues/{clue.number}/transfer/").content.decode()
    assert "this commission" in page
    gone = clue_at(ClueState.TRANSFERRED)
    page = acting("manager").get(f"/clues/{gone.number}/").content.decode()
    assert "回执〔2026〕3号" in page
    assert "上级提级办理" in page


def test_a_clue_that_is_reported_upward_says_so_until_it_is_done(acting):
    clue = make_clue(make_letter(subjects=[new_subject(position="unit_head")]))
    manager = acting("manager")
    assert "Still owed" in manager.get(f"/clues/{clue.number}/").content.decode()
    sent = {"reported_on": timezone.localdate(), "organ": "省纪委监委", "document": "报〔2026〕1号"}
    assert step(manager, clue, "report", **sent).status_code == 302
    page = manager.get(f"/clues/{clue.number}/").content.decode()
    assert "报〔2026〕1号" in page
    assert "Still owed" not in page
