"""Finding what somebody has in hand: by its number, or by the name of whom it is about.

What was typed may be classified. It comes in the body of a request, never in an address, and is kept nowhere;
each row that is found counts as looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import Person
from clues.clue.models.clues import Clue
from clues.letters.models.letters import Letter
from clues.subjects.models import Subject
from hub.access.looks import look_at_each
from hub.access.models import What
from hub.access.querysets import GovernedQuerySet
from hub.kernel.errors import Invalid
from hub.kernel.sealing import normalised

MOST = 50  # of each kind: whoever finds more has typed too little


FEWEST = 2  # characters of a name; a surname alone names half a city


_NUMBER = re.compile(r"([A-Z]{2,10})-?([0-9]{4})-?([0-9]{1,12})")


@dataclass(frozen=True, slots=True)
class Found:
    """Rows visible to whoever asked, newest first. more: whether some of either kind were left off."""

    clues: QuerySet[Clue]
    letters: QuerySet[Letter]
    more: bool

    @property
    def rows(self) -> list[Clue | Letter]:
        return [*self.clues, *self.letters]


def find(words: str, *, by: Person) -> Found:
    """What the person sees of it. Raises Invalid for words too short to find anything by."""
    number = number_in(words)
    here, there = (Q(number=number), Q(number=number)) if number else about(_name_in(words))
    clues = Clue.objects.visible_to(by).filter(here).select_related("classification", "subject", "holder")
    letters = Letter.objects.visible_to(by).filter(there).select_related("classification")
    (first, more), (second, still) = _newest(clues, by), _newest(letters, by)
    return Found(first, second, more or still)


def about(name: str) -> tuple[Q, Q]:
    """Conditions on clues and on letters about somebody whose name begins so."""
    subjects = Subject.objects.filter(name__startswith=name).values("pk")
    letters = Letter.subjects.through.objects.filter(subject__in=subjects).values("letter")
    return Q(subject__in=subjects), Q(pk__in=letters)


def number_in(words: str) -> str:
    """The number of a letter or clue as it is written in full (XS20261 is XS-2026-000001); empty for none."""
    found = _NUMBER.fullmatch(normalised(words))
    return f"{found[1]}-{found[2]}-{int(found[3]):06d}" if found else ""


def _name_in(words: str) -> str:
    name = words.strip()
    if len(name) < FEWEST:
        said = _("A number, or at least %(fewest)s characters of a name.") % {"fewest": FEWEST}
        raise Invalid({"words": [said]}, code="too-short")
    return name


def _newest(rows: GovernedQuerySet, by: Person) -> tuple[QuerySet[Any], bool]:
    """The newest of these visible rows, each looked at now, and whether there are more.

    Two questions: with an order and a limit the planner would walk down the whole table for few rows.
    """
    keys = sorted(rows.values_list("pk", flat=True), reverse=True)
    shown = keys[:MOST]
    look_at_each(rows.model, [(key, 0) for key in shown], by=by, what=What.FOUND)
    return rows.filter(pk__in=shown).order_by("-pk"), len(keys) > MOST
