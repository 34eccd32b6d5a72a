"""Proposing that the ledger line of a clue be closed, or that it be struck from the ledger."""

from __future__ import annotations

from accounts.models import Person
from clues.actions.motions import draw_motion, put_forward
from clues.flow import ClueFlow
from clues.kinds import CONCLUDE
from clues.models import Clue
from clues.purposes.closing import CONCLUSION, STRIKING
from hub.duties.actions import close_duties
from hub.kernel.transitions import enter, locked


def propose_conclusion(number: str, *, reason: str, by: Person) -> Clue:
    """Propose to close the ledger line of a clue whose result was fed back."""
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).propose_conclusion, by=by)
        close_duties(CONCLUDE, of=clue, by=by)
        put_forward(draw_motion(clue, CONCLUSION, reason, by), CONCLUSION)
        return clue


def propose_striking(number: str, *, reason: str, by: Person) -> Clue:
    """Propose to strike the clue from the ledger. Its row stays, and its number is never given again."""
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).propose_striking, by=by)
        put_forward(draw_motion(clue, STRIKING, reason, by), STRIKING)
        return clue
