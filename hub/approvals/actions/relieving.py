"""A running approval after somebody became recused from its matter, or left the post it waits for."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from accounts.models import Person, Post
from hub.access.models import Governed
from hub.approvals.actions.asking import ask, settle_succession
from hub.approvals.actions.turn import Turn
from hub.approvals.hand import take
from hub.approvals.models import Approval, Seat
from hub.approvals.purposes import purpose_of
from hub.approvals.terms import Outcome, StepState
from hub.kernel.transitions import locked


def relieve(row: Governed, *, by: Person | None) -> None:
    """Pass on what the recused hold in the open step of the (locked) row's approval; `by` None: nobody acts.

    Steps still to come are seen to when they open.
    """
    running = Approval.objects.about(row).filter(outcome=Outcome.RUNNING).first()
    if running is None:
        return
    hand = take(running.pk)
    step = hand.open_step
    if step is None:
        return
    actor = by or hand.approval.initiator
    turn = Turn(hand, row, purpose_of(running.purpose), actor, by_clock=by is None)
    if seats := settle_succession(turn, step):
        ask(turn, step, seats)


def relieve_vacant() -> int:
    """Pass on the open seats of people who hold no post any more, and of groups that have nobody; returns how
    many approvals it went through."""
    posts = Post.objects.valid()
    nobody = ~Exists(posts.filter(person=OuterRef("person"))) & ~Exists(posts.filter(group=OuterRef("group")))
    vacant = Seat.objects.open().filter(nobody, step__state=StepState.OPEN)
    approvals = Approval.objects.filter(pk__in=vacant.values("step__approval")).order_by("pk")
    matters = list(approvals.values_list("purpose", "of_id"))
    for purpose, of_id in matters:
        with locked(purpose_of(purpose).model, pk=of_id) as row:
            relieve(row, by=None)
    return len(matters)
