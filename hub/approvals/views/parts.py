"""What pages of one approval have in common, and what is shown to whoever comes too late."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from hub.approvals.models import Approval, Seat
from hub.approvals.opened import Opened
from hub.approvals.purposes import Purpose
from hub.approvals.rows import APPROVAL
from hub.approvals.sheets import Content
from hub.kernel.errors import Conflict, HubError, NotAllowed, Stale
from hub.steps.pages import RowPage


class ApprovalPage(RowPage):
    """Pages of one approval, for whoever sees its matter."""

    rows = APPROVAL
    row: Opened  # type: ignore[assignment]

    @property
    def approval(self) -> Approval:
        return self.row.approval

    @property
    def matter(self) -> Any:
        return self.row.matter

    @property
    def purpose(self) -> Purpose:
        return self.row.purpose

    @property
    def seat(self) -> Seat | None:
        return self.row.seat

    @property
    def subject(self) -> Content:
        return self.row.subject

    @property
    def sheet_url(self) -> str:
        return self.rows.place(self.row)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        known = {"matter": self.matter, "digest": self.subject.digest, "sheet_url": self.sheet_url}
        return super().get_context_data(**known, **kwargs) | {"approval": self.approval}


class Latecomers:
    """Beside a form about one approval. Whoever comes too late keeps what they typed and is told what
    happened."""

    def meanwhile(self) -> dict[str, str]:
        """Who ended the approval and why, where it has an end that nobody signed."""
        ended: Approval = self.approval  # type: ignore[attr-defined]
        if ended.ended_by is None:
            return {}
        return {"what": ended.get_outcome_display(), "by": str(ended.ended_by), "why": ended.end_reason}

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        except (Conflict, NotAllowed, Stale) as refusal:
            return self.again(form, refusal)
        return answer

    def again(self, form: Any, refusal: HubError) -> HttpResponse:
        """The form again, or what was typed where it is not open to the person any more."""
        self.__dict__.pop("row", None)
        try:
            self.permit()  # type: ignore[attr-defined]
        except HubError:
            kept: HttpResponse = self.kept(form, refusal)  # type: ignore[attr-defined]
            return kept
        happened = getattr(refusal, "happened", {})
        context = self.get_context_data(form=form, late=refusal, happened=happened)  # type: ignore[attr-defined]
        shown: HttpResponse = self.render_to_response(context, status=refusal.status)  # type: ignore[attr-defined]
        return shown
