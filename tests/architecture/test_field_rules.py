"""Each rule of the field names tests, and each name is a test that exists."""

import ast
from pathlib import Path

from tests.field_rules import named, rows

ROOT = Path(__file__).parents[2]


def names_in(path: Path) -> set[str]:
    """Functions and classes of a file, methods as Class::method."""
    found = set()
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}::{each.name}" for each in node.body if isinstance(each, ast.FunctionDef)}
    return found


def test_every_rule_names_a_test():
    table = rows()
    assert len(table) >= 17
    assert [rule for rule, names in table.items() if not names] == []


def test_every_name_is_a_test():
    wrong = []
    for name in named():
        path, _sep, within = name.partition("::")
        if not (ROOT / path).exists() or (within and within not in names_in(ROOT / path)):
            wrong.append(name)
    assert wrong == []
