"""What follows when the transfer of a clue to another organ is decided."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import Person
from accounts.terms import Role
from clues.clue.actions import ask_managers, save
from clues.clue.flow import ClueFlow
from clues.clue.kinds import For
from clues.clue.models.clues import Clue
from clues.custody.kinds import SIGN_FOR
from clues.custody.models import Custody
from clues.holders import RECEIVING, groups_in
from clues.motions.models import Motion
from clues.transfers.kinds import CONFIRM_RECEIPT, Kind
from hub.access.grants import grant
from hub.access.readers import readers_of
from hub.duties.actions import close_duties, open_duty
from hub.duties.models import Duty
from hub.events.actions import record
from hub.kernel.transitions import enter


def hand_over(motion: Motion, clue: Clue, by: Person) -> None:
    """The approved transfer of the (locked) clue: meanwhile it waits for the receiver alone."""
    transfer = motion.transfer
    transfer.prior_state, transfer.handed_at = clue.state, timezone.now()
    transfer.duties = list(Duty.objects.open().about(clue).order_by("pk").values_list("pk", flat=True))
    transfer.save()
    enter(ClueFlow(clue).hand_over, by=by)
    clue.target = transfer.unit
    save(clue)
    close_duties(None, of=clue, by=by)
    if transfer.unit is None:
        ask_managers(CONFIRM_RECEIPT, clue)
    else:
        receiving = groups_in(transfer.unit, *RECEIVING)
        for rows in ([clue], clue.letters.all()):
            grant(rows, receiving, purpose=For.PUSHED, by=by)
        Custody.objects.create(
            clue=clue, from_unit=clue.holder, to_unit=transfer.unit, given_by=motion.by, note=motion.reason
        )
        for group in groups_in(transfer.unit, Role.CUSTODIAN).groups:
            open_duty(SIGN_FOR, of=clue, group_id=group)
    record(Kind.HANDED_OVER, by=by, of=clue, to=readers_of(clue), data={"motion": motion.pk})
