"""The page of one clue, and the steps that are taken from it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views import View
from django.views.generic import TemplateView

from clues.allegations import alleged_in, is_told_by
from clues.kin import kin_of
from clues.letter_standing import framing_about
from clues.models import Clue, ClueReport, InquiryLetter, Letter, Referral, Subject
from clues.policies.clues import (
    may_add_allegation,
    may_handle,
    may_issue_inquiry,
    may_manage,
    may_report_upward,
)
from clues.previews import opened_by_push
from clues.related import related_of
from clues.steps import Step, next_steps, possible
from clues.timing import timing_of
from clues.tones import tone_of
from clues.transfers import decide_by, transfers_of
from clues.views.readers import LooksMixin, ReadersMixin
from hub.access.looks import note_look
from hub.access.models import What
from hub.approvals.models import Approval, Seat
from hub.approvals.terms import Outcome
from hub.events.history import history_of
from hub.events.meanwhile import meanwhile
from hub.kernel.errors import NotVisible, PreconditionRequired, Stale
from hub.kernel.keyset import key_in
from hub.kernel.transitions import expect, locked
from hub.kernel.views import ActionFormView, SignedInMixin
from hub.kernel.working_time import days_until
from hub.rules.models import Level


class ClueMixin(SignedInMixin):
    """Pages of one clue that the person may see; a refusal leads back to the clue itself."""

    kwargs: dict[str, Any]

    @cached_property
    def clue(self) -> Clue:
        clue = (
            Clue.objects.visible_to(self.person)
            .filter(number=self.kwargs["number"])
            .select_related(
                "classification", "category", "subject", "holder", "target", "office", "initiator"
            )
            .first()
        )
        if clue is None:
            raise NotVisible
        self.request.look_at = clue.get_absolute_url()  # type: ignore[attr-defined]
        return clue

    @property
    def level(self) -> Level:
        return self.clue.classification

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        clue = self.clue
        context: dict[str, Any] = super().get_context_data(  # type: ignore[misc]
            clue=clue, level=self.level, tone=tone_of(clue.state), **kwargs
        )
        return context


class ClueDetail(ClueMixin, TemplateView):
    template_name = "clues/clue_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        clue, person = self.clue, self.person
        note_look(self.request, clue, What.PAGE)
        custody = clue.custodies.filter(received_at__isnull=False, returned_at=None).last()
        follow_ups = list(clue.follow_ups.select_related("by"))
        until = decide_by(clue)
        kin = kin_of(clue, person)
        allegations = alleged_in(clue, kin, person)
        return super().get_context_data(
            subject=Subject.objects.with_standing().get(pk=clue.subject_id),
            letters=Letter.objects.visible_to(person).filter(clues=clue).order_by("pk"),
            held_since=custody.received_at if custody else clue.registered_at,
            handlers=[
                each.person for each in clue.assignments.filter(ended_at=None).select_related("person")
            ],
            timing=timing_of(clue),
            referral=Referral.objects.filter(clue=clue).select_related("sender").first(),
            transfers=transfers_of(clue),
            decide_by=until,
            decide_days=days_until(until),
            report=ClueReport.objects.filter(clue=clue).select_related("rule", "by").first(),
            may_report=may_report_upward(clue, person),
            proposal=clue.proposals.select_related("rule", "proposed", "chosen").last(),
            opinion=clue.opinions.select_related("way", "by").last(),
            result=clue.results.select_related("by").last(),
            feedback=clue.feedbacks.last(),
            hold=clue.holds.open().select_related("by").last(),
            follow_ups=follow_ups,
            inquiries=InquiryLetter.objects.about(clue)
            .select_related("office", "by", "answer_by")
            .prefetch_related("copies"),
            may_issue=may_issue_inquiry(clue, person).allowed,
            stages=clue.stages.select_related("what", "by"),
            may_handle=may_handle(clue, person),
            owed=[each.get_task_display() for each in follow_ups if each.told_on is None],
            framing=framing_about(clue),
            kin=kin,
            allegations=allegations,
            summary="" if is_told_by(clue, allegations) else clue.summary,
            may_allege=may_add_allegation(clue, person),
            related=related_of(clue, person),
            history=history_of(clue),
            may_manage=may_manage(clue, person),
            **self._steps(),
            **self._approvals(),
            **kwargs,
        )

    def _steps(self) -> dict[str, Any]:
        """What leads on, what leads aside, and what is refused with the reason."""
        steps = next_steps(self.clue, self.person)
        may = [action_for(step, self.clue, verdict) for step, verdict in steps if verdict]
        return {
            "actions": [action for action in may if action["style"]],
            "side_roads": [action for action in may if not action["style"]],
            "refused": [(step, verdict) for step, verdict in steps if not verdict],
        }

    def _approvals(self) -> dict[str, Any]:
        approvals = list(Approval.objects.about(self.clue).select_related("chain"))
        running = next((each for each in approvals if each.outcome == Outcome.RUNNING), None)
        seats = Seat.objects.in_open_step(running) if running else Seat.objects.none()
        asked = seats.held_by(self.person).exclude(step__approval__initiator=self.person)
        return {"approvals": approvals, "running": running, "asked": asked.exists()}


class ClueChanged(ClueMixin, View):
    """Asked with every notice: says that the clue is not what the page shows, or nothing."""

    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        if key_in(request.GET.get("version", "")) == self.clue.version:
            return HttpResponse(status=204)
        return render(request, "clues/clue_changed.html", {"clue": self.clue})


class ClueReaders(ReadersMixin, ClueMixin, TemplateView):
    """Who can see the clue, or could on a day."""

    @property
    def matter(self) -> Clue:
        return self.clue


class ClueLooks(LooksMixin, ClueMixin, TemplateView):
    """Who looked at the clue or at letters of it, as far as the person sees these."""

    @property
    def matters(self) -> list[Any]:
        return [self.clue, *Letter.objects.visible_to(self.person).filter(clues=self.clue).order_by("pk")]


class StepView(ClueMixin, ActionFormView):
    """One step: its form, then its action on exactly the version the person has seen."""

    step: Step = None  # type: ignore[assignment]

    def permit(self) -> None:
        possible(self.step, self.clue, self.person)

    def meanwhile(self) -> dict[str, str]:
        return meanwhile(self.clue)

    def get_template_names(self) -> list[str]:
        return [self.step.form.template]

    def get_form_class(self) -> Any:
        return self.step.form

    def get_form_kwargs(self) -> dict[str, Any]:
        needs_person = {"by": self.person} if self.step.form.for_person else {}
        return super().get_form_kwargs() | {"clue": self.clue} | needs_person

    def act(self, form: Any) -> Clue:
        version = form.cleaned_data["version"]
        if version is None:
            raise PreconditionRequired
        with locked(Clue.objects.visible_to(self.person), pk=self.clue.pk) as clue:
            expect(clue, version)
            return self.step.action(clue.number, by=self.person, **form.arguments())

    def form_valid(self, form: Any) -> HttpResponse:
        """On a clue that changed, the form comes again, while the step is still possible."""
        try:
            return super().form_valid(form)
        except Stale as late:
            del self.clue
            self.permit()
            form.data = form.data.copy()
            form.data["version"] = self.clue.version
            context = self.get_context_data(form=form, late=late, happened=self.meanwhile())
            return self.render_to_response(context, status=late.status)

    @property
    def done(self) -> Any:  # type: ignore[override]
        return self.step.done

    def after(self, made: Clue) -> str:
        """Back to the clue, unless the step took it out of the person's sight."""
        still_seen = Clue.objects.visible_to(self.person).filter(pk=made.pk).exists()
        return made.get_absolute_url() if still_seen else reverse("home")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        opens_to = opened_by_push(self.clue) if self.step.slug == "push" else None
        return super().get_context_data(step=self.step, opens_to=opens_to, **kwargs)


def action_for(step: Step, clue: Clue, verdict: Any) -> dict[str, Any]:
    """A step as templates/parts/action.html shows it."""
    return {
        "key": step.slug,
        "label": step.label,
        "verdict": verdict,
        "url": reverse(f"clues:clue-{step.slug}", args=[clue.number]),
        "style": step.style,
        "confirm": step.confirm,
        "hidden": {"version": clue.version},
        "page": not step.confirm,
    }
