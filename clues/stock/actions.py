"""Taking stock (台账核对): case management asks, the unit counts, differences are settled one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person, Unit
from accounts.terms import Role
from clues.clue.models.clues import Clue
from clues.holders import CASE_MANAGEMENT, RECEIVING, groups_in
from clues.numbers import STOCK_SERIES, next_number
from clues.stock.kinds import COUNT_STOCK, SETTLE_STOCK, Kind
from clues.stock.models import StockLine, StockTaking
from clues.stock.policies import closed_to_counting, may_ask_for_stock, may_count_stock, may_settle_stock
from clues.stock.terms import Difference
from hub.duties.actions import close_duties, open_duty
from hub.events.actions import record
from hub.kernel.errors import Conflict, Invalid, NotVisible, demand, raise_if
from hub.kernel.transitions import locked
from hub.rules.models import Level

LEVEL = "internal"  # numbers alone: what stands behind them is behind the gate of the clues


MOST = 5_000


BETWEEN = re.compile(r"[\s,;，；、]+")


def open_stock_taking(unit: Unit, *, by: Person) -> StockTaking:
    """A case manager asks a unit to count its clues.

    Raises NotAllowed, Conflict while the unit's last one is not settled, Invalid for a "unit" that has nobody
    who could count.
    """
    demand(may_ask_for_stock(by))
    with locked(Unit, pk=unit.pk):
        if StockTaking.objects.filter(unit=unit, settled_at=None).exists():
            raise Conflict(_("The last stock-taking of this unit is not settled yet."), code="not-settled")
        custodians = groups_in(unit, Role.CUSTODIAN).groups
        if not custodians:
            raise Invalid({"unit": [_("This unit has no clue custodian who could count.")]})
        stock = StockTaking.objects.create(
            number=next_number(STOCK_SERIES),
            classification=Level.objects.get(code=LEVEL),
            unit=unit,
            office=_office_of(by),
            asked_by=by,
        )
        for group in custodians:
            open_duty(COUNT_STOCK, of=stock, group_id=group)
        record(Kind.STOCK_ASKED, by=by, of=stock, to=_told(stock))
        return stock


def _office_of(by: Person) -> Unit:
    return next(post.group.unit for post in by.current_posts if post.group.role == Role.CASE_MANAGER)


def _told(stock: StockTaking) -> list[int]:
    """Both sides."""
    groups = [*groups_in(stock.office, *CASE_MANAGEMENT).groups, *groups_in(stock.unit, *RECEIVING).groups]
    people = Person.objects.reading(groups=groups, named=[], rank=stock.classification_id, keys=[])
    return list(people.order_by("pk").values_list("pk", flat=True).distinct())


def numbers_in(text: str) -> list[str]:
    """The numbers in a pasted column or list, each once, in capitals."""
    return list(dict.fromkeys(part.upper() for part in BETWEEN.split(text.strip()) if part))


def count_stock(number: str, *, numbers: list[str], by: Person) -> StockTaking:
    """The unit's custodian tells the numbers the unit has. What differs from the ledger becomes a line.

    Raises NotVisible, NotAllowed, Conflict when it is counted already, Invalid for "numbers" that are too
    many or too long.
    """
    with locked(StockTaking.objects.visible_to(by), number=number) as stock:
        demand(may_count_stock(stock, by))
        raise_if(closed_to_counting(stock))
        _check(numbers)
        seen = _ledger(Clue.objects.visible_to(by).held_by(stock.unit))
        lines = _lines(stock, set(numbers), seen)
        StockLine.objects.bulk_create(lines)
        stock.agreed = len(seen.keys() & set(numbers))
        stock.counted_by, stock.counted_at = by, timezone.now()
        close_duties(COUNT_STOCK, of=stock, by=by)
        if lines:
            for group in groups_in(stock.office, Role.CASE_MANAGER).groups:
                open_duty(SETTLE_STOCK, of=stock, group_id=group)
        return _go_on(stock, Kind.STOCK_COUNTED, by)


def _check(numbers: list[str]) -> None:
    if len(numbers) > MOST:
        raise Invalid({"numbers": [_("At most %(most)d numbers at a time.") % {"most": MOST}]})
    long = next((place for place, each in enumerate(numbers, 1) if len(each) > 40), None)
    if long is not None:
        raise Invalid({"numbers": [_("Entry %(place)d is no number of a clue.") % {"place": long}]})


def _ledger(clues: Iterable[Clue]) -> dict[str, Clue]:
    return {clue.number: clue for clue in clues}


def _lines(stock: StockTaking, counted: set[str], seen: dict[str, Clue]) -> list[StockLine]:
    """What whoever counts does not see is compared with nothing: to them it is as if it were not there."""
    surplus = counted - seen.keys()
    unseen = _ledger(Clue.objects.held_by(stock.unit).exclude(number__in=counted | seen.keys()))
    elsewhere = _ledger(Clue.objects.filter(number__in=surplus))
    found = (
        (Difference.MISSING, seen.keys() - counted, seen),
        (Difference.UNSEEN, unseen.keys(), unseen),
        (Difference.SURPLUS, surplus, elsewhere),
    )
    return [
        StockLine(stock=stock, number=number, clue=clues.get(number), difference=difference)
        for difference, numbers, clues in found
        for number in sorted(numbers)
    ]


def settle_difference(number: str, *, line: int, how: str, by: Person) -> StockTaking:
    """A case manager says how a difference was settled; with the last one the stock-taking is.

    Raises NotVisible, NotAllowed, Conflict when it is settled already, Invalid without a "how".
    """
    with locked(StockTaking.objects.visible_to(by), number=number) as stock:
        demand(may_settle_stock(stock, by))
        found = stock.lines.visible_to(by).filter(pk=line).first()
        if found is None:
            raise NotVisible
        if found.settled_at is not None:
            raise Conflict(_("This difference is settled already."), code="settled")
        if not how.strip():
            raise Invalid({"how": [_("Please say how it was settled.")]})
        found.how, found.settled_by, found.settled_at = how.strip(), by, timezone.now()
        found.save()
        return _go_on(stock, Kind.STOCK_SETTLED, by)


def _go_on(stock: StockTaking, kind: str, by: Person) -> StockTaking:
    """Settled when nothing is open any more."""
    if not stock.lines.open().exists():
        stock.settled_at = timezone.now()
        close_duties(None, of=stock, by=by)
    stock.version += 1
    stock.save()
    record(kind, by=by, of=stock, to=_told(stock))
    return stock
