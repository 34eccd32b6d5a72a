"""The tests that docs/field-rules.md names beside the rules: `python -m tests.field_rules` runs them all."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
PAGE = TESTS.parent / "docs" / "field-rules.md"
NAME = re.compile(r"`([a-z_/]+/test_[a-z_]+\.py(?:::\w+)*)`")


def rows() -> dict[str, list[str]]:
    """rule -> node ids below tests/, of the first table of the page."""
    first = PAGE.read_text().split("\n## ")[0]
    lines = [line.split("|") for line in first.splitlines() if line.startswith("| ")][1:]
    return {cells[1].strip(): NAME.findall(cells[4]) for cells in lines}


def named() -> list[str]:
    """Every test once, in the order of the page."""
    return list(dict.fromkeys(f"tests/{name}" for names in rows().values() for name in names))


if __name__ == "__main__":
    sys.exit(pytest.main(["-q", "--no-cov", "-m", "not soak", *named(), *sys.argv[1:]]))
