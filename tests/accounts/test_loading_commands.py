"""The commands that load units and people, and what of a person comes with them."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import Unit
from accounts.terms import LoadKind
from tests.accounts.loading import PERSON, UNIT, counts, load, people, reasons
from tests.files import text
from tests.town import person, unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


# --- commands ---------------------------------------------------------------------------------


def run(command: str, path, *options: str) -> list[str]:
    out = StringIO()
    call_command(command, str(path), *options, stdout=out)
    return out.getvalue().splitlines()


def test_the_commands_count_and_list_and_keep_the_bad_rows(tmp_path):
    file, refused = tmp_path / "units.csv", tmp_path / "refused.csv"
    file.write_text(text([["x-1", "petition", "甲"], ["x 2", "petition", "乙"]], UNIT[:3]))
    said = run("load_units", file, "--refused", str(refused))
    assert said[-1] == "added=1 known=0 refused=1"
    assert said[0].startswith("Line 3: ")
    assert "x 2" in refused.read_text(encoding="utf-8-sig")
    assert run("load_units", file, "--as", "system_admin")[-1] == "added=0 known=1 refused=1"
    file.write_text(text([["li", "李四"]], PERSON[:2]))
    assert run("load_people", file) == ["added=1 known=0 refused=0"]


def test_the_commands_refuse_others_and_files_that_are_none(tmp_path):
    file = tmp_path / "units.csv"
    file.write_bytes(b"%PDF")
    for options in ([], ["--as", "secretary"]):
        with pytest.raises(CommandError):
            run("load_units", file, *options)
    with pytest.raises(CommandError):
        run("load_units", tmp_path / "nothing.csv")
    assert Unit.objects.count() > 0


def test_a_former_unit_and_the_branch_come_with_the_person():
    headings = ["用户名", "姓名", "单位编码", "角色", "党支部", "原任职单位", "原任职止"]
    today = timezone.localdate()
    rows = [
        ["new-1", "甲", "petition", "registrar", "机关第一党支部", "org-1", f"{today}"],
        ["new-2", "乙", "petition", "registrar", "", "某银行", f"{today}"],
        ["new-2", "乙", "", "", "", "单位 org-3", f"{today}"],
        ["new-3", "丙", "", "", "", "org-1", ""],
    ]
    made = load(LoadKind.PEOPLE, rows, headings)
    assert counts(made) == (3, 0, 1)
    assert "last day" in reasons(made)[5]
    first, second = person("new-1"), person("new-2")
    assert (first.branch, first.branch_key) == ("机关第一党支部", "branch:机关第一党支部")
    assert first.former_posts.get().unit == unit("org-1")
    assert {str(each) for each in second.former_posts.all()} == {"某银行", "Unit org-3"}
    again = load(LoadKind.PEOPLE, rows[:3], headings)
    assert counts(again) == (0, 3, 0)


def test_who_is_in_charge_of_which_unit_comes_with_their_posts():
    made = people(
        "zhao,赵六,,,commission,分管领导,2026-01-01,",
        "zhao,,,,supervision-1,分管领导,2026-02-01,",
        "qian,钱七,,,supervision-1,分管领导,2027-01-01,",
    )
    assert counts(made) == (2, 0, 1)
    assert "belongs to the commission's leadership" in reasons(made)[4]
    held = person("zhao").posts.filter(group__role="leader_in_charge")
    assert set(held.values_list("group__unit__code", flat=True)) == {"commission", "supervision-1"}
