"""What leads off the clue's way, over the interface."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clues.clue.models.clues import Clue
from tests.api.way import decide
from tests.clock import with_calendar
from tests.factories import clue_about, clue_at, make_clue, make_letter, new_subject

pytestmark = pytest.mark.django_db


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
