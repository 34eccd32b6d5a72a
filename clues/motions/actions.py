"""Two-person signs: one proposes something about a clue, with a reason, and others agree or refuse."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts.models import Person
from clues.apart.compartments import chain_for
from clues.clue.actions import save
from clues.clue.models.clues import Clue
from clues.motions.models import Motion
from clues.motions.purposes import KindOfMotion
from hub.access.readers import readers_of
from hub.approvals.actions import submit_for_approval
from hub.events.actions import record
from hub.kernel.errors import Conflict, demand_reason


def draw_motion(clue: Clue, of: KindOfMotion, reason: str, by: Person) -> Motion:
    """Write down what is proposed about the (locked) clue; `put_forward` follows. The reason is required.

    Raises Invalid without one, Conflict while something else that was proposed is not decided.
    """
    if clue.motions.open().exists():
        said = _("Something that was proposed about this clue is not decided yet.")
        raise Conflict(said, code="proposed-already")
    demand_reason(reason)
    motion: Motion = clue.motions.create(kind=of.kind, reason=reason.strip(), by=by)
    save(clue)
    return motion


def put_forward(motion: Motion, of: KindOfMotion, *, chain: str = "") -> None:
    """Ask for approval, by the chain of the motion's kind or by another one of its code."""
    clue = motion.clue
    code = chain_for(clue, of.purpose.code, chain)
    submit_for_approval(clue, purpose=of.purpose, by=motion.by, chain_code=code)
    record(of.told, by=motion.by, of=clue, to=readers_of(clue), data={"motion": motion.pk})
