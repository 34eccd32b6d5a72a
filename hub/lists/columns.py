"""What stands in the columns of a list: words, days, states, numbers that lead to their page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from django.template.defaultfilters import date as worded
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

Words = str | Promise
Tell = Callable[[Any], Any]

MISSING = "—"
DAY, MINUTE, SECOND = "Y-m-d", "Y-m-d H:i", "Y-m-d H:i:s"
# How a cell looks: one line that is not broken; left out on narrow screens; figures under each other.
UNBROKEN, LESS, FIGURES, NUMBER = "text-nowrap", "less", "num", "number"
BUTTON, MUTED = "btn btn-sm", "muted"


@dataclass(frozen=True, slots=True)
class Column:
    """A column. label: its head. look: the classes of its cells. is_silent: the head is only read out.

    tell: what stands there of a row, words or a part of a page, or the name of the row's own attribute or
    method, with dots: `clue.number`, `get_kind_display`. Where it is nothing, a dash stands.
    """

    label: Words
    tell: str | Tell
    look: str = ""
    is_silent: bool = False

    def reader(self) -> Tell:
        """Gives the content of a row's cell."""
        tell = _reading(self.tell) if isinstance(self.tell, str) else self.tell
        if self.is_silent:
            return lambda row: tell(row) or ""
        return lambda row: _or_dash(tell(row))


def _or_dash(told: Any) -> Any:
    return MISSING if told is None or told == "" else told


def _reading(path: str) -> Tell:
    get = attrgetter(path)

    def read(row: Any) -> Any:
        found = get(row)
        return found() if callable(found) else found

    return read


def number(path: str = "number", of: Tell = lambda row: row) -> Column:
    """The number of a matter, which leads to the page of the row, or of `of(row)`."""
    read = _reading(path)
    return Column(_("Number"), lambda row: link_to(of(row).get_absolute_url(), read(row), look=NUMBER))


def day(label: Words, path: str, *, to: str = DAY, look: str = UNBROKEN) -> Column:
    """A day, or a moment to the minute or second."""
    read = _reading(path)
    return Column(label, lambda row: said(read(row), to), look)


def standing(tone: Callable[[Any], str], words: str | Tell = "get_state_display") -> Column:
    """Where the row stands, as a badge. tone: as templates/parts/state.html wants it."""
    read = _reading(words) if isinstance(words, str) else words
    return Column(_("State"), lambda row: state(read(row), tone(row)))


def part(template: str, **context: Any) -> SafeString:
    """A part of a page as the content of a cell."""
    return SafeString(get_template(template).render(context))


def state(label: Any, tone: str = "") -> SafeString:
    """A badge that tells where something stands."""
    return part("parts/state.html", label=label, tone=tone)


def with_level(words: Any, level: Any, *more: Any) -> SafeString:
    """Words, how secret they are, and what else is to be marked."""
    chip = part("parts/classification.html", level=level, banner=False)
    return together(words, chip, *more)


def link(words: Any, route: str, *arguments: Any, look: str = "") -> SafeString:
    """Words that lead to a route. look: BUTTON for a button."""
    return link_to(reverse(route, args=arguments), words, look=look)


def link_to(url: str, words: Any, *, look: str = "") -> SafeString:
    """Words that lead to an address."""
    marked = format_html(' class="{}"', look) if look else ""
    return format_html('<a{} href="{}">{}</a>', marked, url, words)


def together(*pieces: Any, between: str = " ") -> SafeString:
    """Pieces beside each other; on a narrow screen, where a row is stacked, they stay one."""
    return format_html("<span>{}</span>", format_html_join(between, "{}", ([each] for each in pieces)))


def muted(words: Any) -> SafeString:
    """Words beside others, of less weight."""
    return format_html('<span class="muted">{}</span>', words)


def two_lines(words: Any, below: Any) -> SafeString:
    """Words with others of less weight under them."""
    return format_html("<span>{}<br>{}</span>", words, muted(below))


def named(person: Any) -> SafeString:
    """A person with the user name, which tells two of one name apart."""
    return together(person, muted(person.username))


def said(at: date | None, to: str = DAY) -> str:
    """A day or moment as lists write it, in the time zone of the office; empty for none."""
    return str(worded(timezone.localtime(at) if isinstance(at, datetime) else at, to))


def period(first: date, last: date | None) -> str:
    """From one day to another, or to no end."""
    return f"{said(first)} – {said(last) or '…'}"
