"""Periods that a rule lays down: another one from a day on. The one before stays, for what began under it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.kinds import Kind
from accounts.models import Person
from accounts.policies import may_administer
from hub.events.actions import record
from hub.kernel.acting import forget
from hub.kernel.errors import Conflict, Invalid, demand
from hub.kernel.transitions import locked
from hub.rules.models import Deadline


@dataclass(frozen=True, slots=True)
class NewPeriod:
    """amount: of `unit` (working days, days, months). source, article: where it is laid down."""

    amount: int
    unit: str
    from_on: date
    source: str
    article: str = ""


def change_period(rule_id: int, new: NewPeriod, *, by: Person) -> Deadline:
    """Let another period hold from a day on.

    Raises NotVisible, NotAllowed; Conflict where another one follows already; Invalid for a day that has
    begun, or on which the present one has not, and for a period of no length.
    """
    demand(may_administer(by))
    with locked(Deadline, pk=rule_id) as rule:
        if rule.valid_to is not None:
            raise Conflict(_("Another period follows this one already."), code="followed")
        _check(rule, new)
        rule.valid_to = new.from_on - timedelta(days=1)
        rule.save()
        changed: Deadline = Deadline.objects.create(
            code=rule.code,
            name_zh=rule.name_zh,
            name_en=rule.name_en,
            ends_on_working_day=rule.ends_on_working_day,
            amount=new.amount,
            unit=new.unit,
            source=new.source.strip(),
            article=new.article.strip(),
            valid_from=new.from_on,
        )
        forget()
        before, after = (f"{each.amount} {each.unit}" for each in (rule, changed))
        data = {"code": rule.code, "before": before, "after": after, "from": new.from_on.isoformat()}
        record(Kind.PERIOD_CHANGED, by=by, of=changed, data=data)
        return changed


def _check(rule: Deadline, new: NewPeriod) -> None:
    faults: dict[str, list[str]] = {}
    # A day has one period from its beginning to its end: who could see what on it follows from that.
    if new.from_on <= timezone.localdate():
        faults["from_on"] = [_("A new period holds from tomorrow at the earliest.")]
    elif new.from_on <= rule.valid_from:
        faults["from_on"] = [_("The present period holds from %(day)s on only.") % {"day": rule.valid_from}]
    if new.amount < 1:
        faults["amount"] = [_("A period has at least one day.")]
    if not new.source.strip():
        faults["source"] = [_("Please say where it is laid down.")]
    if faults:
        raise Invalid(faults)
