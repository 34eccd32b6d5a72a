"""Units and people from files: what is added, known, refused, and that a second run adds nothing."""

from __future__ import annotations

import csv
from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from accounts.loading.actions import MOST_ROWS, WAYS, load_file, refused_csv
from accounts.loading.people import NOT_KEPT
from accounts.models import Load, Person, Post, RefusedRow
from accounts.terms import LoadKind, Role, Scheme, UnitKind
from hub.events.models import Entry
from hub.kernel.errors import Invalid, NotAllowed
from hub.kernel.sealing import match_key
from hub.tables.headings import plain
from hub.tables.quarantine import unsealed_cells
from hub.tables.words import plain_word, words_of
from tests.accounts.loading import PERSON, RIC, UNIT, counts, people, reasons, units
from tests.files import text, xlsx
from tests.town import person, unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


# --- units ------------------------------------------------------------------------------------


def test_units_may_name_parents_that_come_later():
    made = units(
        "team-9,巡察组,巡察九组,Team 9,office-9,,2026-01-01,2027-12-31",
        "office-9,inspection_office,巡察办,,root-9,commission,,",
        "root-9,Commission leadership,委机关,,,,,",
    )
    assert counts(made) == (3, 0, 0)
    team = unit("team-9")
    assert (team.parent, team.parent.parent, team.kind) == (
        unit("office-9"),
        unit("root-9"),
        "inspection_team",
    )
    assert (team.from_on, team.to_on, team.name_en) == (date(2026, 1, 1), date(2027, 12, 31), "Team 9")
    assert unit("office-9").supervised_by == unit("commission")
    assert Entry.objects.filter(kind="unit.opened", of_id=team.pk, by=person("system_admin")).exists()
    assert Entry.objects.get(kind="directory.loaded").data["added"] == 3


def test_a_second_run_adds_no_unit():
    rows = ["a-1,petition,甲,,b-1,,,", "b-1,petition,乙,,,,2026-01-01,"]
    assert counts(units(*rows)) == (2, 0, 0)
    assert counts(units(*rows)) == (0, 2, 0)


def test_circles_are_refused_with_their_lines_and_what_hangs_on_them_too():
    made = units(
        "a-1,petition,甲,,b-1,,,",
        "b-1,petition,乙,,,a-1,,",
        "self,petition,丙,,self,,,",
        "hangs,petition,丁,,a-1,,,",
        "good,petition,戊,,,,,",
    )
    assert counts(made) == (1, 0, 4)
    said = reasons(made)
    assert all("in a circle" in said[line] for line in (2, 3, 4))
    assert said[5] == "There is no unit with the code a-1."


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("a b,petition,甲,,,,,", "Latin letters"),
        (",petition,甲,,,,,", "Missing: code"),
        ("x,petition,,,,,,", "Missing: name"),
        ("x,,甲,,,,,", "Missing: kind"),
        ("x,guild,甲,,,,,", "Not a known word: kind"),
        ("x,petition,甲,,nowhere,,,", "no unit with the code nowhere"),
        ("x,petition,甲,,,,2026-02-31,", "first day: There is no such day"),
        ("x,petition,甲,,,,2026-03-01,2026-02-01", "end lies before"),
        (f"x,petition,{'甲' * 121},,,,,", "Too long: name"),
        ("petition,petition,别的名称,,,,,", "already, with another: name"),
    ],
)
def test_a_unit_that_cannot_be_taken_over(row, why):
    made = units(row, "good,petition,好,,,,,")
    assert counts(made) == (1, 0, 1)
    assert why in reasons(made)[2]


def test_the_same_code_twice_is_a_repeat_or_a_refusal():
    made = units("x,petition,甲,,,,,", "x,petition,甲,,,,,", "x,petition,乙,,,,,")
    assert counts(made) == (1, 1, 1)
    assert list(reasons(made)) == [4]


# --- people -----------------------------------------------------------------------------------


def test_a_person_with_several_posts():
    made = people(
        f"li,李四,公民身份号码,{RIC},petition,信访登记员,2026-01-01,",
        "li,,,,supervision-1,承办人,2026-02-01,2027-01-31",
        "wang,王五,,,,,,",
    )
    assert counts(made) == (3, 0, 0)
    li = person("li")
    assert li.identity_key == match_key("cn.ric", RIC)
    assert not li.has_usable_password()
    posts = li.posts.order_by("from_on").values_list("group__unit__code", "group__role", "from_on", "to_on")
    assert list(posts) == [
        ("petition", "registrar", date(2026, 1, 1), None),
        ("supervision-1", "handler", date(2026, 2, 1), date(2027, 1, 31)),
    ]
    kinds = Entry.objects.filter(of_id=li.pk, of_label="accounts.person").values_list("kind", flat=True)
    assert sorted(kinds) == ["person.entered", "post.given", "post.given"]


