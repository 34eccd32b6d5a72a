"""What a row must hold before anything is made of it. The messages are for people and repeat no cell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from hub.tables.columns import Columns
from hub.tables.dates import BadDate, day_of
from hub.tables.words import plain_word


class BadRow(ValueError):
    """The row cannot be taken over; the message says why."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message


def required(values: Mapping[str, str], name: str, columns: Columns) -> str:
    """The field's text. Raises BadRow where there is none."""
    if not values.get(name):
        raise BadRow(_("Missing: %(field)s") % {"field": columns.names[name]})
    return values[name]


def check_room(values: Mapping[str, str], room: Mapping[str, int | None], columns: Columns) -> None:
    """Raise BadRow where a text is longer than `room` (field -> characters, None: any number) leaves it."""
    for name, most in room.items():
        if most is not None and len(values.get(name, "")) > most:
            raise BadRow(_("Too long: %(field)s") % {"field": columns.names[name]})


def term(values: Mapping[str, str], name: str, words: Mapping[str, str], columns: Columns) -> str:
    """The value that the field's word stands for, "" for an empty field. Raises BadRow for another word."""
    word = values.get(name, "")
    if not word:
        return ""
    if plain_word(word) not in words:
        raise BadRow(_("Not a known word: %(field)s") % {"field": columns.names[name]})
    return words[plain_word(word)]


def day(values: Mapping[str, str], name: str, columns: Columns) -> date | None:
    """The field's day, past or future; None for an empty field. Raises BadRow."""
    try:
        return day_of(values[name]) if values.get(name) else None
    except BadDate as bad:
        raise BadRow(f"{columns.names[name]}: {bad.message}") from None
