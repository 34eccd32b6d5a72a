"""The approval sheet."""

import pytest
from django.utils import translation

from clues.clue.terms import ClueState
from clues.routing.purposes import ROUTING
from hub.approvals.purposes import digest_of
from tests.factories import clue_at
from tests.signing import running_approval, sign_as


@pytest.fixture
def clue(db):
    return clue_at(ClueState.PROPOSED)


def decide(client, approval, decision, opinion="", digest=None):
    path = f"/approvals/{approval.pk}/"
    digest = digest or client.get(path).context["digest"]
    return client.post(path, {"decision": decision, "digest": digest, "opinion": opinion})


def test_signing_from_the_sheet(acting, clue):
    approval = running_approval(clue)
    answer = decide(acting("management_head"), approval, "approved", "Agreed")
    assert answer.url == "/"
    page = acting("secretary").get(f"/approvals/{approval.pk}/").content.decode()
    assert "Agreed" in page
    assert "Your decision" in page


@pytest.mark.parametrize("decision", ["returned", "rejected"])
def test_a_refusal_needs_its_reason_and_keeps_the_form(acting, clue, decision):
    answer = decide(acting("management_head"), running_approval(clue), decision)
    assert answer.status_code == 422
    assert answer.context["form"].errors["opinion"] == ["Please give the reason."]


def test_too_late_shows_what_happened(acting, clue):
    approval = running_approval(clue)
    head = acting("management_head")
    digest = head.get(f"/approvals/{approval.pk}/").context["digest"]
    sign_as("management_head", clue)
    answer = decide(head, approval, "approved", digest=digest)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "This step has already been decided." in page
    assert "management head</strong>: Approved" in page


def test_another_content_than_the_one_read_is_not_signed(acting, clue):
    assert (
        decide(acting("management_head"), running_approval(clue), "approved", digest="0" * 64).status_code
        == 412
    )


def test_the_initiator_is_told_that_nothing_is_asked_of_them(acting, clue):
    page = acting("manager").get(f"/approvals/{running_approval(clue).pk}/").content.decode()
    assert "Your decision" not in page
    assert "Your signature is not asked for at present." in page


def test_whoever_does_not_see_the_matter_does_not_see_its_sheet(acting, clue):
    assert acting("office_head").get(f"/approvals/{running_approval(clue).pk}/").status_code == 404


def test_what_is_signed_does_not_depend_on_the_language(clue):
    digests = set()
    for language in ("en", "zh-hans"):
        with translation.override(language):
            digests.add(digest_of(ROUTING.content(clue)))
    assert len(digests) == 1
