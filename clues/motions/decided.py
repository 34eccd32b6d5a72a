"""What follows when a motion about a clue is decided. Runs in the last signer's transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import Person
from clues.clue.models.clues import Clue
from clues.motions.kinds import Kind
from clues.motions.models import Motion
from clues.motions.terms import MotionKind
from hub.access.readers import readers_of
from hub.approvals.terms import Outcome
from hub.events.actions import record

Follows = Callable[[Motion, Clue, Person], None]


def _nothing(motion: Motion, clue: Clue, by: Person) -> None:
    return


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a capability says of its kind of motion about the (locked) clue.

    possible: whether an approved motion can still be carried out. carry: what follows then, with its line of
    the ledger. drop: what follows beside the line where it is not carried out.
    """

    possible: Callable[[Motion, Clue], bool]
    carry: Follows
    drop: Follows = _nothing


_consequences: dict[str, Consequence] = {}


def declare_consequence(kind: MotionKind, consequence: Consequence) -> None:
    """Say what follows from a kind of motion; each is declared once, where its purpose is."""
    if kind in _consequences:
        raise ValueError(f"motion {kind} is declared twice")
    _consequences[kind] = consequence


def consequence_of(kind: str) -> Consequence:
    return _consequences[kind]


def motion_decided(clue: Clue, outcome: Outcome, by: Person) -> None:
    """Carry out the open motion about the (locked) clue, unless it was refused or the clue has gone on."""
    motion = clue.motions.open().select_for_update(of=("self",)).get()
    follows = consequence_of(motion.kind)
    motion.carried = outcome == Outcome.APPROVED and follows.possible(motion, clue)
    if motion.carried:
        follows.carry(motion, clue, by)
    else:
        follows.drop(motion, clue, by)
        record(Kind.MOTION_DROPPED, by=by, of=clue, to=readers_of(clue), data={"motion": motion.pk})
    motion.decided_at = timezone.now()
    motion.save(update_fields=["carried", "decided_at"])
