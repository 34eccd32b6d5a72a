"""Periodic bulletins (定期通报): drawn up by the clock, sent by one office, signed for by the other."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from accounts.commission import nearest
from accounts.models import Person, Unit
from clues.bulletins.kinds import SEND_BULLETIN, SIGN_BULLETIN, Kind
from clues.bulletins.lines import LINES, last_period
from clues.bulletins.models import Bulletin, BulletinLine, BulletinRule
from clues.bulletins.policies import (
    closed_to_sending,
    closed_to_signing,
    may_send_bulletin,
    may_sign_bulletin,
)
from clues.holders import TELLING, groups_in
from clues.numbers import BULLETIN_SERIES, next_number
from hub.duties.actions import close_duties, open_duty
from hub.duties.kinds import DutyKind
from hub.events.actions import record
from hub.kernel.acting import action
from hub.kernel.errors import demand, raise_if
from hub.kernel.transitions import locked
from hub.rules.models import Level

LEVEL = "internal"  # numbers and days; the letters stand behind their own gate


AT_ONCE = 1_000


def draw_up_bulletins(day: date) -> int:
    """Draw up what is owed for the last whole period before the day, once; returns how many were."""
    return sum(
        _draw_up(rule, sender, period)
        for rule in BulletinRule.objects.current(day)
        if (period := last_period(rule.months, day))[0] >= rule.from_on
        for sender in Unit.objects.existing(day).existing(period[1]).filter(kind=rule.sender_kind)
    )


@action()
def _draw_up(rule: BulletinRule, sender: Unit, period: tuple[date, date]) -> bool:
    """False when it is there already, or there is no office to send it to."""
    receiver, (first, last) = nearest(sender, rule.receiver_kind), period
    with locked(Unit, pk=sender.pk):
        if receiver is None or Bulletin.objects.filter(rule=rule, sender=sender, first_on=first).exists():
            return False
        bulletin = Bulletin.objects.create(
            number=next_number(BULLETIN_SERIES),
            classification=Level.objects.get(code=LEVEL),
            rule=rule,
            sender=sender,
            receiver=receiver,
            first_on=first,
            last_on=last,
        )
        BulletinLine.objects.bulk_create(LINES[rule.kind](bulletin), batch_size=AT_ONCE)
        _ask(SEND_BULLETIN, bulletin, sender)
        record(Kind.BULLETIN_DRAWN, by=None, of=bulletin, to=_people_of(bulletin, sender))
        return True


def send_bulletin(number: str, *, remark: str = "", by: Person) -> Bulletin:
    """Somebody of the sender has looked through it and sends it, with a remark if they like.

    Raises NotVisible, NotAllowed, Conflict when it is sent already.
    """
    with locked(Bulletin.objects.visible_to(by), number=number) as bulletin:
        demand(may_send_bulletin(bulletin, by))
        raise_if(closed_to_sending(bulletin))
        bulletin.remark, bulletin.sent_by, bulletin.sent_at = remark.strip(), by, timezone.now()
        _go_on(bulletin, SEND_BULLETIN, by)
        _ask(SIGN_BULLETIN, bulletin, bulletin.receiver)
        told = _people_of(bulletin, bulletin.receiver)
        record(Kind.BULLETIN_SENT, by=by, of=bulletin, to=told)
        return bulletin


def sign_bulletin(number: str, *, by: Person) -> Bulletin:
    """Somebody of the receiver signs for it. Raises NotVisible, NotAllowed, Conflict when that was done."""
    with locked(Bulletin.objects.visible_to(by), number=number) as bulletin:
        demand(may_sign_bulletin(bulletin, by))
        raise_if(closed_to_signing(bulletin))
        bulletin.signed_by, bulletin.signed_at = by, timezone.now()
        _go_on(bulletin, SIGN_BULLETIN, by)
        record(Kind.BULLETIN_SIGNED, by=by, of=bulletin, to=_people_of(bulletin, bulletin.sender))
        return bulletin


def _go_on(bulletin: Bulletin, done: DutyKind, by: Person) -> None:
    bulletin.version += 1
    bulletin.save()
    close_duties(done, of=bulletin, by=by)


def _ask(kind: DutyKind, bulletin: Bulletin, unit: Unit) -> None:
    for group in groups_in(unit, *TELLING).groups:
        open_duty(kind, of=bulletin, group_id=group)


def _people_of(bulletin: Bulletin, unit: Unit) -> list[int]:
    groups = groups_in(unit, *TELLING).groups
    people = Person.objects.reading(groups=groups, named=[], rank=bulletin.classification_id, keys=[])
    return list(people.order_by("pk").values_list("pk", flat=True).distinct())
