"""Approvals as the rows that their steps are taken on: their version is the content that was seen."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from accounts.models import Person
from hub.approvals.actions.turn import Turn
from hub.approvals.actions.turning import digest_seen, held
from hub.approvals.models import Approval
from hub.approvals.opened import Opened, open_approval
from hub.approvals.purposes import purpose_of
from hub.kernel.errors import Stale
from hub.steps.rows import Rows


@dataclass(frozen=True, slots=True)
class ApprovalRows(Rows):
    """Pages and interface open them as `Opened`; a step has them in hand as a `Turn`."""

    def find(self, person: Person, key: Any) -> Opened:
        return open_approval(key, person)

    def hold(self, person: Person, key: Any) -> AbstractContextManager[Turn]:
        return held(key, person)

    def version_of(self, row: Opened) -> str:
        """The digest of exactly what the person sees."""
        return row.subject.digest

    def tag_of(self, row: Turn) -> str:
        return f'"{digest_seen(row)}"'

    def expect(self, row: Turn, version: str) -> None:
        if digest_seen(row) != version:
            raise Stale

    def place(self, row: Opened) -> str:
        return reverse("approvals:sheet", args=[row.pk])

    def place_after(self, row: Any, person: Person) -> str:
        """Back to the sheet, unless the matter is out of the person's sight."""
        rows = purpose_of(row.approval.purpose).model.objects.visible_to(person)
        return self.place(row) if rows.filter(pk=row.approval.of_id).exists() else reverse(self.away)

    def page_of(self, step: Any) -> str:
        name: str = step.transition.replace("_", "-")
        return name

    def endpoint_of(self, step: Any) -> str:
        name: str = step.transition
        return name


APPROVAL = ApprovalRows(
    model=Approval,
    name="approval",
    app="approvals",
    page="<int:pk>/",
    endpoint="approvals/<int:approval_id>",
    key="pk",
    param="approval_id",
    stamp="digest",
    frame="approvals/frame.html",
)
