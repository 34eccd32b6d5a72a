"""The words around names in letters and lists: titles, kinship, bodies, surnames. Tables beside this file."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from hub.kernel.writing import folded

HERE = Path(__file__).parent


@cache
def words(kind: str) -> tuple[str, ...]:
    """The words of a kind in `words.csv`, simplified and folded, the longest first."""
    found = {folded(row["word"]) for row in _rows("words.csv") if row["kind"] == kind} - {""}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@cache
def surnames() -> dict[str, str]:
    """Surname -> its reading as a surname, "" where it is the usual one."""
    return {row["surname"]: row["reading"] for row in _rows("surnames.csv")}


def surname_of(name: str) -> str:
    """The surname a Chinese name begins with, compound ones first; "" for none that is known."""
    known = surnames()
    return next((name[:length] for length in (4, 2, 1) if name[:length] in known), "")


@cache
def lookalikes() -> dict[int, str]:
    """Characters that clerks take for another -> the other, for `str.translate`."""
    return {ord(row["one"]): row["other"] for row in _rows("lookalikes.csv")}


@cache
def one_of(kind: str) -> str:
    """A regular expression for any word of the kind."""
    return "(?:" + "|".join(map(re.escape, words(kind))) + ")"


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
