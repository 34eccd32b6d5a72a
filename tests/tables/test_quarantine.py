"""Cells that a spreadsheet program would evaluate."""

from __future__ import annotations

import pytest

from hub.tables.quarantine import harmless


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\tx", "\rx", "＝1", "  =1"])
def test_what_could_be_a_formula_is_not(cell):
    assert harmless(cell) == f"'{cell}"


def test_other_cells_stay_as_they_are():
    assert harmless("甲=乙") == "甲=乙"
