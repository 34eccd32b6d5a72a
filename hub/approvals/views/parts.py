"""What pages of one approval have in common: the gate, and what is shown to whoever comes too late."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from hub.approvals.models import Approval, Seat
from hub.approvals.purposes import Purpose, purpose_of
from hub.approvals.sheets import Content, seat_asked, subject_of_decision
from hub.kernel.errors import Conflict, HubError, NotAllowed, NotVisible, Stale
from hub.kernel.views import ActionFormView, SignedInMixin


class ApprovalMixin(SignedInMixin):
    """Pages of one approval, for whoever sees its matter."""

    kwargs: dict[str, Any]

    @cached_property
    def _opened(self) -> tuple[Approval, Any]:
        """The approval and its matter, never one without the other: hidden and absent are one."""
        related = ("chain", "initiator", "ended_by")
        approval = Approval.objects.filter(pk=self.kwargs["pk"]).select_related(*related).first()
        model = purpose_of(approval.purpose).model if approval else None
        rows = model.objects.visible_to(self.person).select_related("classification") if model else None
        matter = rows.filter(pk=approval.of_id).first() if rows is not None and approval else None
        if approval is None or matter is None:
            raise NotVisible
        self.request.look_at = self.sheet_url  # type: ignore[attr-defined]
        return approval, matter

    @property
    def approval(self) -> Approval:
        return self._opened[0]

    @property
    def matter(self) -> Any:
        return self._opened[1]

    @property
    def purpose(self) -> Purpose:
        return purpose_of(self.approval.purpose)

    @cached_property
    def seat(self) -> Seat | None:
        """The seat the person can take in the open step."""
        return seat_asked(self.approval, self.person)

    @cached_property
    def subject(self) -> Content:
        """What the person sees of what is signed."""
        return subject_of_decision(self.approval, self.matter, self.seat)

    @property
    def sheet_url(self) -> str:
        return reverse("approvals:sheet", args=[self.kwargs["pk"]])

    @property
    def level(self) -> Any:
        return self.matter.classification

    def forget(self) -> None:
        """What was read before somebody else acted."""
        for name in ("_opened", "seat", "subject"):
            self.__dict__.pop(name, None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(  # type: ignore[misc]
            approval=self.approval,
            matter=self.matter,
            level=self.level,
            digest=self.subject.digest,
            **kwargs,
        )
        return context


class ApprovalForm(ApprovalMixin, ActionFormView):
    """A form about one approval. Whoever comes too late keeps what they typed and is told what happened."""

    def meanwhile(self) -> dict[str, str]:
        """Who ended the approval and why, where it has an end that nobody signed."""
        ended = self.approval
        if ended.ended_by is None:
            return {}
        return {"what": ended.get_outcome_display(), "by": str(ended.ended_by), "why": ended.end_reason}

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except (Conflict, NotAllowed, Stale) as refusal:
            return self.too_late(form, refusal)

    def too_late(self, form: Any, refusal: HubError) -> HttpResponse:
        """The form again, or what was typed where it is not open to the person any more."""
        self.forget()
        try:
            self.permit()
        except HubError:
            return self.kept(form, refusal)
        context = self.get_context_data(form=form, late=refusal, happened=getattr(refusal, "happened", {}))
        return self.render_to_response(context, status=refusal.status)
