"""The approval sheet: what is signed, who signed it, and the decision of whoever reads it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hub.access.looks import note_look
from hub.access.models import What
from hub.approvals import steps
from hub.approvals.forms.decisions import DecisionForm, OpinionForm
from hub.approvals.models import Approval, Seat
from hub.approvals.moves import moves_of, removable
from hub.approvals.policies import holds_seat
from hub.approvals.sheets import differences, earlier_steps, steps_of, talk_of
from hub.approvals.terms import Outcome, SeatState, StepKind
from hub.approvals.views.moves import offered
from hub.approvals.views.parts import ApprovalPage, Latecomers
from hub.kernel.verdict import Verdict, deny
from hub.kernel.views import ActionFormView
from hub.steps.taking import take

_TONES = {Outcome.RUNNING: "waiting", Outcome.APPROVED: "good", Outcome.REJECTED: "stopped"}
# What deciding is called among the moves, by the kind of step.
_STEPS = {
    SeatState.APPROVED: steps.APPROVE,
    SeatState.RETURNED: steps.RETURN,
    SeatState.REJECTED: steps.REJECT,
}
_DECIDES = {StepKind.SIGN: "approve", StepKind.ADVISE: "advise"}


class Sheet(Latecomers, ApprovalPage, ActionFormView):
    """GET shows the sheet, POST decides. It is open to whoever may see the matter."""

    template_name = "approvals/sheet.html"
    fields = {"step": "to"}

    @property
    def advises(self) -> bool:
        return self.seat is not None and self.seat.step.kind == StepKind.ADVISE

    def get_form_class(self) -> Any:
        return OpinionForm if self.advises else DecisionForm

    def get_form_kwargs(self) -> dict[str, Any]:
        earlier = list(earlier_steps(self.seat)) if self.seat is not None else []
        return super().get_form_kwargs() | {"earlier": earlier}

    def act(self, form: Any) -> Approval:
        given = form.cleaned_data
        digest, said = given["digest"], {"digest": given["digest"], "opinion": given["opinion"]}
        if given["decision"] == SeatState.RETURNED and given["to"] is not None:
            step, said = steps.RETURN_TO_STEP, said | {"step_id": given["to"]}
        else:
            step = _STEPS[given["decision"]]
        expect = partial(step.of.expect, version=digest)
        taken = take(step, self.approval.pk, by=self.person, expect=expect, typed=lambda row: said)
        return taken.row.approval

    @property
    def done(self) -> str:  # type: ignore[override]
        return _("Your decision on %(number)s is recorded.") % {"number": self.matter.number}

    def after(self, made: Approval) -> str:
        return reverse("home")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        note_look(self.request, self.matter, What.SHEET, self.approval.pk)
        moves = moves_of(self.approval, self.person)
        seat, talk = self.seat, talk_of(self.approval, self.person)
        copies = [each for each in talk.copies if each.person_id == self.person.pk]
        return super().get_context_data(
            title=self.purpose.title,
            outcome_tone=_TONES.get(Outcome(self.approval.outcome), ""),
            lines=self.purpose.lines(self.subject.content),
            differences=differences(seat, self.subject) if seat is not None else [],
            steps=steps_of(self.approval, self.subject.digest),
            removable=removable(self.approval, self.person),
            seat=seat,
            advises=self.advises,
            revision=seat is not None and seat.step.kind == StepKind.REVISE,
            verdict=self._verdict(moves),
            copy=next((each for each in copies if each.read_at is None), None),
            talk=talk,
            **offered(moves, self.row),
            **kwargs,
        )

    def _verdict(self, moves: dict[str, Verdict]) -> Verdict:
        """Whether the person decides now."""
        if self.seat is not None and self.seat.step.kind in _DECIDES:
            return moves[_DECIDES[StepKind(self.seat.step.kind)]]
        return self._not_asked()

    def _not_asked(self) -> Verdict:
        """Why not: a colleague of the same group may have taken the seat on."""
        nothing = deny("not_your_seat", _("Your signature is not asked for at present."))
        groups = self.person.reader().group_ids
        seats = Seat.objects.in_open_step(self.approval).filter(group__in=groups)
        verdicts = (holds_seat(seat, self.person) for seat in seats)
        return next((verdict for verdict in verdicts if verdict.code == "claimed"), nothing)
