"""What stands in a bulletin: the period it is about, and its lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped]
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from clues.bulletins.models import Bulletin, BulletinLine
from clues.bulletins.terms import Told
from clues.letters.models.letters import Letter
from clues.reporters.models import Feedback


def last_period(months: int, day: date) -> tuple[date, date]:
    """First and last day of the last whole period before the day, of so many months counted from January."""
    begun = date(day.year, (day.month - 1) // months * months + 1, 1)
    return begun - relativedelta(months=months), begun - timedelta(days=1)


def repeats(bulletin: Bulletin) -> Iterator[BulletinLine]:
    """Each first letter of the sender that was repeated in the period; the most repeated comes last."""
    letters = Letter.objects.filter(_within(bulletin, "registered_at"), unit=bulletin.sender)
    again = letters.exclude(repeat_of=None)
    counts = again.values("repeat_of").annotate(times=Count("pk")).order_by("times", "repeat_of")
    for row in counts.iterator():
        yield BulletinLine(bulletin=bulletin, letter_id=row["repeat_of"], repeats=row["times"])


def results(bulletin: Bulletin) -> Iterator[BulletinLine]:
    """Each letter of the receiver that got a result in the period; its repeats have the same one."""
    told = Feedback.objects.filter(_within(bulletin, "at"), to_unit=bulletin.receiver)
    for feedback in told.select_related("clue").order_by("pk"):
        for letter in _first_of(bulletin, feedback).order_by("pk"):
            yield BulletinLine(bulletin=bulletin, letter=letter, feedback=feedback)


LINES: Mapping[str, Callable[[Bulletin], Iterator[BulletinLine]]] = {
    Told.REPEATS: repeats,
    Told.RESULTS: results,
}


def _first_of(bulletin: Bulletin, feedback: Feedback) -> QuerySet[Letter]:
    letters: QuerySet[Letter] = feedback.clue.letters_answered()
    return letters.filter(unit=bulletin.receiver, repeat_of=None)


def _within(bulletin: Bulletin, field: str) -> Q:
    """From the first moment of the period to the first one after it, by the clock of the installation."""
    after = _midnight(bulletin.last_on + timedelta(days=1))
    return Q(**{f"{field}__gte": _midnight(bulletin.first_on), f"{field}__lt": after})


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
