"""What stands in the cells of a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hub.lists.columns import MINUTE, Column, day, number, period, said, standing, state, with_level
from hub.lists.pages import Table


@dataclass
class Level:
    code: str = "secret"
    rank: int = 20

    def __str__(self) -> str:
        return "Secret"


@dataclass
class Row:
    number: str = "XS-1"
    title: str = ""
    on: date | None = None
    of: Row | None = None

    def get_absolute_url(self) -> str:
        return f"/rows/{self.number}/"

    def get_state_display(self) -> str:
        return "Waiting"


def cells(row: Row, *columns: Column) -> list[tuple[str, str, object]]:
    return next(Table(columns, [row]).lines())


@pytest.mark.parametrize(
    ("tell", "shown"), [("title", "—"), ("on", "—"), ("number", "XS-1"), (lambda _row: 0, 0)]
)
def test_nothing_is_a_dash_and_nought_is_not_nothing(tell, shown):
    assert cells(Row(), Column("Title", tell)) == [("", "Title", shown)]


def test_a_silent_column_has_no_label_beside_it_and_no_dash():
    assert cells(Row(), Column("End", "title", is_silent=True)) == [("", "", "")]


def test_a_path_leads_through_rows_and_asks_methods():
    row = Row(of=Row("XS-2"))
    shown = cells(row, Column("", "of.number"), Column("", "of.get_state_display"))
    assert [cell for *_rest, cell in shown] == ["XS-2", "Waiting"]


def test_a_path_that_leads_nowhere_is_an_error_not_a_dash():
    with pytest.raises(AttributeError):
        cells(Row(), Column("Title", "titel"))


def test_words_are_escaped_wherever_they_stand():
    row = Row("<b>", title="<script>", of=Row("<i>"))
    shown = cells(row, number(), number("of.number", of=lambda row: row.of), Column("", _titled))
    assert "<b>" not in str(shown)
    assert "<i>" not in str(shown)
    assert "<script>" not in str(shown)
    assert "&lt;script&gt;" in str(shown[2][2])


def _titled(row: Row) -> str:
    return with_level(row.title, Level())


def test_marks_beside_the_words_are_marks():
    shown = with_level("words", Level(), state("Repeat"))
    assert '<span class="state">Repeat</span>' in shown


def test_a_state_is_a_badge_with_its_tone():
    ((_look, label, cell),) = cells(Row(), standing(lambda _row: "waiting"))
    assert label == gettext("State")
    assert 'class="state state-waiting"' in cell
    assert "Waiting" in cell


def test_days_and_moments_are_those_of_the_office(settings):
    moment = datetime(2026, 3, 4, 20, 30, tzinfo=ZoneInfo("UTC"))
    assert said(moment, MINUTE) == "2026-03-05 04:30"
    assert said(date(2026, 3, 4)) == "2026-03-04"
    assert period(date(2026, 3, 4), None) == "2026-03-04 – …"
    assert cells(Row(on=date(2026, 3, 4)), day(_("Day"), "on")) == [
        ("text-nowrap", gettext("Day"), "2026-03-04")
    ]
    assert cells(Row(), day(_("Day"), "on"))[0][2] == "—"
