"""Cells as text: one spelling for workbooks and text files, so that nothing later asks which it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_INVISIBLE = "\u200b\u200e\u200f\u2060\ufeff"
EXACT_INTEGERS = 2**53


class Refused(Exception):
    """The file as a whole cannot be used: `code` is one of `reading.REFUSALS`, `names` fill its message."""

    def __init__(self, code: str, names: Iterable[str] = ()) -> None:
        super().__init__(code)
        self.code, self.names = code, list(names)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `line` counts from 1 as the sender's own program shows it; `problem` is a code or empty."""

    line: int
    cells: Sequence[str]
    problem: str = ""

    @property
    def is_blank(self) -> bool:
        return not self.problem and not any(self.cells)


def as_text(value: Any) -> str:
    """A cell's value as text. A formula is never evaluated: it is the value stored beside it, or nothing."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < EXACT_INTEGERS:
        return str(int(value))  # workbooks keep whole numbers as floats: 24.0 is the number 24
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    return clean(str(value))


def clean(text: str) -> str:
    """Without blanks at the ends and without control characters; line breaks and tabs inside stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", text).strip().strip(_INVISIBLE).strip()


def trimmed(cells: Sequence[str]) -> list[str]:
    """The cells without the empty ones at the end."""
    used = next((at for at in range(len(cells), 0, -1) if cells[at - 1]), 0)
    return list(cells[:used])
