"""Whether a letter is signed: what is a name of its writer, and what only stands where one is asked for."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from clues.letters.terms import Signing
from hub.kernel.writing import cleaned, folded, means_nothing

WORDS = Path(__file__).with_name("anonymous.csv")


def reporter_of(name: str, contact: str) -> tuple[str, str] | None:
    """(name, way to reach them) without words for neither (匿名, 群众, 无); None where both are."""
    reporter = "" if is_nobody(name) else cleaned(name), "" if means_nothing(contact) else contact.strip()
    return reporter if any(reporter) else None


def is_nobody(name: str) -> bool:
    """Whether what stands for a name names nobody."""
    word = folded(name)
    return means_nothing(name) or word in _words("whole") or word.endswith(_words("end"))


def has_real_name(reporter: tuple[str, str] | None) -> bool:
    """Signed by real name: a name, and a way to reach them (监察法实施条例 art. 209)."""
    return reporter is not None and all(reporter)


def signing_of(stated: str, reporter: tuple[str, str] | None) -> str:
    """As stated, unless a real name is stated and there is none; where nothing is, as the name is."""
    if not has_real_name(reporter):
        return Signing.ANONYMOUS if stated in ("", Signing.REAL_NAME) else stated
    return stated or Signing.REAL_NAME


@cache
def _words(where: str) -> tuple[str, ...]:
    with WORDS.open(encoding="utf-8", newline="") as file:
        return tuple(folded(row["word"]) for row in csv.DictReader(file) if row["where"] == where)
