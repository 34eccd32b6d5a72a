"""Approvals over the interface: what signers see and what they decide are about the same content."""

import pytest
from django.utils import timezone

from clues.clue.models.clues import Clue
from hub.approvals.models import Approval, Signature
from tests.factories import clue_at
from tests.signing import running_approval

pytestmark = pytest.mark.django_db


@pytest.fixture
def clue():
    return clue_at("proposed")


@pytest.fixture
def approval(clue):
    return running_approval(clue)


def decide(caller, approval, way="signatures", body=None, **headers):
    if "If_Match" not in headers:
        headers["If_Match"] = caller.read(f"approvals/{approval.pk}")["ETag"]
    return caller.write(f"approvals/{approval.pk}/{way}", body, **headers)


class TestReading:
    def test_steps_seats_content_and_its_digest(self, by, clue, approval):
        answer = by("management_head").read(f"approvals/{approval.pk}")
        shown = answer.json()
        assert answer["ETag"] == f'"{shown["digest"]}"'
        assert (shown["purpose"], shown["outcome"], shown["number"]) == (
            "clue.routing",
            "running",
            clue.number,
        )
        assert shown["url"] == f"/api/v1/clues/{clue.number}"
        assert [(step["state"], len(step["seats"])) for step in shown["steps"]] == [
            ("open", 1),
            ("waiting", 0),
        ]
        assert shown["content"]["title"] == clue.title
        assert {move["name"] for move in shown["moves"] if move["allowed"]} == {
            "approve",
            "reject",
            "return_to_initiator",
            "return_to_step",
            "transfer",
            "claim",
            "delegate",
            "add_signer",
            "terminate",
            "urge",
            "ask",
            "copy",
        }

    def test_whoever_has_no_seat_is_offered_nothing(self, by, approval):
        moves = by("manager_2").read(f"approvals/{approval.pk}").json()["moves"]
        assert [move["name"] for move in moves if move["allowed"]] == []

    def test_who_does_not_see_the_matter_sees_no_approval(self, by, approval):
        for way in ("", "/signatures", "/rejections", "/returns"):
            ask = by("team_leader").write if way else by("team_leader").read
            hidden, absent = ask(f"approvals/{approval.pk}{way}"), ask(f"approvals/{10**12}{way}")
            assert (hidden.status_code, hidden.content) == (404, absent.content)

    def test_the_content_is_the_same_in_every_language(self, by, approval):
        tags = [
            by("management_head").get(f"/api/v1/approvals/{approval.pk}", headers={"Accept-Language": lang})[
                "ETag"
            ]
            for lang in ("zh-hans", "en")
        ]
        assert tags[0] == tags[1]

    def test_a_decided_one_shows_what_was_signed(self, by, clue, approval):
        decide(by("management_head"), approval)
        decide(by("secretary"), approval)
        signed = Signature.objects.latest("signed_at").snapshot.digest
        Clue.objects.filter(pk=clue.pk).update(title="后来的题目")
        shown = by("manager").read(f"approvals/{approval.pk}").json()
        assert (shown["digest"], shown["content"]["title"]) == (signed, clue.title)
        assert [step["seats"][0]["signature"]["digest"] for step in shown["steps"]] == [signed, signed]


