"""Files of units and people, for tests."""

from __future__ import annotations

from accounts.loading.actions import load_file
from accounts.models import Load
from accounts.terms import LoadKind
from tests.files import text
from tests.town import person

RIC = "11010519491231002X"
UNIT = ["编码", "类别", "名称", "英文名称", "上级", "监督单位", "起", "止"]
PERSON = ["用户名", "姓名", "证件类型", "证件号码", "单位编码", "角色", "起", "止"]


def load(kind: str, rows: list[list[str]], headings: list[str]) -> Load:
    return load_file(kind, "file.csv", text(rows, headings).encode(), by=person("system_admin"))


def units(*rows: str) -> Load:
    return load(LoadKind.UNITS, [row.split(",") for row in rows], UNIT)


def people(*rows: str) -> Load:
    return load(LoadKind.PEOPLE, [row.split(",") for row in rows], PERSON)


def counts(made: Load) -> tuple[int, int, int]:
    return made.added, made.known, made.refused.count()


def reasons(made: Load) -> dict[int, str]:
    return dict(made.refused.values_list("line", "reason"))
