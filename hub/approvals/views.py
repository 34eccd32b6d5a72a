"""The approval sheet: what is signed, who signed it, and the decision of whoever reads it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hub.access.looks import shown
from hub.access.models import What
from hub.approvals import actions
from hub.approvals.forms import DecisionForm
from hub.approvals.models import Approval, Seat
from hub.approvals.policies import may_sign
from hub.approvals.purposes import Purpose, purpose_of
from hub.approvals.sheets import steps_of, subject_of_decision
from hub.approvals.terms import Outcome, SeatState, StepKind
from hub.kernel.errors import Conflict, NotVisible
from hub.kernel.verdict import Verdict, deny
from hub.kernel.views import ActionFormView

_ACTIONS = {
    SeatState.APPROVED: actions.sign,
    SeatState.RETURNED: actions.return_to_initiator,
    SeatState.REJECTED: actions.reject,
}
_TONES = {Outcome.RUNNING: "waiting", Outcome.APPROVED: "good", Outcome.REJECTED: "stopped"}


class Sheet(ActionFormView):
    """GET shows the sheet, POST decides. It is open to whoever may see the matter."""

    template_name = "approvals/sheet.html"
    form_class = DecisionForm

    @cached_property
    def approval(self) -> Approval:
        approval = Approval.objects.filter(pk=self.kwargs["pk"]).select_related("chain", "initiator").first()
        if approval is None:
            raise NotVisible
        return approval

    @property
    def purpose(self) -> Purpose:
        return purpose_of(self.approval.purpose)

    @cached_property
    def matter(self) -> Any:
        rows = self.purpose.model.objects.visible_to(self.person).select_related("classification")
        matter = rows.filter(pk=self.approval.of_id).first()
        if matter is None:
            raise NotVisible
        return matter

    def act(self, form: Any) -> Approval:
        decision, digest, opinion = (form.cleaned_data[name] for name in ("decision", "digest", "opinion"))
        return _ACTIONS[SeatState(decision)](self.approval.pk, by=self.person, digest=digest, opinion=opinion)

    def form_valid(self, form: Any) -> HttpResponse:
        """Somebody who comes too late is shown the sheet as it is now, with what happened."""
        try:
            return super().form_valid(form)
        except Conflict as conflict:
            del self.approval
            context = self.get_context_data(form=form, conflict=conflict)
            return self.render_to_response(context, status=conflict.status)

    @property
    def done(self) -> str:  # type: ignore[override]
        return _("Your decision on %(number)s is recorded.") % {"number": self.matter.number}

    def after(self, made: Approval) -> str:
        return reverse("home")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown(self.request, self.matter, What.SHEET, self.approval.pk)
        seat, verdict = self._seat()
        subject = subject_of_decision(self.approval, self.matter)
        return super().get_context_data(
            approval=self.approval,
            matter=self.matter,
            level=self.matter.classification,
            title=self.purpose.title,
            outcome_tone=_TONES.get(Outcome(self.approval.outcome), ""),
            lines=self.purpose.lines(subject.content),
            digest=subject.digest,
            steps=steps_of(self.approval, subject.digest),
            seat=seat,
            revision=seat is not None and seat.step.kind == StepKind.REVISE,
            verdict=verdict,
            **kwargs,
        )

    def _seat(self) -> tuple[Seat | None, Verdict]:
        seat = Seat.objects.in_open_step(self.approval).held_by(self.person).order_by("pk").first()
        if seat is None:
            return None, deny("not_your_seat", _("Your signature is not asked for at present."))
        return seat, may_sign(seat, self.person)
