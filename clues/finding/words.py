"""What is typed to find a matter: its number or the end of it, a number that names somebody, a name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.identity import keys_of
from accounts.naming.words import surnames
from accounts.terms import Scheme
from clues.numbers import CLUE_SERIES, LETTER_SERIES, NumberSeries
from hub.kernel.errors import Invalid
from hub.kernel.writing import folded, visible

FEWEST = 2  # characters of a name; a surname alone names half a city

_FULL = re.compile(r"([A-Z]{2,10})-*([0-9]{4})-*([0-9]{1,12})")
_END = re.compile(r"(?:([0-9]{4})-+)?([0-9]{1,12})")
_DASHES = re.compile(r"[\u2010-\u2015\u2212\u30fc\uff0d_~]+|-+")


@dataclass(frozen=True, slots=True)
class Words:
    """numbers: of matters that may be meant. key: the match key of a number that names somebody, or empty.

    name: folded, the beginning of a word that names or numbers are found by.
    """

    numbers: tuple[str, ...]
    key: str
    name: str


def read_words(words: str) -> Words:
    """Raises Invalid for words too short to find anything by."""
    name, key = folded(words), keys_of({Scheme.RIC: words}).get(Scheme.RIC, "")
    numbers = (full,) if (full := number_in(words)) else _ending_so(words)
    if not (numbers or key) and (not name or (len(name) < FEWEST and (name in surnames() or name.isascii()))):
        said = _("A number, or at least %(fewest)s characters of a name.") % {"fewest": FEWEST}
        raise Invalid({"words": [said]}, code="too-short")
    return Words(numbers, key, name)


def number_in(words: str) -> str:
    """The number of a letter or clue as it is written in full (XS20261 is XS-2026-000001); empty for none."""
    found = _FULL.fullmatch(_plain(words))
    return f"{found[1]}-{found[2]}-{int(found[3]):06d}" if found else ""


def _plain(words: str) -> str:
    text = unicodedata.normalize("NFKC", visible(words)).upper()
    return "".join(_DASHES.sub("-", text).split())


def _ending_so(words: str) -> tuple[str, ...]:
    """2026-000695, 695: the numbers of letters and clues with this serial, of that year or of all."""
    found = _END.fullmatch(_plain(words))
    if not found:
        return ()
    given = NumberSeries.objects.filter(name__in=(CLUE_SERIES, LETTER_SERIES), last__gte=int(found[2]))
    years = given.filter(year=int(found[1])) if found[1] else given
    return tuple(f"{series.name}-{series.year}-{int(found[2]):06d}" for series in years.order_by("pk"))
