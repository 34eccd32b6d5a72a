"""Noting that a clue was reported upward."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from clues.actions.reporting import note_report, owed_report
from clues.forms.reporting import ReportForm
from clues.models import Clue
from clues.policies.clues import may_report_upward
from clues.views.clues import ClueMixin
from hub.kernel.errors import PreconditionRequired, demand
from hub.kernel.transitions import expect, locked
from hub.kernel.views import ActionFormView


class ClueReportView(ClueMixin, ActionFormView):
    template_name = "clues/clue_report.html"
    form_class = ReportForm
    done = _("The report is noted.")

    def permit(self) -> None:
        demand(may_report_upward(self.clue, self.person))
        owed_report(self.clue)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"clue": self.clue}

    def act(self, form: ReportForm) -> Clue:
        version = form.cleaned_data["version"]
        if version is None:
            raise PreconditionRequired
        with locked(Clue.objects.visible_to(self.person), pk=self.clue.pk) as clue:
            expect(clue, version)
            return note_report(clue.number, by=self.person, **form.arguments())

    def after(self, made: Clue) -> str:
        return made.get_absolute_url()
