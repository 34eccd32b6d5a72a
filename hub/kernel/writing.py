"""What people write, made comparable: what nobody sees, widths, traditional characters, words for nothing.

`cleaned` is for keeping: what a reader sees stays as it was written. `folded` is for comparing and is shown
to nobody.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path

from opencc import OpenCC

NOTHING = Path(__file__).with_name("nothing.csv")

# Drawn as nothing, though no control characters (Unicode, Default_Ignorable_Code_Point): fillers, joiners,
# selectors of variants. All of the category Cf is meant too: zero widths, marks of direction, soft hyphens.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]"
)
_NO_CHARACTERS = ("Cf", "Cc", "Cs", "Cn")


def visible(text: str) -> str:
    """The text without what nobody can see: line breaks and tabs stay, as blanks do."""
    return "".join(mark for mark in _UNSEEN.sub("", text) if mark in "\n\t\r\x85" or _is_character(mark))


def cleaned(text: str) -> str:
    """One line for keeping: composed (NFC), nothing invisible, no blanks at the ends, one between words."""
    return " ".join(visible(unicodedata.normalize("NFC", text)).split())


def folded(text: str) -> str:
    """One spelling for comparing: letters and digits of one width and case, in simplified characters."""
    plain = unicodedata.normalize("NFKC", visible(unicodedata.normalize("NFKC", text)))
    simple = _simplified().convert(plain).casefold()
    return "".join(mark for mark in simple if unicodedata.category(mark)[0] in "LNM" or _is_private(mark))


def simplified(text: str) -> str:
    """The text in simplified characters."""
    return _simplified().convert(text)


def means_nothing(text: str) -> bool:
    """Whether somebody wrote a word for "none": 无, 不详, a dash, a nought. An empty text is nothing too."""
    word = folded(text)
    return word in _words_for_nothing() or not word.strip("0")


def _is_character(mark: str) -> bool:
    return unicodedata.category(mark) not in _NO_CHARACTERS


def _is_private(mark: str) -> bool:
    """Rare characters of names that a closed network has drawn for itself."""
    return unicodedata.category(mark) == "Co"


@cache
def _simplified() -> OpenCC:
    return OpenCC("t2s")


@cache
def _words_for_nothing() -> frozenset[str]:
    with NOTHING.open(encoding="utf-8", newline="") as file:
        return frozenset(folded(row["word"]) for row in csv.DictReader(file)) | {""}
