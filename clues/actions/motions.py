"""Two-person signs: one proposes something about a clue, with a reason, and others agree or refuse."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts.models import Person
from clues.actions.decisions import save
from clues.compartments import chain_for
from clues.flow import ClueFlow
from clues.kinds import CONCLUDE, Kind
from clues.models import Clue, Motion
from clues.purposes.motions import PURPOSES
from clues.terms import MotionKind
from hub.access.readers import readers_of
from hub.approvals.actions import submit_for_approval
from hub.duties.actions import close_duties
from hub.events.actions import record
from hub.kernel.errors import Conflict, Invalid
from hub.kernel.transitions import enter, locked

_TOLD = {
    MotionKind.EXTENSION: Kind.EXTENSION_ASKED,
    MotionKind.SUSPENSION: Kind.SUSPENSION_ASKED,
    MotionKind.CONCLUSION: Kind.CONCLUSION_PROPOSED,
    MotionKind.STRIKING: Kind.STRIKING_PROPOSED,
    MotionKind.TRANSFER: Kind.TRANSFER_PROPOSED,
}


def propose_conclusion(number: str, *, reason: str, by: Person) -> Clue:
    """Propose to close the ledger line of a clue whose result was fed back."""
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).propose_conclusion, by=by)
        close_duties(CONCLUDE, of=clue, by=by)
        put_forward(draw_motion(clue, MotionKind.CONCLUSION, reason, by))
        return clue


def propose_striking(number: str, *, reason: str, by: Person) -> Clue:
    """Propose to strike the clue from the ledger. Its row stays, and its number is never given again."""
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).propose_striking, by=by)
        put_forward(draw_motion(clue, MotionKind.STRIKING, reason, by))
        return clue


def draw_motion(clue: Clue, kind: MotionKind, reason: str, by: Person) -> Motion:
    """Write down what is proposed about the (locked) clue; `put_forward` follows. The reason is required.

    Raises Invalid without one, Conflict while something else that was proposed is not decided.
    """
    if clue.motions.open().exists():
        said = _("Something that was proposed about this clue is not decided yet.")
        raise Conflict(said, code="proposed-already")
    if not reason.strip():
        raise Invalid({"reason": [_("Please give the reason.")]}, code="reason-required")
    motion: Motion = clue.motions.create(kind=kind, reason=reason.strip(), by=by)
    save(clue)
    return motion


def put_forward(motion: Motion, *, chain: str = "") -> None:
    """Ask for approval, by the chain of the motion's kind or by another one of its code."""
    clue, kind = motion.clue, MotionKind(motion.kind)
    code = chain_for(clue, PURPOSES[kind].code, chain)
    submit_for_approval(clue, purpose=PURPOSES[kind], by=motion.by, chain_code=code)
    record(_TOLD[kind], by=motion.by, of=clue, to=readers_of(clue), data={"motion": motion.pk})