class TestDeciding:
    def test_signing_leads_to_the_next_step(self, by, approval):
        answer = decide(by("management_head"), approval, body={"opinion": "同意"})
        assert answer.json() == {"id": approval.pk, "outcome": "running"}
        first, second = by("secretary").read(f"approvals/{approval.pk}").json()["steps"]
        assert (first["state"], first["seats"][0]["signature"]["opinion"]) == ("approved", "同意")
        assert second["state"] == "open"
        assert decide(by("secretary"), approval).json()["outcome"] == "approved"

    def test_sent_twice_it_is_signed_once(self, by, approval):
        caller = by("management_head")
        tag = caller.read(f"approvals/{approval.pk}")["ETag"]
        first, second = (decide(caller, approval, If_Match=tag, Idempotency_Key="k-1") for _ in range(2))
        assert first.content == second.content
        assert Signature.objects.count() == 1

    def test_refusing_needs_the_reason(self, by, clue, approval):
        for way in ("rejections", "returns"):
            answer = decide(by("management_head"), approval, way)
            assert [each["field"] for each in answer.json()["errors"]] == ["opinion"]
        answer = decide(by("management_head"), approval, "rejections", {"opinion": "不同意"})
        assert answer.json()["outcome"] == "rejected"
        clue.refresh_from_db()
        assert clue.state == "registered"

    @pytest.mark.parametrize("way", ["signatures", "rejections", "returns"])
    def test_what_was_seen_must_be_named(self, by, approval, way):
        caller, body = by("management_head"), {"opinion": "意见"}
        tag = caller.read(f"approvals/{approval.pk}")["ETag"]
        path = f"approvals/{approval.pk}/{way}"
        assert caller.write(path, body).status_code == 428
        assert caller.write(path, body, If_Match="*").status_code == 428
        assert caller.write(path, body, If_Match=f'{tag}, "other"').status_code == 428
        assert caller.write(path, body, If_Match='"0123"').status_code == 412
        assert caller.write(path, body, If_Match=f"W/{tag}").status_code == 412
        assert not Signature.objects.exists()

    def test_a_change_after_reading_is_noticed(self, by, clue, approval):
        caller = by("management_head")
        tag = caller.read(f"approvals/{approval.pk}")["ETag"]
        Clue.objects.filter(pk=clue.pk).update(summary="改过的内容")
        answer = decide(caller, approval, If_Match=tag)
        assert (answer.status_code, answer.json()["type"]) == (412, "/problems/stale")

    def test_another_person_is_told_it_is_not_their_seat(self, by, approval):
        answer = decide(by("manager_2"), approval)
        assert (answer.status_code, answer.json()["type"]) == (403, "/problems/not_your_seat")

    def test_a_decided_step_conflicts(self, by, approval):
        decide(by("management_head"), approval)
        answer = decide(by("management_head"), approval)
        assert (answer.status_code, answer.json()["happened"]["outcome"]) == (409, "running")
        assert Approval.objects.get(pk=approval.pk).outcome == "running"


class TestMoves:
    """Every move of `MOVES` that needs no decision: whose action it is, and what comes of it."""

    def test_an_opinion_is_asked_for_given_and_comes_back(self, by, approval):
        head = by("management_head")
        etag = head.read(f"approvals/{approval.pk}")["ETag"]
        sent = {"to": "petition_head", "question": "是否属于本委管辖"}
        assert head.write(f"approvals/{approval.pk}/delegations", sent, If_Match=etag).status_code == 200
        asked = by("petition_head")
        shown = asked.read(f"approvals/{approval.pk}")
        assert {"advise", "transfer"} == {
            move["name"] for move in shown.json()["moves"] if move["allowed"]
        } - {"ask", "copy"}
        given = asked.write(f"approvals/{approval.pk}/opinions", {"opinion": "属于"}, If_Match=shown["ETag"])
        assert given.status_code == 200
        assert "approve" in {
            move["name"] for move in head.read(f"approvals/{approval.pk}").json()["moves"] if move["allowed"]
        }

    def test_a_stale_page_moves_nothing(self, by, approval):
        answer = by("management_head").write(f"approvals/{approval.pk}/claims", {}, If_Match=f'"{"0" * 64}"')
        assert answer.status_code == 412

    def test_somebody_who_cannot_take_it_is_refused_at_the_field(self, by, approval):
        head = by("management_head")
        etag = head.read(f"approvals/{approval.pk}")["ETag"]
        sent = {"to": "system_admin", "reason": "x"}
        answer = head.write(f"approvals/{approval.pk}/transfers", sent, If_Match=etag)
        assert answer.status_code == 422
        assert [error["field"] for error in answer.json()["errors"]] == ["to"]

    def test_an_absence_is_declared_listed_and_ended(self, by):
        today = timezone.localdate().isoformat()
        sent = {"proxy": "petition_head", "from_on": today, "to_on": today}
        made = by("management_head").write("absences", sent)
        assert made.status_code == 201
        assert [each["id"] for each in by("petition_head").read("absences").json()] == [made.json()["id"]]
        assert by("petition_head").write(f"absences/{made.json()['id']}/ends", {}).status_code == 404
        ended = by("management_head").write(f"absences/{made.json()['id']}/ends", {})
        assert ended.json()["ended_at"] is not None
