"""The three administrators' pages, and one's own."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Load, Person, Post, Unit
from hub.events.models import Entry
from tests.factories import make_letter, new_subject
from tests.pristine import do
from tests.town import person, unit

pytestmark = pytest.mark.django_db

PAGES = {
    "/people/": {"system_admin", "security_admin"},
    "/people/enter/": {"system_admin"},
    "/units/": {"system_admin"},
    "/units/open/": {"system_admin"},
    "/units/load/": {"system_admin"},
    "/people/load/": {"system_admin"},
    "/ledger/": {"audit_admin"},
}


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("who", ["system_admin", "security_admin", "audit_admin", "secretary"])
def test_each_administrator_has_their_own_pages(acting, path, who):
    assert acting(who).get(path).status_code == (200 if who in PAGES[path] else 403)


def test_a_person_is_entered_given_a_post_and_cleared(acting):
    admin = acting("system_admin")
    answer = admin.post("/people/enter/", {"username": "newcomer", "display_name": "New Comer"})
    newcomer = Person.objects.get(username="newcomer")
    assert answer.url == f"/people/{newcomer.pk}/"
    given = {"unit": unit("team-1").pk, "role": "handler", "confirmed": "1"}
    admin.post(f"/people/{newcomer.pk}/post/", given)
    assert newcomer.posts.valid().get().group.unit == unit("team-1")
    acting("security_admin").post(f"/people/{newcomer.pk}/clearance/", {"level": 10, "confirmed": "1"})
    newcomer.refresh_from_db()
    assert newcomer.clearance_id == 10


def test_a_name_that_is_taken_is_said_at_its_field(acting):
    answer = acting("system_admin").post("/people/enter/", {"username": "manager", "display_name": "X"})
    assert answer.status_code == 422
    assert answer.context["form"].errors["username"] == ["This user name is taken."]


def test_posts_end_and_people_are_disabled(acting):
    liaison = person("liaison")
    post = liaison.posts.get()
    admin = acting("system_admin")
    assert admin.post(f"/people/{liaison.pk}/post/{post.pk}/end/").status_code == 302
    assert Post.objects.get(pk=post.pk).ended_at is not None
    other = person("manager").posts.get()
    assert admin.post(f"/people/{liaison.pk}/post/{other.pk}/end/").status_code == 404
    admin.post(f"/people/{liaison.pk}/disable/")
    liaison.refresh_from_db()
    assert not liaison.is_active


def test_the_three_stay_separate(acting):
    answer = acting("system_admin").post(
        f"/people/{person('manager').pk}/post/",
        {"unit": unit("administration").pk, "role": "audit_admin", "confirmed": "1"},
    )
    assert answer.status_code == 403


def test_a_unit_is_opened(acting):
    answer = acting("system_admin").post("/units/open/", {"code": "new", "kind": "supervised", "name": "New"})
    assert answer.url == "/units/"
    assert Unit.objects.get(code="new").name == "New"


def test_people_are_found_by_name_unit_and_state(acting):
    admin = acting("system_admin")
    found = admin.get("/people/?q=team_h").context["page"].rows
    assert {each.username for each in found} == {"team_handler", "team_handler_2", "team_handler_3"}
    found = admin.get(f"/people/?unit={unit('partner-1').pk}").context["page"].rows
    assert [each.username for each in found] == ["liaison"]
    assert admin.get("/people/?state=disabled").context["page"].rows == []


def test_the_ledger_shows_what_happened_and_no_text_of_it(acting):
    letter = make_letter(title="A telling title", subjects=[new_subject(name="Somebody Named")])
    page = acting("audit_admin").get("/ledger/?kind=letter.registered").content.decode()
    assert f"clues.letter {letter.pk}" in page
    for said in (letter.title, letter.number, "Somebody Named"):
        assert said not in page


def test_a_line_that_was_tampered_with_shows(acting):
    make_letter()
    line = Entry.objects.latest("pk")
    audit_admin = acting("audit_admin")
    assert "state-stopped" not in audit_admin.get("/ledger/").content.decode()
    table = Entry._meta.db_table
    do(
        "SET CONSTRAINTS ALL IMMEDIATE",
        f"ALTER TABLE {table} DISABLE TRIGGER USER",
        f"UPDATE {table} SET kind = 'clue.concluded' WHERE id = {line.pk}",
        f"ALTER TABLE {table} ENABLE TRIGGER USER",
    )
    assert audit_admin.get("/ledger/").content.decode().count("state-stopped") == 1


def test_declaring_ones_own_recusal(acting):
    letter = make_letter(subjects=[new_subject(identifiers={"staff": "OWN-1"})])
    registrar = acting("registrar")
    answer = registrar.post(
        "/me/", {"scheme": "staff", "number": "OWN-1", "ground": "relative", "reason": "Cousin"}
    )
    assert answer.url == "/me/"
    assert "Cousin" in registrar.get("/me/").content.decode()
    assert registrar.get(f"/letters/{letter.number}/").status_code == 404


def upload(acting, path: str, content: bytes, name: str = "file.csv"):
    return acting("system_admin").post(path, {"file": SimpleUploadedFile(name, content)})


def test_units_are_loaded_from_a_file_and_the_bad_rows_come_back(acting):
    content = b"code,kind,name\nnew-1,petition,New\nnew 2,petition,Bad\n"
    answer = upload(acting, "/units/load/", content)
    load = Load.objects.get()
    assert answer.url == f"/loads/{load.pk}/"
    admin = acting("system_admin")
    page = admin.get(answer.url).content.decode()
    for said in ("1 row added something.", "1 row was not taken over.", "Latin letters"):
        assert said in page
    refused = admin.get(f"/loads/{load.pk}/refused/")
    assert refused["Content-Disposition"] == f'attachment; filename="refused-{load.pk}.csv"'
    assert b"new 2" in refused.content
    again = upload(acting, "/units/load/", b"code,kind,name\nnew-1,petition,New\n")
    assert "everything in this file was loaded before" in admin.get(again.url).content.decode()
    assert "file.csv" in admin.get("/units/load/").content.decode()


def test_people_are_loaded_from_a_file(acting):
    upload(acting, "/people/load/", b"username,name,unit,role\nnew-1,New,petition,registrar\n")
    assert person("new-1").holds("registrar")


def test_a_file_that_is_none_is_said_at_its_field(acting):
    answer = upload(acting, "/units/load/", b"%PDF-1.7")
    assert answer.status_code == 422
    assert "neither a workbook" in answer.context["form"].errors["file"][0]


def test_what_was_loaded_is_for_the_system_administrator_alone(acting):
    upload(acting, "/units/load/", b"code,kind,name\n!,petition,x\n")
    load = Load.objects.get()
    for who in ("security_admin", "audit_admin", "secretary"):
        assert acting(who).get(f"/loads/{load.pk}/").status_code == 403
        assert acting(who).get(f"/loads/{load.pk}/refused/").status_code == 403
    assert acting("system_admin").get(f"/loads/{load.pk + 1}/").status_code == 404


def test_a_unit_that_ends_before_it_begins_is_said_at_its_field(acting):
    given = {"code": "new", "kind": "supervised", "name": "New", "to_on": "2020-01-01"}
    answer = acting("system_admin").post("/units/open/", given)
    assert answer.status_code == 422
    assert answer.context["form"].errors["to_on"] == ["The end lies before the beginning."]


def test_a_post_given_twice_is_said_at_its_field(acting):
    given = {"unit": unit("case-management").pk, "role": "case_manager", "from_on": "2026-01-01"} | {
        "confirmed": "1"
    }
    path = f"/people/{person('manager').pk}/post/"
    assert acting("system_admin").post(path, given).status_code == 302
    assert acting("system_admin").post(path, given).context["form"].errors["from_on"]


def test_what_accounts_do_not_need_is_not_there(acting):
    for path in ("email", "password/reset", "password/set", "signup", "login/code/confirm", "confirm-email"):
        assert acting("manager").get(f"/accounts/{path}/").status_code == 404
