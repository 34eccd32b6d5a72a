"""What every action on a running approval has in its hands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from accounts.models import Person
from hub.approvals.hand import Hand
from hub.approvals.kinds import Kind
from hub.approvals.models import Absence, Approval, Seat, Snapshot, Step
from hub.approvals.present import Holder, Present, Somebody, present_for
from hub.approvals.purposes import Purpose, digest_of, seen_by_step
from hub.events.actions import record


@dataclass(frozen=True)
class Turn:
    """The approval in hand, its row locked; the locked matter, its purpose, the actor.

    The matter stays as it is while the turn lasts, so its content is put together once, and who is there for
    a seat is asked once. by_clock: time has run out and nobody acts; `by` only stands for who asked for the
    approval.
    """

    hand: Hand
    row: Any
    purpose: Purpose
    by: Person
    by_clock: bool = False
    _digests: dict[tuple[str, ...], str] = field(default_factory=dict)
    _present: dict[frozenset[Holder], Present] = field(default_factory=dict)

    @property
    def approval(self) -> Approval:
        return self.hand.approval

    @property
    def doer(self) -> Person | None:
        """Whom ledger and grants name."""
        return None if self.by_clock else self.by

    @cached_property
    def content(self) -> dict[str, Any]:
        return self.purpose.content(self.row)

    @cached_property
    def stands_in(self) -> list[Absence]:
        """For whom the actor signs today, of what such a matter is approved for."""
        absences = self.by.stands_in.in_force().covering(self.approval.purpose)
        return list(absences.select_related("person"))

    def digest(self, step: Step) -> str:
        """Of what the step shows of the row now."""
        hidden = tuple(step.hidden)
        if hidden not in self._digests:
            self._digests[hidden] = digest_of(seen_by_step(self.content, hidden))
        return self._digests[hidden]

    def snapshot(self, step: Step) -> Snapshot:
        """What the step shows of the row now, kept once for all who sign it."""
        digest = self.digest(step)
        kept = (signature.snapshot for signature in self.hand.signatures.values())
        known = next((snapshot for snapshot in kept if snapshot.digest == digest), None)
        if known is not None:
            return known
        content = seen_by_step(self.content, step.hidden)
        return Snapshot.objects.create(approval=self.approval, digest=digest, content=content)

    def present(self, holders: Iterable[Holder]) -> Present:
        """Who is there for the holders."""
        asked = frozenset(holders)
        known = next((present for known, present in self._present.items() if asked <= known), None)
        return known or self.know(asked, present_for(self.row, asked))

    def know(self, holders: Iterable[Holder], present: Present) -> Present:
        """Who is there for them has been asked already."""
        self._present[frozenset(holders)] = present
        return present

    def people(self, keys: Iterable[int]) -> list[Somebody]:
        """These of whoever was asked about so far."""
        known = {each.pk: each for present in self._present.values() for each in present.people}
        return [known[key] for key in keys]

    def note(self, kind: Kind, *, to: Any = (), step: Step | None = None, **data: Any) -> None:
        """Write what happened into the ledger of the row and tell `to`."""
        place = {"approval": self.approval.pk} | ({"step": step.position} if step else {})
        record(kind, by=self.doer, of=self.row, to=to, data=place | data)


def holders_of_seats(seats: Iterable[Seat]) -> list[Holder]:
    """Who holds them, and who has claimed them."""
    return [
        holder
        for seat in seats
        for holder in (seat.holder, *([("person", seat.claimed_by_id)] if seat.claimed_by_id else []))
    ]
