"""Pages of what is owed to a real-name reporter."""

import pytest
from django.utils import timezone

from clues.reporters.models import EvidenceCheck
from tests.reports import answered, checked, concluded, real_name


def send(client, letter, slug, **typed):
    letter.refresh_from_db()
    return client.post(f"/letters/{letter.number}/{slug}/", {"version": letter.version} | typed)


def test_the_whole_way_is_walked_on_pages(acting):
    letter, registrar, today = real_name(), acting("registrar"), timezone.localdate()
    page = registrar.get(f"/letters/{letter.number}/").content.decode()
    assert f"/letters/{letter.number}/signature/" in page
    assert "The real name is not checked yet." in page
    assert send(registrar, letter, "signature", genuine="yes", note="called back").status_code == 302
    late = send(registrar, letter, "acceptance", told_on="2026-01-05", manner="call")
    assert late.status_code == 422
    assert send(registrar, letter, "acceptance", told_on=today, manner="call").status_code == 302
    page = registrar.get(f"/letters/{letter.number}/").content.decode()
    assert "Real name, confirmed" in page
    assert "By telephone" in page


def test_the_result_page_shows_the_feedback_and_nothing_else_of_the_clue(acting):
    letter = concluded()
    page = acting("registrar").get(f"/letters/{letter.number}/result/").content.decode()
    assert "核查结果反馈" in page
    assert letter.clues.get().number not in page


@pytest.mark.parametrize(("who", "status"), [("manager", 403), ("team_leader", 403), ("office_head", 404)])
def test_others_who_see_the_letter_neither_tell_nor_see_what_was_told(acting, who, status):
    letter = answered()
    for slug in ("signature", "acceptance", "result", "objection"):
        assert acting(who).get(f"/letters/{letter.number}/{slug}/").status_code == status
    if status == 403:
        page = acting(who).get(f"/letters/{letter.number}/").content.decode()
        assert "回访核实" not in page
        assert "Answers to the reporter" not in page


def test_what_is_not_open_is_a_conflict(acting):
    letter = checked()
    assert acting("registrar").get(f"/letters/{letter.number}/signature/").status_code == 409
    assert acting("registrar").get(f"/letters/{letter.number}/result/").status_code == 409
    typed = {"version": letter.version - 1, "told_on": timezone.localdate(), "manner": "call"}
    assert acting("registrar").post(f"/letters/{letter.number}/acceptance/", typed).status_code == 412


def test_new_evidence_is_answered_by_the_unit(acting):
    letter = answered()
    typed = {"raised_on": timezone.localdate(), "text": "New papers", "new_evidence": "yes"}
    assert send(acting("registrar"), letter, "objection", **typed).status_code == 302
    check = EvidenceCheck.objects.get()
    path, said = f"/evidence/{check.pk}/check/", {"version": check.version, "answer": "It changes nothing"}
    leader = acting("team_leader")
    assert "New papers" in leader.get(path).content.decode()
    assert path in leader.get("/").content.decode()
    assert leader.post(path, said | {"answer": ""}).status_code == 422
    assert leader.post(path, said).status_code == 302
    assert acting("manager").get(path).status_code == 404
    assert "It changes nothing" in acting("registrar").get(f"/letters/{letter.number}/").content.decode()
