"""A clue on its way to another organ: handed over, signed for or declined, its outcome told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from clues.clue.actions import ask_heads, ask_managers, close_to, everybody_but, save
from clues.clue.flow import ClueFlow
from clues.clue.models.clues import Clue
from clues.custody.kinds import ASSIGN, SIGN_FOR
from clues.days import entered
from clues.disposal.actions import to_be_told
from clues.holders import CASE_MANAGEMENT, RECEIVING, groups_in
from clues.recusing.actions.clearing import clear_recused
from clues.related.actions import look_for_related
from clues.reporters.actions import owe_results
from clues.reporters.models import Feedback
from clues.timing.actions.due_dates import start_time
from clues.timing.kinds import OPINION
from clues.timing.terms import Awaited
from clues.transfers.kinds import ASK_OUTCOME, CONFIRM_RECEIPT, For, Kind
from clues.transfers.models import Transfer
from hub.access.grants import grant
from hub.access.readers import readers_of
from hub.duties.actions import close_duties, reopen_duties
from hub.events.actions import record
from hub.kernel.errors import Invalid, demand_reason
from hub.kernel.transitions import enter, locked
from hub.rules.deadlines import due

READING = "transfer.reading"  # how long those who had it in hand still read it


def accept_transfer(number: str, *, by: Person) -> Clue:
    """The custodian of the receiving organ signs: the clue is theirs, the month for the opinion begins."""
    with _ending(number, "accept_transfer", by) as (clue, transfer):
        transfer.received_on = timezone.localdate()
        assert clue.target is not None  # may_receive asked for its custodian
        clue.holder, clue.target = clue.target, None
        start_time(clue, Awaited.OPINION, str(OPINION.deadline), by=by)
        clue.custodies.filter(received_at=None, returned_at=None).update(
            received_by=by, received_at=timezone.now()
        )
        _let_go(clue, by)
        ask_heads(ASSIGN, clue)
        clear_recused(clue, by=by)
        look_for_related(clue.subject)
        record(Kind.TRANSFER_ACCEPTED, by=by, of=clue, to=readers_of(clue), data={"transfer": transfer.pk})
        return clue


@dataclass(frozen=True, slots=True)
class SignedReceipt:
    """How an organ outside signed: on which day, and the number or the name on the receipt."""

    received_on: date
    receipt: str
    late_reason: str = ""


def confirm_receipt(number: str, *, new: SignedReceipt, by: Person) -> Clue:
    """An organ outside has signed for it: case management keeps its receipt."""
    with _ending(number, "confirm_receipt", by) as (clue, transfer):
        if not new.receipt.strip():
            raise Invalid({"receipt": [_("Please name the receipt.")]}, code="receipt-required")
        transfer.late_reason = entered("received_on", new.received_on, new.late_reason)
        transfer.received_on, transfer.receipt = new.received_on, new.receipt.strip()
        _let_go(clue, by)
        if not transfer.returns:
            ask_managers(ASK_OUTCOME, clue)
        record(Kind.TRANSFER_CONFIRMED, by=by, of=clue, to=readers_of(clue), data={"transfer": transfer.pk})
        return clue


def decline_transfer(number: str, *, reason: str, by: Person) -> Clue:
    """The receiver returns it with a reason: it stands where it stood, and waits for whom it waited."""
    with _ending(number, "decline_transfer", by) as (clue, transfer):
        demand_reason(reason)
        transfer.declined, transfer.decline_reason = True, reason.strip()
        unit, clue.target = clue.target, None
        told = readers_of(clue)
        if unit is not None:
            returned = {"received_by": by, "returned_at": timezone.now(), "return_reason": reason.strip()}
            clue.custodies.filter(received_at=None, returned_at=None).update(**returned)
            close_to(clue, groups_in(unit, *RECEIVING), by=by)
        reopen_duties(transfer.duties)
        clear_recused(clue, by=by)
        record(Kind.TRANSFER_DECLINED, by=by, of=clue, to=told, data={"transfer": transfer.pk})
        return clue


def note_outcome(
    number: str, *, told_on: date, text: str, by: Person, late_reason: str = "", final: bool = False
) -> Clue:
    """An organ outside told what became of it: those who are told a result are told this.

    Where it is `final` the matter is ended there, and whoever reported it by name is owed the result, counted
    from the day it was told; otherwise case management asks again in its time.
    """
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).note_outcome, by=by)
        if not text.strip():
            raise Invalid({"text": [_("Please write what was told.")]}, code="text-required")
        late = entered("told_on", told_on, late_reason)
        transfer = clue.transfers.latest("pk")
        transfer.outcomes.create(told_on=told_on, text=text.strip(), late_reason=late, final=final, by=by)
        for unit in to_be_told(clue, clue.letters_answered().select_related("unit")):
            Feedback.objects.create(clue=clue, to_unit=unit, text=text.strip(), by=by)
        save(clue)
        close_duties(ASK_OUTCOME, of=clue, by=by)
        if final:
            owe_results(clue, since=told_on)
        elif not transfer.outcomes.filter(final=True).exists():
            ask_managers(ASK_OUTCOME, clue)
        record(Kind.OUTCOME_TOLD, by=by, of=clue, to=readers_of(clue), data={"transfer": transfer.pk})
        return clue


@contextmanager
def _ending(number: str, move: str, by: Person) -> Iterator[tuple[Clue, Transfer]]:
    """The clue and its running transfer, locked and entered; both are saved at the end."""
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        transfer = clue.transfers.running().select_for_update(of=("self",)).first()
        enter(getattr(ClueFlow(clue), move), by=by)
        for duty in (SIGN_FOR, CONFIRM_RECEIPT):
            close_duties(duty, of=clue, by=by)
        transfer.ended_at, transfer.ended_by = timezone.now(), by
        yield clue, transfer
        transfer.save()
        save(clue)


def _let_go(clue: Clue, by: Person) -> None:
    """Who had it in hand works on it no more, and reads it for as long as the rule says."""
    now = timezone.now()
    clue.assignments.filter(ended_at=None).update(ended_at=now)
    clue.holds.open().update(ended_at=now, end_reason=_("Transferred"))
    kept = groups_in([clue.office, clue.holder], *CASE_MANAGEMENT, *RECEIVING)
    left = everybody_but(clue, kept)
    close_to(clue, left, by=by)
    grant([clue], left, purpose=For.HANDED_OVER, by=by, expires_at=due(READING, now).at)
