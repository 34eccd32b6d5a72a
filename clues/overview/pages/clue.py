"""The page of one clue, and who sees it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View
from django.views.generic import TemplateView

from clues.allegations.alleged import alleged_in, is_told_by
from clues.allegations.policies import may_add_allegation
from clues.clue.kin import kin_of
from clues.clue.policies import may_handle, may_manage
from clues.clue.rows import CLUE
from clues.inquiries.policies import may_issue_inquiry
from clues.inquiries.shapes import sent_about
from clues.letters.models.letters import Letter
from clues.overview.pages.readers import LooksMixin, ReadersMixin
from clues.overview.whole import read_clue
from clues.related.known import related_of
from clues.reporting.policies import may_report_upward
from clues.timing.told import timing_of
from hub.access.looks import note_look
from hub.access.models import What
from hub.approvals.models import Approval, Seat
from hub.approvals.terms import Outcome
from hub.events.history import history_of
from hub.kernel.keyset import key_in
from hub.kernel.working_time import days_until
from hub.steps.offers import action_for, offers_of
from hub.steps.pages import RowPage


class ClueDetail(RowPage, TemplateView):
    rows = CLUE
    template_name = "clues/overview/clue_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        clue, person = self.row, self.person
        note_look(self.request, clue, What.PAGE)
        besides = read_clue(clue)
        custody = _last(each for each in clue.custodies.all() if each.received_at and not each.returned_at)
        follow_ups = clue.follow_ups.all()
        until = next((duty.due_at for duty in besides.decide), None)
        kin = kin_of(clue, person)
        allegations = alleged_in(clue, kin, person)
        return super().get_context_data(
            standing=next(iter(besides.standing), None),
            letters=Letter.objects.visible_to(person).filter(clues=clue).order_by("pk"),
            held_since=custody.received_at if custody else clue.registered_at,
            handlers=[each.person for each in clue.assignments.all() if each.ended_at is None],
            timing=timing_of(clue),
            referral=getattr(clue, "referral", None),
            transfers=[each for each in clue.transfers.all() if each.handed_at],
            outcomes=besides.outcomes,
            decide_by=until,
            decide_days=days_until(until),
            report=getattr(clue, "report", None),
            may_report=may_report_upward(clue, person),
            proposal=_last(clue.proposals.all()),
            opinion=_last(clue.opinions.all()),
            result=_last(clue.results.all()),
            feedback=_last(clue.feedbacks.all()),
            hold=_last(each for each in clue.holds.all() if each.ended_at is None),
            follow_ups=follow_ups,
            inquiries=sent_about(clue),
            may_issue=may_issue_inquiry(clue, person).allowed,
            stages=clue.stages.all(),
            may_handle=may_handle(clue, person),
            owed=[each.get_task_display() for each in follow_ups if each.told_on is None],
            framing=besides.framing,
            kin=kin,
            allegations=allegations,
            summary="" if is_told_by(clue, allegations) else clue.summary,
            may_allege=may_add_allegation(clue, person),
            related=related_of(clue, person),
            history=history_of(clue),
            may_manage=may_manage(clue, person),
            **self._steps(),
            **self._approvals(besides.approvals),
            **kwargs,
        )

    def _steps(self) -> dict[str, Any]:
        """What leads on, what leads aside, and what is refused with the reason."""
        steps = [
            (each.step, each.verdict) for each in offers_of(CLUE.steps, self.row, self.person) if each.open
        ]
        known = [(step, verdict) for step, verdict in steps if step is not None]
        may = [action_for(step, self.row, verdict) for step, verdict in known if verdict]
        return {
            "actions": [action for action in may if action["style"]],
            "side_roads": [action for action in may if not action["style"]],
            "refused": [(step, verdict) for step, verdict in known if not verdict],
        }

    def _approvals(self, approvals: list[Approval]) -> dict[str, Any]:
        running = next((each for each in approvals if each.outcome == Outcome.RUNNING), None)
        seats = Seat.objects.in_open_step(running) if running else Seat.objects.none()
        asked = seats.held_by(self.person).exclude(step__approval__initiator=self.person)
        return {"approvals": approvals, "running": running, "asked": asked.exists()}


def _last(rows: Iterable[Any]) -> Any:
    return next(iter(list(rows)[::-1]), None)


class ClueChanged(RowPage, View):
    """Asked with every notice: says that the clue is not what the page shows, or nothing."""

    rows = CLUE

    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        if key_in(request.GET.get("version", "")) == self.row.version:
            return HttpResponse(status=204)
        return render(request, "clues/overview/clue_changed.html", {"clue": self.row})


class ClueReaders(ReadersMixin, RowPage, TemplateView):
    """Who can see the clue, or could on a day."""

    rows = CLUE


class ClueLooks(LooksMixin, RowPage, TemplateView):
    """Who looked at the clue or at letters of it, as far as the person sees these."""

    rows = CLUE

    @property
    def matters(self) -> list[Any]:
        return [self.row, *Letter.objects.visible_to(self.person).filter(clues=self.row).order_by("pk")]
