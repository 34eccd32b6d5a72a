"""Proposing that a clue go to another organ, or back to the body it came from."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import Person, Unit
from accounts.terms import Role
from clues.clue.flow import ClueFlow
from clues.clue.models.clues import Clue
from clues.motions.actions import draw_motion, put_forward
from clues.routing.jurisdiction import jurisdiction_of
from clues.transfers.models import Transfer
from clues.transfers.purposes import TRANSFER
from hub.kernel.errors import Invalid
from hub.kernel.transitions import enter, locked


@dataclass(frozen=True, slots=True)
class Receiver:
    """An organ inside the hub, or the name of one outside; why, where jurisdiction says otherwise."""

    unit: Unit | None = None
    organ: str = ""
    override_reason: str = ""


def propose_transfer(number: str, *, to: Receiver, reason: str, by: Person) -> Clue:
    """Propose that the clue go to the organ it belongs to; its chain agrees or refuses.

    Raises Invalid at the field: both organs or none, the unit that has it, nobody there who could sign for
    it, no reason for another organ than jurisdiction names.
    """
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).propose_transfer, by=by)
        _check(clue, to)
        _put(clue, to, reason, by)
        return clue


def propose_return(number: str, *, reason: str, by: Person) -> Clue:
    """Propose to return a clue that is nobody's here to the body it came from."""
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).propose_return, by=by)
        _put(clue, Receiver(organ=clue.referral.came_from), reason, by, returns=True)
        return clue


def _put(clue: Clue, to: Receiver, reason: str, by: Person, *, returns: bool = False) -> None:
    found = jurisdiction_of(clue)
    motion = draw_motion(clue, TRANSFER, reason, by)
    Transfer.objects.create(
        clue=clue,
        motion=motion,
        from_unit=clue.holder,
        unit=to.unit,
        organ=to.organ.strip(),
        returns=returns,
        values=found.values,
        proposed=found.unit,
        proposed_organ=found.organ,
        override_reason="" if found.follows(to.unit) else to.override_reason.strip(),
    )
    put_forward(motion, TRANSFER)


def _check(clue: Clue, to: Receiver) -> None:
    if bool(to.unit) == bool(to.organ.strip()):
        said = _("Name either a unit of the hub or an organ outside.")
        raise Invalid({"unit": [said]}, code="one-organ")
    if to.unit is not None and to.unit == clue.holder:
        raise Invalid({"unit": [_("This unit has the clue already.")]}, code="has-it")
    if to.unit and not Person.objects.holding(group__unit=to.unit, group__role=Role.CUSTODIAN).exists():
        raise Invalid({"unit": [_("This unit has no clue custodian who could sign for it.")]})
    if not jurisdiction_of(clue).follows(to.unit) and not to.override_reason.strip():
        said = _("Jurisdiction names another organ: please say why this one.")
        raise Invalid({"override_reason": [said]}, code="override-reason")