def test_a_second_run_adds_nobody_and_no_post():
    rows = [f"li,李四,cn.ric,{RIC},petition,registrar,,", "li,李四,,,commission,handler,2026-01-01,"]
    assert counts(people(*rows)) == (2, 0, 0)
    before = Post.objects.count()
    assert counts(people(*rows)) == (0, 2, 0)
    assert Post.objects.count() == before


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("li x,李四,,,,,,", "Latin letters"),
        ("li,,,,,,,", "Missing: name of the person"),
        ("li,李四,cn.ric,110105194912310021,,,,", "not a valid number"),
        ("li,李四,,123,,,,", "both the kind of identifier"),
        ("li,李四,passport,123,,,,", "Not a known word"),
        ("li,李四,staff,staff-manager,,,,", "Somebody else has this number"),
        (f"li,李四,cn.ric,{NOT_KEPT},,,,", "Write the number again"),
        ("li,李四,,,petition,,,", "both a unit and a role"),
        ("li,李四,,,nowhere,handler,,", "no unit with the code nowhere"),
        ("li,李四,,,petition,king,,", "Not a known word: role"),
        ("li,李四,,,petition,handler,2026-03-01,2026-02-01", "end lies before"),
        ("manager,Somebody Else,,,,,,", "already, with another: name of the person"),
        ("MANAGER,manager,staff,other,,,,", "another: number of own identifier"),
        ("manager,,,,administration,audit_admin,,", "three are kept separate"),
    ],
)
def test_a_person_that_cannot_be_taken_over(row, why):
    made = people(row, "good,好人,,,,,,")
    assert counts(made) == (1, 0, 1)
    assert why in reasons(made)[2]
    assert not Person.objects.filter(username__iexact="li").exists()


def test_an_ended_post_comes_back_only_from_a_stated_later_day():
    row = "manager,,,,case-management,case_manager,"
    person("manager").posts.update(ended_at=timezone.now())
    tomorrow = timezone.localdate() + timedelta(days=1)
    made = people(f"{row},", f"{row}{tomorrow},")
    assert counts(made) == (1, 0, 1)
    assert "has ended" in reasons(made)[2]


def test_no_identity_number_is_kept_of_a_refused_row():
    bad, damaged = f"li x,李四,cn.ric,{RIC},,,,", f'"li,李四,cn.ric,{RIC},,,,'
    content = "\n".join([",".join(PERSON), bad, damaged]).encode()
    made = load_file(LoadKind.PEOPLE, "x.csv", content, by=person("system_admin"))
    kept = [unsealed_cells(row.sealed) for row in RefusedRow.objects.filter(load=made)]
    assert kept[0]["证件号码"] == NOT_KEPT
    assert kept[0]["姓名"] == "李四"
    assert kept[1] == {}
    assert RIC not in refused_csv(made).decode()


def test_the_bad_rows_come_back_as_a_harmless_file_that_can_be_loaded_again():
    made = people("=1+1,李四,staff,S-1,,,,")
    lines = list(csv.reader(refused_csv(made).decode("utf-8-sig").splitlines()))
    assert lines[0][:3] == ["line", "reason", "用户名"]
    assert lines[1][2:6] == ["'=1+1", "李四", "staff", NOT_KEPT]
    mended = refused_csv(made).decode().replace("'=1+1", "li").replace(NOT_KEPT, "S-1").encode()
    assert counts(load_file(LoadKind.PEOPLE, "x.csv", mended, by=person("system_admin"))) == (1, 0, 0)


# --- files ------------------------------------------------------------------------------------


def test_only_the_system_administrator_loads():
    for name in ("security_admin", "audit_admin", "secretary"):
        with pytest.raises(NotAllowed):
            load_file(LoadKind.UNITS, "x.csv", text([], UNIT).encode(), by=person(name))


def test_files_that_cannot_be_used():
    many = ["x"] * (MOST_ROWS + 1)
    for content in (b"", b"%PDF-1.7", text([], UNIT).encode(), text([[x] * 8 for x in many], UNIT).encode()):
        with pytest.raises(Invalid) as caught:
            load_file(LoadKind.UNITS, "x.csv", content, by=person("system_admin"))
        assert caught.value.fields["file"]
    assert not Load.objects.exists()


def test_a_workbook_says_which_sheet_was_read():
    content = xlsx([["x-1", "petition", "甲"]], headings=UNIT[:3], more=[["y-1", "petition", "乙"]])
    made = load_file(LoadKind.UNITS, "C:\\files\\x.xlsx", content, by=person("system_admin"))
    assert counts(made) == (1, 0, 0)
    assert (made.file_name, "more" in made.note) == ("x.xlsx", True)


@pytest.mark.parametrize("kind", LoadKind.values)
def test_the_known_headings_name_fields_of_the_file(kind):
    columns = WAYS[kind].columns
    assert set(columns.known.values()) == set(columns.names)


@pytest.mark.parametrize("kind", LoadKind.values)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_what_the_page_calls_a_column_is_known_as_its_heading(kind, language):
    columns = WAYS[kind].columns
    with translation.override(language):
        assert [columns.known[plain(str(word))] for word in columns.names.values()] == list(columns.names)


@pytest.mark.parametrize("choices", [UnitKind, Role, Scheme])
def test_no_word_means_two_things(choices):
    meanings: dict[str, set[str]] = {plain_word(code): {code} for code in choices.values}
    for language in ("zh-hans", "en"):
        with translation.override(language):
            for code, label in choices.choices:
                meanings.setdefault(plain_word(str(label)), set()).add(code)
    assert [word for word, codes in meanings.items() if len(codes) > 1] == []
    assert {word: {code} for word, code in words_of(choices).items()} == meanings
