"""Pages on which a letter is returned, passed down, and found to frame somebody."""

import pytest
from django.utils import timezone

from clues.letters.terms import LetterState
from hub.approvals.actions import sign
from tests.factories import make_clue, make_letter
from tests.letter_ways import framing, passed_down, to_revise
from tests.signing import digest_for, running_approval
from tests.town import person, unit


def send(client, letter, slug, **typed):
    letter.refresh_from_db()
    return client.post(f"/letters/{letter.number}/{slug}/", {"version": letter.version} | typed)


def page(client, letter):
    return client.get(f"/letters/{letter.number}/").content.decode()


def test_a_return_is_proposed_signed_and_shown(acting):
    letter, registrar, deputy = make_letter(), acting("registrar"), acting("deputy")
    assert f"/letters/{letter.number}/return/" in page(registrar, letter)
    missing = send(registrar, letter, "return", ground="not_ours", reason="Not our business")
    assert (missing.status_code, "Not our business" in missing.content.decode()) == (422, True)
    typed = {"ground": "not_ours", "organ": "Letters Office", "reason": "Not our business"}
    assert send(registrar, letter, "return", **typed).status_code == 302
    waiting = page(registrar, letter)
    assert "Return proposed" in waiting
    assert f"/letters/{letter.number}/draw/" not in waiting
    assert registrar.get(f"/letters/{letter.number}/draw/").status_code == 409
    sheet = f"/approvals/{running_approval(letter).pk}/"
    read = deputy.get(sheet).content.decode()
    assert "Letters Office" in read
    assert letter.text in read
    approval = running_approval(letter)
    sign(approval.pk, by=person("deputy"), digest=digest_for(approval))
    shown = page(registrar, letter)
    assert "Letter returned" in shown
    assert "/return/" not in shown


def test_a_proposal_that_came_back_is_changed_by_whoever_made_it(acting):
    letter = to_revise()
    path = f"/letters/{letter.number}/return-revision/"
    assert path in page(acting("registrar"), letter)
    assert path not in page(acting("registrar_2"), letter)
    assert acting("registrar_2").get(path).status_code == 403
    form = acting("registrar").get(path).content.decode()
    assert "通篇没有具体事实" in form
    typed = {"ground": "no_substance", "reason": "Nothing in it"}
    assert send(acting("registrar"), letter, "return-revision", **typed).status_code == 302
    assert letter.returns.get().reason == "Nothing in it"


def test_a_letter_is_passed_down_accepted_and_drawn_from_in_the_district(acting):
    letter, registrar, district = make_letter(), acting("registrar"), acting("district_custodian")
    assert acting("district_custodian").get(f"/letters/{letter.number}/").status_code == 404
    typed = {"unit": unit("district-1").pk, "reason": "A district cadre"}
    assert send(registrar, letter, "pass-down", **typed).status_code == 302
    assert "To be answered by" in page(registrar, letter)
    assert f"/letters/{letter.number}/" in district.get("/").content.decode()
    assert send(registrar, letter, "accept").status_code == 403
    assert send(district, letter, "accept").status_code == 302
    assert "Accepted" in page(registrar, letter)
    assert f"/letters/{letter.number}/draw/" not in page(registrar, letter)
    assert district.get(f"/letters/{letter.number}/draw/").status_code == 200
    assert registrar.get(f"/letters/{letter.number}/draw/").status_code == 403


def test_one_sent_back_leads_to_a_page_the_sender_may_see(acting):
    letter = passed_down()
    answer = send(acting("district_custodian"), letter, "send-back", reason="Not ours")
    assert (answer.status_code, answer.url) == (302, "/letters/")
    assert 'href="/letters/"' in acting("district_custodian").get("/").content.decode()
    letter.refresh_from_db()
    assert letter.state == LetterState.RECEIVED
    assert "Not ours" in page(acting("registrar"), letter)


def test_a_stale_page_passes_nothing_down(acting):
    letter = make_letter()
    typed = {"version": letter.version + 1, "unit": unit("district-1").pk, "reason": "x"}
    assert acting("registrar").post(f"/letters/{letter.number}/pass-down/", typed).status_code == 412


def test_a_finding_is_entered_by_the_head_and_shown_on_letter_and_clue(acting):
    letter = make_letter()
    clue, head = make_clue(letter), acting("petition_head")
    form = head.get(f"/letters/{letter.number}/framing/").content.decode()
    assert "District commission" not in form
    typed = {"organ": "municipal", "document": "No. 7", "decided_on": timezone.localdate()}
    assert send(head, letter, "framing", **(typed | {"organ": "district"})).status_code == 422
    assert send(head, letter, "framing", **typed).status_code == 302
    for client, path in ((head, f"/letters/{letter.number}/"), (acting("manager"), f"/clues/{clue.number}/")):
        shown = client.get(path).content.decode()
        assert "Framing was found" in shown
        assert "No. 7" in shown
    assert send(head, letter, "framing", **typed).status_code == 409
    assert send(head, letter, "framing-lifted", **(typed | {"document": "No. 8"})).status_code == 302
    both = head.get(f"/letters/{letter.number}/").content.decode()
    assert "No. 7" in both
    assert "No. 8" in both


@pytest.mark.parametrize("who", ["registrar", "registrar_2"])
def test_nobody_else_enters_one(acting, who):
    letter = framing()
    assert acting(who).get(f"/letters/{letter.number}/framing-lifted/").status_code == 403
    assert "/framing-lifted/" not in page(acting(who), letter)
