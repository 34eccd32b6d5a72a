"""Several signatures at once."""

from __future__ import annotations

import pytest

from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from hub.access.models import Look, What
from hub.approvals.models import Signature
from tests.approvals import runs
from tests.factories import clue_at
from tests.signing import running_approval, sign_as

pytestmark = pytest.mark.django_db
PAGE = "/approvals/batch/"


@pytest.fixture
def head(acting):
    return acting("management_head")


def waiting(n=2):
    return [running_approval(clue_at(ClueState.PROPOSED)) for _ in range(n)]


def test_everything_that_waits_is_shown_in_full_and_logged(head):
    approvals = waiting()
    answer = head.get(PAGE)
    page = answer.content.decode()
    assert [item.approval for item in answer.context["items"]] == approvals
    for item in answer.context["items"]:
        assert dict(item.lines)["Main allegations"] in page
        sheet = head.get(f"/approvals/{item.approval.pk}/")
        assert sheet.context["digest"] == item.digest
    seen = Look.objects.filter(what=What.SHEET).values_list("part_id", flat=True)
    assert set(seen) == {approval.pk for approval in approvals}


def test_the_ticked_ones_are_signed_each_by_itself(head):
    first, second, third = waiting(3)
    keys = [item.key for item in head.get(PAGE).context["items"]]
    sign_as("management_head", Clue.objects.get(pk=second.of_id))
    answer = head.post(PAGE, {"item": keys[:2], "opinion": "同意"})
    assert answer.status_code == 200
    assert [(signed.approval_id, bool(signed.error)) for signed, _ in answer.context["results"]] == [
        (first.pk, False),
        (second.pk, True),
    ]
    assert "management head was quicker." in answer.content.decode()
    assert [item.approval for item in answer.context["items"]] == [third]
    assert Signature.objects.get(seat__step__approval=first).opinion == "同意"


def test_another_content_than_the_one_shown_stays_ticked_with_its_opinion(head):
    (approval,) = waiting(1)
    answer = head.post(PAGE, {"item": f"{approval.pk}:{'0' * 64}", "opinion": "同意办理"})
    page = answer.content.decode()
    assert "Someone changed this after you opened it." in page
    assert "同意办理" in page
    assert len(answer.context["ticked"]) == 1
    assert not Signature.objects.exists()


@pytest.mark.parametrize("items", [[], ["x"], ["1"], ["1:2"]])
def test_nothing_ticked(head, items):
    waiting(1)
    answer = head.post(PAGE, {"item": items, "opinion": "同意办理"})
    assert answer.status_code == 422
    assert "Tick at least one of them." in answer.content.decode()
    assert "同意办理" in answer.content.decode()


def test_what_one_submitted_or_may_not_see_does_not_wait(acting):
    waiting(1)
    assert acting("manager").get(PAGE).context["items"] == []
    assert acting("secretary").get(PAGE).context["items"] == []
    assert acting("system_admin").get(PAGE).status_code == 200


def test_one_purpose_at_a_time(acting):
    runs.chain(("any", "A", {}))
    waiting(1)
    runs.chain(("any", "A", {}), code="clue.opinion")
    clue_at(ClueState.PROPOSED)
    leader = acting("secretary")
    assert [(purpose.code, n) for purpose, n in leader.get(PAGE).context["waiting"]] == [("clue.routing", 2)]
    assert leader.get(f"{PAGE}?purpose=clue.opinion").context["purpose"].code == "clue.routing"


def test_what_was_returned_shows_its_difference(acting):
    approval = runs.three("all")
    runs.sign(approval, "F")
    runs.send_back(approval, "A", "I")
    runs.resubmit(approval, changed=True)
    (item,) = acting(runs.NAMES["F"]).get(PAGE).context["items"]
    assert [str(each.label) for each in item.differences] == ["Unit in charge"]
