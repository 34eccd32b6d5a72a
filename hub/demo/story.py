"""The main job before your eyes: one clue from its letter to its conclusion, the others left on the way."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from accounts.charges import in_charge_of
from accounts.models import Person, Unit
from accounts.terms import Role, UnitKind
from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from clues.custody.models import Custody
from clues.letters.models.letters import Letter
from clues.reporters.models import Feedback
from clues.routing.models import RoutingProposal
from hub.demo.listening import Listeners
from hub.demo.walk import holder, step

Say = Callable[[str], None]

# Where the demo leaves the clues after the first, so that every list has something in it.
RESTING = [
    ClueState.REGISTERED, ClueState.PROPOSED, ClueState.PUSHED, ClueState.SIGNED, ClueState.ASSIGNED,
    ClueState.OPINION, ClueState.IN_DISPOSAL, ClueState.ANSWERED, ClueState.CONCLUDED,
]  # fmt: skip


def tell(say: Say, listeners: Listeners) -> None:
    """Walk the first clue to its end, wherever it stood, and say each step."""
    clue = Clue.objects.order_by("pk")[0]
    for person in _audience():
        listeners.add(person)
    say(f"{clue.number} · {clue.title}")
    while clue.state != ClueState.CONCLUDED:
        before = listeners.heard
        told = step(clue)
        clue.refresh_from_db()
        time.sleep(0.15)  # long enough for the pages to hear of it before the next line is printed
        say(f"{told.by} {told.what} → {clue.get_state_display()} ({listeners.heard - before} live)")


def spread() -> None:
    """Walk the other clues to where the demo leaves them."""
    for number, clue in enumerate(Clue.objects.order_by("pk")[1:]):
        goal = RESTING[number % len(RESTING)]
        order = list(ClueState)
        while order.index(ClueState(clue.state)) < order.index(goal):
            step(clue)
            clue.refresh_from_db()


@dataclass(frozen=True, slots=True)
class Tally:
    """What stands in the database after the story."""

    letters: int
    clues: int
    routed: int
    approved: int
    signed: int
    answered: int


def tally() -> Tally:
    routed = RoutingProposal.objects.values("clue").distinct()
    return Tally(
        letters=Letter.objects.count(),
        clues=Clue.objects.count(),
        routed=routed.count(),
        approved=Clue.objects.exclude(state__in=[ClueState.REGISTERED, ClueState.PROPOSED]).count(),
        signed=Custody.objects.exclude(received_at=None).count(),
        answered=Feedback.objects.values("clue").distinct().count(),
    )


def _audience() -> list[Person]:
    """The people of the story whose pages are open: everybody the first clue passes."""
    people = list(Person.objects.holding(group__unit__code="team-1").order_by("pk"))
    leaders = in_charge_of(Unit.objects.get(code="team-1"))
    return [
        *people,
        holder(Role.REGISTRAR, kind=UnitKind.PETITION),
        holder(Role.CASE_MANAGER, kind=UnitKind.CASE_MANAGEMENT),
        holder(Role.OFFICE_HEAD, kind=UnitKind.CASE_MANAGEMENT),
        holder(Role.PRINCIPAL_LEADER, kind=UnitKind.LEADERSHIP),
        *Person.objects.holding(group=leaders),
    ]
