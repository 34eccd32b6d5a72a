"""By which a name is found: as it is written, its given name, its second name, its letters and initials."""

from __future__ import annotations

from itertools import product

from pypinyin import lazy_pinyin, pinyin
from pypinyin.constants import Style

from accounts.naming.people import DOTS
from accounts.naming.words import surname_of, surnames
from hub.kernel.writing import folded, simplified

LONGEST = 80  # characters of a key
MOST = 4  # readings of a name with characters of several sounds


def search_keys(name: str) -> set[str]:
    """Folded beginnings of words that somebody may type for the name; a part of them finds it too."""
    plain = simplified(name)
    parts = [folded(part) for part in DOTS.split(plain)] if DOTS.search(plain) else []
    surname = surname_of(plain)
    given = folded(plain[len(surname) :]) if surname and not parts else ""
    given = given if len(given) > 1 else ""
    keys = {
        folded(name),
        *parts[1:],
        given,
        *(folded(word) for word in plain.split()),
        *_readings(plain, surname),
    }
    return {key[:LONGEST] for key in keys if key}


def _readings(name: str, surname: str) -> set[str]:
    """In Latin letters without tones, and initials: chuyutong, cyt; of a surname as one reads a surname."""
    if folded(name).isascii():
        return set()
    sounds = pinyin(name[len(surname) :], style=Style.NORMAL, heteronym=True)
    given = ["".join(each) for _at, each in zip(range(MOST), product(*sounds), strict=False)]
    given.append("".join(lazy_pinyin(name[len(surname) :])))
    first = surnames().get(surname) or "".join(lazy_pinyin(surname))
    initials = "".join(each[0][:1] for each in pinyin(name, style=Style.NORMAL))
    if surname:
        initials = first[:1] + initials[1:]
    return {folded(key) for key in (*(first + each for each in given), initials)}
