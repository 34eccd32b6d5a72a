"""What every action on a running approval has in its hands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from accounts.models import Person
from hub.approvals.kinds import Kind
from hub.approvals.models import Approval, Snapshot, Step
from hub.approvals.purposes import Purpose, digest_of, seen_by_step
from hub.events.actions import record


@dataclass(frozen=True, slots=True)
class Turn:
    """The locked approval, the locked row, its purpose, the actor.

    The row stays as it is while the turn lasts, so its content is put together once. by_clock: time has run
    out and nobody acts; `by` only stands for who asked for the approval.
    """

    approval: Approval
    row: Any
    purpose: Purpose
    by: Person
    by_clock: bool = False
    _content: list[dict[str, Any]] = field(default_factory=list)
    _snapshots: dict[str, Snapshot] = field(default_factory=dict)

    @property
    def doer(self) -> Person | None:
        """Whom ledger and grants name."""
        return None if self.by_clock else self.by

    def content(self) -> dict[str, Any]:
        if not self._content:
            self._content.append(self.purpose.content(self.row))
        return self._content[0]

    def snapshot(self, step: Step) -> Snapshot:
        """What the step shows of the row now."""
        content = seen_by_step(self.content(), step.hidden)
        digest = digest_of(content)
        if digest not in self._snapshots:
            self._snapshots[digest], _new = Snapshot.objects.get_or_create(
                approval=self.approval, digest=digest, defaults={"content": content}
            )
        return self._snapshots[digest]

    def note(self, kind: Kind, *, to: Any = (), step: Step | None = None, **data: Any) -> None:
        """Write what happened into the ledger of the row and tell `to`."""
        place = {"approval": self.approval.pk} | ({"step": step.position} if step else {})
        record(kind, by=self.doer, of=self.row, to=to, data=place | data)
