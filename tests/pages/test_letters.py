"""Pages of letters: registering, who wrote it, drawing clues, what the petition office is told."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actions import declare_recusal, set_clearance
from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from clues.letters.models.letters import Letter
from tests.compartment import build_office
from tests.factories import clue_at, level, make_letter, new_subject
from tests.identities import granted
from tests.town import person, unit


def typed(**fields):
    return {
        "source": "letter",
        "received_on": "2026-01-05",
        "classification": level().pk,
        "title": "On dining",
        "text": "What is reported",
        "signing": "anonymous",
        "subjects-TOTAL_FORMS": "1",
        "subjects-INITIAL_FORMS": "0",
        "subjects-0-kind": "person",
        "subjects-0-name": "Zhang San",
        "subjects-0-authority": "municipal",
        "subjects-0-unit": unit("org-1").pk,
    } | fields


def test_registering_with_files(acting):
    files = [SimpleUploadedFile("a.txt", b"one"), SimpleUploadedFile("again.txt", b"one")]
    answer = acting("registrar").post("/letters/register/", typed(uploads=files))
    letter = Letter.objects.get()
    assert answer.url == f"/letters/{letter.number}/"
    assert letter.subjects.get().standings.get().unit == unit("org-1")
    assert [each.name for each in letter.attachments.all()] == ["again.txt"]


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"title": ""}, "title"),
        ({"received_on": "2999-01-01"}, "received_on"),
        ({"signing": "real_name"}, "reporter_name"),
        ({"classification": 50}, "classification"),
        ({"uploads": SimpleUploadedFile("empty.txt", b"")}, "uploads"),
    ],
)
def test_what_is_wrong_stands_at_its_field(acting, wrong, where):
    answer = acting("registrar").post("/letters/register/", typed(**wrong))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [where]
    assert not Letter.objects.exists()


def test_a_wrong_number_stands_at_its_subject(acting):
    answer = acting("registrar").post(
        "/letters/register/",
        typed(**{"subjects-0-scheme": "cn.ric", "subjects-0-identifier": "110105194912310021"}),
    )
    assert answer.status_code == 422
    assert "identifier" in answer.context["subjects"].forms[0].errors


def test_only_a_registrar_registers(acting):
    assert acting("manager").get("/letters/register/").status_code == 403
    assert acting("manager").post("/letters/register/", typed()).status_code == 403


def test_candidates_come_only_from_what_the_person_may_see(acting):
    make_letter(subjects=[new_subject(name="Wang Wu", identifiers={"staff": "W-5"})])
    asked = {"prefix": "subjects-0", "subjects-0-name": "Wang Wu"}
    known = asked | {"subjects-0-scheme": "staff", "subjects-0-identifier": "W-5"}
    path = "/letters/candidates/"
    assert "Same name" in acting("registrar").post(path, asked).content.decode()
    assert "Same subject" in acting("registrar").post(path, known).content.decode()
    assert acting("office_head").post(path, known).content.strip() == b""
    assert acting("registrar").get(path).status_code == 405


def test_the_identity_is_shown_once_and_kept_by_no_cache(acting):
    letter = make_letter()
    path = f"/letters/{letter.number}/reporter/"
    registrar, head = acting("registrar"), acting("petition_head")
    assert registrar.get(path).status_code == 403
    ask = {"approver": person("petition_head").pk, "matter": "x", "reason": "To acknowledge receipt"}
    ask |= {"version": letter.version}
    assert registrar.post(f"{path}ask/", ask | {"approver": ""}).status_code == 422
    assert registrar.post(f"{path}ask/", ask).status_code == 302
    assert "has not answered yet" in registrar.get(f"/letters/{letter.number}/").content.decode()
    request = letter.identity_requests.get()
    answer = f"/identities/{request.pk}/answer/"
    assert "To acknowledge receipt" in head.get(answer).content.decode()
    assert registrar.get(answer).status_code == 403
    assert head.post(answer, {"version": request.version, "granted": "yes"}).status_code == 302
    assert "举报人甲" not in registrar.get(path).content.decode()
    shown = registrar.post(path)
    assert "举报人甲" in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert registrar.post(path).status_code == 403
    assert letter.openings.get().reason == "To acknowledge receipt"
    assert "To acknowledge receipt" in registrar.get(f"/letters/{letter.number}/").content.decode()


def test_case_management_neither_opens_it_nor_learns_why_it_was_opened(acting):
    letter = clue_at(ClueState.REGISTERED).letters.get()
    granted(letter)
    acting("registrar").post(f"/letters/{letter.number}/reporter/")
    manager = acting("manager")
    assert manager.get(f"/letters/{letter.number}/reporter/").status_code == 403
    page = manager.get(f"/letters/{letter.number}/").content.decode()
    assert "受理告知" not in page


def test_a_drawn_clue_goes_out_of_the_petition_offices_sight(acting):
    letter = make_letter()
    new = {
        "subject": letter.subjects.get().pk,
        "title": "On dining",
        "summary": "What is alleged",
        "category": Clue._meta.get_field("category").related_model.objects.get(code="dining").pk,
        "classification": level().pk,
        "version": letter.version,
    }
    registrar = acting("registrar")
    path = f"/letters/{letter.number}/draw/"
    assert registrar.post(path, new | {"version": 99}).status_code == 412
    assert registrar.post(path, new | {"version": ""}).status_code == 428
    answer = registrar.post(path, new, follow=True)
    clue = Clue.objects.get()
    page = answer.content.decode()
    assert f"Clue {clue.number} is registered" in page
    assert "Clues drawn from it" not in page
    assert "Clues drawn from it" in acting("manager").get(f"/letters/{letter.number}/").content.decode()


def test_feedback_reaches_the_petition_office_as_far_as_clearance_goes(acting):
    letter = clue_at(ClueState.ANSWERED).letters.get()
    path = f"/letters/{letter.number}/"
    assert "核查结果反馈" in acting("registrar").get(path).content.decode()
    letter.clues.update(classification=level("secret"))
    assert "核查结果反馈" not in acting("registrar").get(path).content.decode()


def test_a_file_is_saved_never_shown(acting):
    acting("registrar").post("/letters/register/", typed(uploads=SimpleUploadedFile("a.html", b"<script>")))
    letter = Letter.objects.get()
    answer = acting("registrar").get(f"/letters/{letter.number}/files/{letter.attachments.get().pk}/")
    assert answer.content == b"<script>"
    assert answer["Content-Disposition"] == 'attachment; filename="a.html"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_nothing_of_a_letter_is_shown_after_recusal(acting):
    letter = make_letter(subjects=[new_subject(identifiers={"staff": "R-1"})])
    assert acting("registrar").get(f"/letters/{letter.number}/").status_code == 200
    declare_recusal(person("registrar"), identity=("staff", "R-1"), by=person("registrar"))
    assert acting("registrar").get(f"/letters/{letter.number}/").status_code == 404


def test_nobody_offers_a_classification_above_their_own(acting):
    set_clearance(person("registrar").pk, level=level("internal"), by=person("security_admin"))
    offered = acting("registrar").get("/letters/register/").context["form"].fields["classification"].queryset
    assert [each.code for each in offered] == ["public", "internal"]


def test_a_letter_about_own_staff_goes_out_of_the_registrars_sight(acting):
    build_office()
    own = {"subjects-0-unit": unit("supervision-1").pk}
    answer = acting("registrar").post("/letters/register/", typed(**own), follow=True)
    letter = Letter.objects.get()
    assert answer.redirect_chain == [("/letters/", 302)]
    assert f"Letter {letter.number} is registered" in answer.content.decode()
    assert acting("registrar").get(f"/letters/{letter.number}/").status_code == 404
    assert acting("cadre_head").get(f"/letters/{letter.number}/").status_code == 200
