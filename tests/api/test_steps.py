"""The clue's way walked over the interface, and what stands in the way."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clues.clue.flow import ClueFlow
from clues.clue.models.clues import Clue
from clues.steps import CLUE_STEPS
from hub.approvals.models import Approval
from hub.kernel.transitions import transition_names
from tests.factories import (
    clue_about,
    clue_at,
    make_clue,
    make_letter,
    new_subject,
    running_approval,
    with_calendar,
)
from tests.town import person

pytestmark = pytest.mark.django_db
BODIES = {
    "proposals": {"chosen": "team-1"},
    "proposal-revisions": {"chosen": "team-1"},
    "pushes": {"note": "请按期处置"},
    "sign-offs": {},
    "returns": {"reason": "不属本单位管辖"},
    "assignments": {"handlers": ["team_handler", "team_handler_2"]},
    "opinions": {
        "way": "verification",
        "plan": "按计划初核",
        "details": {"group": "两人", "work_plan": "1号"},
    },
    "opinion-revisions": {
        "way": "inquiry",
        "plan": "改为函询",
        "details": {"questions": "一、二", "request": "2号"},
    },
    "results": {
        "finding": "unfounded",
        "report": "经核查失实",
        "statement": "本人说明",
        "proposal": "conclude",
    },
    "report-revisions": {
        "finding": "not_proven",
        "report": "无法查实",
        "statement": "本人说明",
        "proposal": "hold",
    },
    "feedback": {"text": "核查结果反馈"},
    "conclusions": {"reason": "已办理完毕"},
}
DONE_BY = {
    "proposals": "manager",
    "proposal-revisions": "manager",
    "pushes": "manager",
    "sign-offs": "team_custodian",
    "returns": "team_custodian",
    "assignments": "team_leader",
    "opinions": "team_handler",
    "opinion-revisions": "team_handler",
    "results": "team_handler",
    "report-revisions": "team_handler",
    "feedback": "team_leader",
    "conclusions": "manager",
}
# Address -> (state it leaves, state it leads to); revisions need a return first, see below.
MOVES = {
    "proposals": ("registered", "proposed"),
    "pushes": ("approved", "pushed"),
    "sign-offs": ("pushed", "signed"),
    "returns": ("pushed", "registered"),
    "assignments": ("signed", "assigned"),
    "opinions": ("assigned", "opinion"),
    "results": ("in_disposal", "report"),
    "feedback": ("result", "answered"),
    "conclusions": ("answered", "answered"),  # until somebody else has agreed
}


# What leaves the straight way has tests of its own below.
SIDE_ROADS = {"merges", "merge-undoings", "splits", "holds", "take-ups", "follow-ups"}
SIDE_ROADS |= {"extensions", "suspensions", "resumptions", "strikings"}
SIDE_ROADS |= {"take-ons", "sender-returns", "transfers", "transfer-acceptances", "transfer-receipts"}
SIDE_ROADS |= {"transfer-refusals", "outcomes"}
SIDE_ROADS |= {"replacements", "recusals", "recusal-orders"}
# The whole way: steps by their address, signatures by who signs.
WAY = ["proposals", "management_head", "secretary", "pushes", "sign-offs", "assignments"]
WAY += [
    "opinions",
    "team_leader",
    "deputy",
    "results",
    "team_handler_2",
    "team_leader",
    "deputy",
    "secretary",
]
WAY += ["feedback", "conclusions", "management_head"]


def decide(caller, clue, way="signatures", **body):
    approval = running_approval(clue)
    etag = caller.read(f"approvals/{approval.pk}")["ETag"]
    return caller.write(f"approvals/{approval.pk}/{way}", body, If_Match=etag)


def test_every_step_taken_by_hand_has_an_address():
    following = {
        "approve",
        "refuse",
        "approve_opinion",
        "refuse_opinion",
        "approve_report",
        "refuse_report",
        "approve_hold",
        "approve_ending",
        "merge",
        "suspend",
        "conclude",
        "strike",
        "hand_over",
    }
    by_hand = set(transition_names(ClueFlow)) - following
    assert {step.transition for step in CLUE_STEPS if step.transition} == by_hand
    assert (
        {step.address for step in CLUE_STEPS if step.transition} - SIDE_ROADS
        == BODIES.keys()
        == DONE_BY.keys()
    )


def test_the_whole_way(by):
    clue = make_clue()
    seen = []
    for step in WAY:
        answer = (
            by(DONE_BY[step]).step(clue, step, BODIES[step]) if step in BODIES else decide(by(step), clue)
        )
        assert answer.status_code == 200, (step, answer.content)
        clue.refresh_from_db()
        seen.append(clue.state)
    assert seen[-1] == "concluded"
    shown = by("manager").read(f"clues/{clue.number}").json()
    assert shown["state"] == "concluded"
    assert [each["outcome"] for each in shown["approvals"]] == ["approved"] * 4


@pytest.mark.parametrize("address", MOVES)
class TestEachStep:
    def test_it_happens_once_and_answers_a_receipt(self, by, address):
        before, after = MOVES[address]
        clue = clue_at(before)
        was = clue.version
        headers = {"Idempotency_Key": "k-1", "If_Match": f'"{clue.pk}-{was}"'}
        first, second = (
            by(DONE_BY[address]).step(clue, address, BODIES[address], **headers) for _ in range(2)
        )
        assert first.status_code == 200, first.content
        assert first.json() == {"id": clue.pk, "number": clue.number, "state": after, "version": was + 1}
        assert first["ETag"] == f'"{clue.pk}-{was + 1}"'
        assert (second.status_code, second.content) == (200, first.content)
        clue.refresh_from_db()
        assert (clue.state, clue.version) == (after, was + 1)

    def test_what_stands_in_the_way(self, by, address):
        before, body = MOVES[address][0], BODIES[address]
        clue = clue_at(before)
        caller, path = by(DONE_BY[address]), f"clues/{clue.number}/{address}"
        # No version named, another version named, a field nobody knows.
        assert caller.write(path, body).status_code == 428
        assert caller.write(path, body, If_Match=f'"{clue.pk}-1000"').status_code == 412
        answer = caller.step(clue, address, body | {"hurry": True})
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "hurry")
        # Whoever does not see the clue finds nothing.
        hidden = by("liaison").step(clue, address, body)
        absent = by("liaison").write(f"clues/XS-2026-999999/{address}", body, If_Match='"1-1"')
        assert (hidden.status_code, hidden.content) == (404, absent.content)
        # Whoever sees it but may not is told why, before and after trying.
        answer = by("management_head").step(clue, address, body)
        assert (answer.status_code, bool(answer.json()["detail"])) == (403, True)
        offered = by("management_head").read(f"clues/{clue.number}").json()["transitions"]
        mine = next(each for each in offered if (each["url"] or "").endswith(address))
        assert (mine["allowed"], mine["code"]) == (False, answer.json()["type"].removeprefix("/problems/"))
        clue.refresh_from_db()
        assert clue.state == before

    def test_in_another_state_it_conflicts(self, by, address):
        other = "proposed" if MOVES[address][0] == "registered" else "registered"
        answer = by("manager").step(clue_at(other), address, BODIES[address])
        assert (answer.status_code, answer.json()["happened"]["state"]) == (409, other)


class TestInput:
    def test_another_unit_than_proposed_needs_a_reason(self, by):
        clue = make_clue()
        answer = by("manager").step(clue, "proposals", {"chosen": "supervision-1"})
        assert [each["field"] for each in answer.json()["errors"]] == ["override_reason"]
        answer = by("manager").step(
            clue, "proposals", {"chosen": "supervision-1", "override_reason": "由联系单位办理"}
        )
        assert answer.status_code == 200
        (proposal,) = by("manager").read(f"clues/{clue.number}").json()["proposals"]
        assert (proposal["proposed"], proposal["chosen"]) == ("team-1", "supervision-1")

    def test_a_unit_nobody_signs_for_is_refused(self, by):
        answer = by("manager").step(
            make_clue(), "proposals", {"chosen": "inspection-office", "override_reason": "x"}
        )
        assert [each["field"] for each in answer.json()["errors"]] == ["chosen"]

    @pytest.mark.parametrize(
        ("handlers", "field"),
        [
            (["team_handler"], "handlers"),
            (["team_handler", "team_handler"], "handlers"),
            (["team_handler", "office_handler"], "handlers"),
            (["team_handler", "nobody"], "handlers.1"),
            ("team_handler", "handlers"),
        ],
    )
    def test_two_handlers_of_the_unit(self, by, handlers, field):
        answer = by("team_leader").step(clue_at("signed"), "assignments", {"handlers": handlers})
        assert answer.status_code == 422
        assert [each["field"] for each in answer.json()["errors"]] == [field]

    def test_the_subject_is_heard(self, by):
        answer = by("team_handler").step(
            clue_at("in_disposal"), "results", {"finding": "true", "report": "属实"}
        )
        assert [each["field"] for each in answer.json()["errors"]] == ["statement", "proposal"]


class TestRevising:
    @pytest.mark.parametrize(
        ("state", "signer", "address", "transition"),
        [
            ("proposed", "management_head", "proposal-revisions", "revise"),
            ("opinion", "team_leader", "opinion-revisions", "revise_opinion"),
            ("report", "team_handler_2", "report-revisions", "revise_report"),
        ],
    )
    def test_only_after_a_return(self, by, state, signer, address, transition):
        clue, caller = clue_at(state), by(DONE_BY[address])

        def offered():
            moves = caller.read(f"clues/{clue.number}").json()["transitions"]
            return next(each for each in moves if each["name"] == transition)

        assert (offered()["allowed"], offered()["code"]) == (False, "not-returned")
        assert caller.step(clue, address, BODIES[address]).status_code in (403, 409)
        assert decide(by(signer), clue, "returns", opinion="请补充理由").status_code == 200
        assert offered()["allowed"]
        answer = caller.step(clue, address, BODIES[address])
        assert (answer.status_code, answer.json()["state"]) == (200, state)
        assert decide(by(signer), clue).status_code == 200


class TestOneClue:
    def test_what_hangs_on_it(self, by):
        clue = clue_at("concluded")
        shown = by("manager").read(f"clues/{clue.number}").json()
        assert shown["subject"]["standing"]["unit"] == "org-1"
        assert [each["number"] for each in shown["letters"]] == [clue.letters.get().number]
        assert [each["chosen"] for each in shown["proposals"]] == ["team-1"]
        assert [each["received_by"] for each in shown["custody"]] == ["team custodian"]
        assert [each["username"] for each in shown["handlers"]] == ["team_handler", "team_handler_2"]
        assert [each["way"] for each in shown["opinions"]] == ["verification"]
        assert [each["finding"] for each in shown["results"]] == ["unfounded"]
        assert [each["to_unit"] for each in shown["feedback"]] == ["petition"]
        assert [each["name"] for each in shown["transitions"]] == ["follow_up", "recuse", "order_recusal"]
        assert len(shown["follow_ups"]) == 2

    def test_letters_the_caller_may_not_see_are_not_named(self, by):
        clue = clue_at("proposed")
        assert by("management_head").read(f"clues/{clue.number}").json()["letters"] != []
        clue.letters.get().group_grants.all().delete()
        assert by("management_head").read(f"clues/{clue.number}").json()["letters"] == []

    def test_the_etag_is_the_version_to_act_on(self, by):
        clue = make_clue()
        caller = by("manager")
        etag = caller.read(f"clues/{clue.number}")["ETag"]
        answer = caller.write(f"clues/{clue.number}/proposals", BODIES["proposals"], If_Match=etag)
        assert answer.status_code == 200
        assert caller.read(f"clues/{clue.number}")["ETag"] == answer["ETag"] != etag

    def test_its_route(self, by):
        clue = make_clue()
        shown = by("manager").read(f"clues/{clue.number}/routing-proposal").json()
        assert (shown["rule"], shown["rule_version"], shown["unit"]) == ("inspected-unit", 1, "team-1")
        assert shown["values"]["inspecting_team"] == "team-1"
        assert shown["basis"]

    def test_its_history_newest_first(self, by):
        clue = clue_at("signed")
        caller = by("team_leader")
        lines = caller.read(f"clues/{clue.number}/history").json()["items"]
        assert [lines[0]["kind"], lines[-1]["kind"]] == ["clue.signed", "clue.registered"]
        assert lines[0]["by"] == "team custodian"
        assert all(set(line) == {"id", "kind", "title", "at", "by"} for line in lines)
        first = caller.read(f"clues/{clue.number}/history", limit=2).json()
        assert caller.get(first["next"]).json()["items"] == lines[2:4]

    def test_hidden_and_absent_are_the_same(self, by):
        clue = clue_at("pushed")
        for rest in ("", "/history", "/routing-proposal"):
            hidden = by("office_head").read(f"clues/{clue.number}{rest}")
            absent = by("office_head").read(f"clues/XS-2026-999999{rest}")
            assert (hidden.status_code, hidden.content) == (404, absent.content)

    def test_the_returning_unit_loses_sight_of_it(self, by):
        clue = clue_at("pushed")
        assert by("team_custodian").step(clue, "returns", BODIES["returns"]).status_code == 200
        assert by("team_custodian").read(f"clues/{clue.number}").status_code == 404


class TestExplaining:
    @pytest.mark.parametrize(
        ("name", "sees", "code"),
        [
            ("team_custodian", True, "granted"),
            ("office_head", False, "no_grant"),
            ("system_admin", False, "clearance"),
        ],
    )
    def test_a_case_manager_learns_why(self, by, name, sees, code):
        clue = clue_at("pushed")
        told = by("manager").read(f"explain/clues/{clue.number}", person=name).json()
        assert (told["person"], told["sees"], told["code"]) == (name, sees, code)
        assert told["sentence"]

    def test_it_is_the_case_managers_alone(self, by):
        clue = clue_at("pushed")
        path = f"explain/clues/{clue.number}"
        assert (
            by("team_custodian").read(path, person="manager").json()["type"] == "/problems/not_case_manager"
        )
        assert by("office_head").read(path).status_code == 404
        assert by("manager").read(path).json()["person"] == "manager"
        assert by("manager").read(path, person="nobody").status_code == 422
        assert by("manager").read(path, who="manager").status_code == 422


def test_a_rolled_back_step_leaves_nothing(by):
    clue = clue_at("registered")
    answer = by("manager").step(clue, "proposals", {"chosen": "district-1"}, Idempotency_Key="k")
    assert answer.status_code == 422
    assert not Approval.objects.exists()
    assert Clue.objects.get(pk=clue.pk).version == clue.version
    assert person("manager").duties.count() == 0


class TestSideRoads:
    def test_merged_and_taken_apart_again(self, by):
        main = clue_at("signed")
        other = clue_about(main, "assigned")
        sent = {"merged": other.number, "reason": "同一问题"}
        assert by("manager").step(main, "merges", sent).status_code == 200
        assert decide(by("management_head"), main).status_code == 200
        undone = by("manager").step(other, "merge-undoings", {"reason": "并非同一问题"})
        assert (undone.status_code, undone.json()["state"]) == (200, "assigned")

    def test_a_clue_nobody_shows_is_refused_at_the_field(self, by):
        main = clue_at("signed")
        for number in ("XS-2026-999999", main.number):
            answer = by("manager").step(main, "merges", {"merged": number, "reason": "同一问题"})
            assert [each["field"] for each in answer.json()["errors"]] == ["merged"]

    def test_a_part_is_split_off(self, by):
        clue = clue_at("assigned")
        part = {
            "title": "另案",
            "summary": "其中一部分",
            "category": "dining",
            "classification": "work_secret",
            "reason": "性质不同",
        }
        answer = by("manager").step(clue, "splits", part)
        assert (answer.status_code, answer.json()["state"]) == (200, "assigned")
        kin = by("manager").read(f"clues/{clue.number}").json()["kin"]
        assert [each["code"] for each in kin] == ["split_off"]
        assert by("manager").read(f"clues/{kin[0]['number']}").json()["state"] == "registered"


def test_a_held_clue_is_held_further_and_taken_up(by):
    clue = clue_at("held")
    caller = by("team_handler")
    assert caller.step(clue, "holds", {"reason": "仍不具备条件"}).status_code == 200
    clue.refresh_from_db()
    assert caller.step(clue, "take-ups", {"reason": "有新的材料"}).status_code == 200
    shown = caller.read(f"clues/{clue.number}").json()
    assert shown["state"] == "assigned"
    assert [hold["end_reason"] for hold in shown["holds"]] == ["仍不具备条件", "有新的材料"]


def test_what_was_told_is_noted_with_its_day(by):
    clue = clue_at("concluded")
    body = {"task": "notice", "told_on": "2026-01-05", "note": "当面告知"}
    refused = by("team_leader").step(clue, "follow-ups", body)
    assert refused.status_code == 422
    answer = by("team_leader").step(clue, "follow-ups", body | {"late_reason": "补录"})
    assert answer.status_code == 200, answer.content
    shown = by("team_leader").read(f"clues/{clue.number}").json()
    assert {each["task"]: each["told_on"] for each in shown["follow_ups"]} == {
        "notice": "2026-01-05",
        "clarification": None,
    }


def test_what_the_way_requires_is_told_at_its_field(by):
    clue = clue_at("assigned")
    refused = by("team_handler").step(clue, "opinions", {"way": "hold", "plan": "暂存"})
    assert refused.status_code == 422
    assert [each["field"] for each in refused.json()["errors"]] == ["reason"]


class TestWhatOthersDecide:
    def test_an_extension_is_asked_for_and_granted(self, by):
        clue = clue_at("assigned")
        day = timezone.localdate(clue.opinion_due_at)
        asked = {"awaited": "opinion", "reason": "案情复杂"}
        refused = by("team_handler").step(clue, "extensions", asked | {"until": str(day)})
        assert [each["field"] for each in refused.json()["errors"]] == ["until"]
        later = str(with_calendar(day + timedelta(days=20)))
        assert by("team_handler").step(clue, "extensions", asked | {"until": later}).status_code == 200
        for name in ("team_leader", "deputy"):
            assert decide(by(name), clue).status_code == 200
        shown = by("team_handler").read(f"clues/{clue.number}").json()
        assert [each["why"] for each in shown["due_dates"]] == ["rule", "extension"]
        assert shown["opinion_due_at"] == shown["due_dates"][1]["due_at"]
        (motion,) = shown["motions"]
        assert (motion["kind"], motion["awaited"], motion["carried"]) == ("extension", "opinion", True)

    def test_time_is_stopped_and_runs_again(self, by):
        clue = clue_at("assigned")
        assert by("team_handler").step(clue, "suspensions", {"reason": "住院"}).status_code == 200
        for name in ("team_leader", "deputy"):
            decide(by(name), clue)
        shown = by("team_handler").read(f"clues/{clue.number}").json()
        assert (shown["state"], shown["suspensions"][0]["prior_state"]) == ("suspended", "assigned")
        clue.refresh_from_db()
        assert by("team_handler").step(clue, "resumptions", {"reason": "出院"}).json()["state"] == "assigned"

    def test_a_struck_clue_is_read_by_case_management_alone(self, by):
        clue = clue_at("signed")
        assert by("manager").step(clue, "strikings", {"reason": "重复登记"}).status_code == 200
        for name in ("management_head", "secretary"):
            assert decide(by(name), clue).status_code == 200
        assert by("manager").read(f"clues/{clue.number}").json()["state"] == "struck"
        assert by("team_leader").read(f"clues/{clue.number}").status_code == 404
        assert by("secretary").read(f"clues/{clue.number}").status_code == 404


class TestOtherOrgans:
    def test_a_partner_bodys_clue_is_taken_in_and_taken_on(self, by):
        body = {
            "subject": {"name": "某人", "identifiers": [{"scheme": "staff", "value": "R-1"}]},
            "title": "审计移送",
            "summary": "审计发现的问题",
            "category": "dining",
            "classification": "work_secret",
            "document": "审移〔2026〕1号",
            "received_on": str(timezone.localdate()),
            "sender": "partner-1",
        }
        assert by("team_leader").write("referrals", body).status_code == 403
        made = by("manager").write("referrals", body)
        assert made.status_code == 201, made.content
        clue = Clue.objects.get(number=made.json()["number"])
        shown = by("manager").read(f"clues/{clue.number}").json()
        assert (shown["state"], shown["referral"]["sender"]) == ("received", "partner-1")
        assert by("manager").step(clue, "take-ons", {}).json()["state"] == "registered"

    def test_a_transfer_is_agreed_to_and_signed_for(self, by):
        clue = clue_at("assigned")
        to = {"unit": "district-1", "override_reason": "指定管辖", "reason": "移送"}
        assert by("manager").step(clue, "transfers", to).status_code == 200
        for name in ("management_head", "secretary"):
            assert decide(by(name), clue).status_code == 200
        clue.refresh_from_db()
        assert by("team_leader").step(clue, "transfer-acceptances", {}).status_code == 403
        signed = by("district_custodian").step(clue, "transfer-acceptances", {})
        assert signed.json()["state"] == "signed"
        (row,) = by("manager").read(f"clues/{clue.number}").json()["transfers"]
        assert (row["from_unit"], row["unit"]) == ("team-1", "district-1")
        assert row["ended_by"] == "district custodian"

    def test_an_organ_outside_signs_on_paper_and_tells_the_outcome(self, by):
        clue = clue_at("transferred")
        told = {"told_on": str(timezone.localdate()), "text": "已立案"}
        assert by("manager").step(clue, "outcomes", told).status_code == 200
        shown = by("manager").read(f"clues/{clue.number}").json()
        assert [each["text"] for each in shown["outcomes"]] == ["已立案"]


def test_a_handler_is_recused_and_another_named(by):
    clue = clue_at("assigned")
    recusal = {"ground": "relative", "reason": "近亲属"}
    handler = by("team_handler")
    answer = handler.step(clue, "recusals", recusal)
    assert answer.status_code == 200, answer.content
    absent = handler.read("clues/XS-2026-999999")
    hidden = handler.read(f"clues/{clue.number}")
    assert (hidden.status_code, hidden.content) == (404, absent.content)
    head = by("team_leader")
    choice = head.read(f"clues/{clue.number}/eligible-handlers").json()
    assert choice["not_offered"] == [{"username": "team_handler", "name": "team handler"}]
    clue.refresh_from_db()
    named = head.step(clue, "replacements", {"comes": "team_handler_3", "reason": "补缺"})
    assert named.status_code == 200, named.content
    handlers = [each["username"] for each in head.read(f"clues/{clue.number}").json()["handlers"]]
    assert handlers == ["team_handler_2", "team_handler_3"]
    clue.refresh_from_db()
    order = {"person": "team_handler_2", "initiative": "request"} | recusal
    assert head.step(clue, "recusal-orders", order).status_code == 200
    assert by("team_handler_2").read(f"clues/{clue.number}").status_code == 404


def test_a_report_upward_is_noted_once(by):
    clue = make_clue(make_letter(subjects=[new_subject(position="unit_head")]))
    body = {"reported_on": str(timezone.localdate()), "organ": "省纪委监委", "document": "报〔2026〕1号"}
    assert by("manager").read(f"clues/{clue.number}").json()["report"]["reported_on"] is None
    assert by("manager").step(clue, "upward-reports", body).status_code == 200
    clue.refresh_from_db()
    late = by("management_head").step(clue, "upward-reports", body)
    assert (late.status_code, late.json()["happened"]["by"]) == (409, "manager")
