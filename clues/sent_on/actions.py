"""Noting that a letter which is not entered came, and that it was sent on."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.commission import nearest
from accounts.models import Person
from accounts.terms import Role, UnitKind
from clues.days import due_from, entered
from clues.holders import PETITION, groups_in
from clues.letters.actions.letters import petition_office_of
from clues.letters.kinds import For as LettersFor
from clues.letters.policies import may_register_letters
from clues.letters.terms import Upward
from clues.numbers import SENT_ON_SERIES, next_number
from clues.sent_on.kinds import SEND_ON, Kind
from clues.sent_on.kinds import For as SentOnFor
from clues.sent_on.models import SentOn
from clues.sent_on.policies import closed_to_noting, may_note_sent
from hub.access.grants import grant
from hub.access.readers import readers_of
from hub.duties.actions import close_duties, open_duty
from hub.events.actions import record
from hub.kernel.acting import action
from hub.kernel.errors import Invalid, demand, raise_if
from hub.kernel.transitions import locked
from hub.rules.models import Level

RULE = "report.forward_upward"


LEVEL = "work_secret"


@action()
def note_upward(*, kind: str, organ: str, received_on: date, by: Person) -> SentOn:
    """Note that such a letter came and where it goes: it is to be sent on in the time of the rule.

    The principal leader is told of one about a higher level, never of one about themselves.
    Raises NotAllowed, Invalid for a day to come.
    """
    demand(may_register_letters(by))
    if received_on > timezone.localdate():
        raise Invalid({"received_on": [_("This day has not come yet.")]}, code="future-day")
    unit = petition_office_of(by)
    row = SentOn.objects.create(
        number=next_number(SENT_ON_SERIES),
        classification=Level.objects.get(code=LEVEL),
        kind=kind,
        organ=organ,
        received_on=received_on,
        unit=unit,
        by=by,
    )
    grant([row], groups_in(unit, *PETITION), purpose=LettersFor.REGISTERED, by=by)
    leadership = nearest(unit, UnitKind.LEADERSHIP)
    if kind == Upward.HIGHER and leadership:
        grant([row], groups_in(leadership, Role.PRINCIPAL_LEADER), purpose=SentOnFor.UPWARD, by=by)
    for group in groups_in(unit, Role.REGISTRAR).groups:
        open_duty(SEND_ON, of=row, group_id=group, due_at=due_from(RULE, received_on))
    record(Kind.UPWARD_NOTED, by=by, of=row, to=readers_of(row), data={"kind": kind})
    return row


def note_sent(number: str, *, sent_on: date, by: Person, late_reason: str = "") -> SentOn:
    """Note that the letter was sent on. Raises NotVisible, NotAllowed, Conflict, Invalid."""
    with locked(SentOn.objects.visible_to(by), number=number) as row:
        demand(may_note_sent(row, by))
        raise_if(closed_to_noting(row))
        if sent_on < row.received_on:
            raise Invalid({"sent_on": [_("This is before the letter came.")]}, code="too-early")
        row.late_reason = entered("sent_on", sent_on, late_reason)
        row.sent_on, row.sent_by, row.version = sent_on, by, row.version + 1
        row.save()
        close_duties(SEND_ON, of=row, by=by)
        record(Kind.UPWARD_SENT, by=by, of=row, to=readers_of(row))
        return row
