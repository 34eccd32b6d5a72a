"""The steps of a clue that people take by hand, and who can take which now."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from clues.flow import ClueFlow
from clues.models import Clue
from clues.steps.moves import MOVES
from clues.steps.recusals import RECUSALS
from clues.steps.shape import Step as Step
from clues.steps.way import WAY
from hub.approvals.sheets import returned_to
from hub.kernel.errors import Conflict
from hub.kernel.transitions import available, check
from hub.kernel.verdict import Verdict

STEPS = [*WAY, *MOVES, *RECUSALS]
_BY_TRANSITION = {step.transition: step for step in STEPS}


def possible(step: Step, clue: Clue, person: Person) -> None:
    """Raise what taking the step would raise, before anything is typed."""
    check(getattr(ClueFlow(clue), step.transition), by=person)
    if step.after_return and not returned_to(clue, person):
        raise Conflict(_("Nobody has returned this to you."), code="not-returned")


def next_steps(clue: Clue, person: Person) -> list[tuple[Step, Verdict]]:
    """The steps that leave the clue's present state, each with the verdict for the person."""
    returned = returned_to(clue, person)
    found = ((_BY_TRANSITION.get(name), verdict) for name, verdict in available(ClueFlow(clue), person))
    return [(step, verdict) for step, verdict in found if step and (returned or not step.after_return)]
