"""Finding what somebody has in hand: by a number, or by the name of whom it is about.

What was typed may be classified. It comes in the body of a request, never in an address, and is kept nowhere;
each row that is found counts as looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When

from accounts.models import Person
from clues.clue.models.clues import Clue
from clues.finding.actions import keep_reason
from clues.finding.words import Words, read_words
from clues.letters.models.letters import Letter
from clues.letters.models.mentions import LetterKey, key_of_number
from clues.subjects.models import SubjectIdentifier, SubjectKey
from hub.access.looks import look_at_each
from hub.access.models import What
from hub.access.querysets import GovernedQuerySet
from hub.kernel.acting import action

MOST = 50  # of each kind at a time


@dataclass(frozen=True, slots=True)
class Within:
    """What narrows a search: days on which it came in, and how many rows were shown before (a `page`)."""

    since: date | None = None
    until: date | None = None
    page: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """Rows visible to whoever asked: those that are exactly it first, then the newest. more: whether some of
    either kind are left."""

    clues: QuerySet[Clue]
    letters: QuerySet[Letter]
    more: bool

    @property
    def rows(self) -> list[Clue | Letter]:
        return [*self.clues, *self.letters]


@action()
def find(words: str, *, by: Person, reason: str = "", within: Within | None = None) -> Found:
    """What the person sees of it. An identity number is looked for with a reason, which is kept.

    Raises Invalid for "words" too short to find anything by, and for a number without a "reason".
    """
    read, within = read_words(words), within or Within()
    if read.key:
        keep_reason(read.key, reason, by=by)
    clues = Clue.objects.visible_to(by).filter(clues_of(read), *_days("registered_at__date", within))
    letters = Letter.objects.visible_to(by).filter(letters_of(read), *_days("received_on", within))
    named = SubjectKey.objects.filter(subject=OuterRef("subject"), key=read.name)
    called = LetterKey.objects.filter(letter=OuterRef("pk"), key=read.name)
    first, more = _best(clues, Q(number__in=read.numbers) | Exists(named), within, by)
    second, still = _best(letters, Q(number__in=read.numbers) | Exists(called), within, by)
    first = first.select_related("classification", "subject", "holder")
    return Found(first, second.select_related("classification"), more or still)


def clues_of(read: Words) -> Q:
    """By their own number, a number of their subject, or a word of its name."""
    keyed = SubjectKey.objects.filter(key__startswith=read.name) if read.name else SubjectKey.objects.none()
    about = Q(number__in=read.numbers) | Q(subject__in=keyed.values("subject"))
    if not read.key:
        return about
    return about | Q(subject__in=SubjectIdentifier.objects.filter(key=read.key).values("subject"))


def letters_of(read: Words) -> Q:
    """By their own number, their number at the source, or what they say of whom they are about."""
    keyed = LetterKey.objects.filter(key__startswith=read.name) if read.name else LetterKey.objects.none()
    about = Q(number__in=read.numbers) | Q(pk__in=keyed.values("letter"))
    if not read.key:
        return about
    return about | Q(pk__in=LetterKey.objects.filter(key=key_of_number(read.key)).values("letter"))


def _days(field: str, within: Within) -> Iterator[Q]:
    if within.since:
        yield Q(**{f"{field}__gte": within.since})
    if within.until:
        yield Q(**{f"{field}__lte": within.until})


def _best(rows: GovernedQuerySet, exact: Any, within: Within, by: Person) -> tuple[QuerySet[Any], bool]:
    """A page of these visible rows, each looked at now, and whether there are more.

    Two questions: with an order and a limit the planner would walk down the whole table for few rows.
    """
    place = Case(When(exact, then=Value(0)), default=Value(1))
    keys = [key for _place, key in sorted(rows.values_list(place, -F("pk")))]
    page = [-key for key in keys[within.page * MOST : (within.page + 1) * MOST]]
    look_at_each(rows.model, [(key, 0) for key in page], by=by, what=What.FOUND)
    return rows.filter(pk__in=page).order_by(place, "-pk"), len(keys) > (within.page + 1) * MOST
