"""Noting that a clue was reported upward."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from clues.choices import ON_A_DAY, DatedForm, why_late
from clues.clue.models.clues import Clue
from clues.clue.rows import CLUE
from clues.reporting.actions import ReportMade, note_report, owed_report
from clues.reporting.policies import may_report_upward
from hub.kernel.errors import Conflict
from hub.steps.choices import day_field
from hub.steps.step import Step


class ClueReportForm(DatedForm):
    day = "reported_on"
    described = {
        "reported_on": ON_A_DAY,
        "organ": "To whom it was reported.",
        "document": "Number of the report.",
    }

    reported_on = day_field(_("Reported on"))
    organ = forms.CharField(label=_("Reported to"), max_length=120)
    document = forms.CharField(label=_("Number of the report"), max_length=80)
    late_reason = why_late()

    def arguments(self) -> dict[str, Any]:
        return {"new": ReportMade(**super().arguments())}


def _not_owed(clue: Clue, by: Person) -> Conflict | None:
    try:
        owed_report(clue)
    except Conflict as refusal:
        return refusal
    return None


NOTE_REPORT = Step(
    slug="report",
    label=_("Note the report upward"),
    done=_("The report is noted."),
    of=CLUE,
    may=may_report_upward,
    closed=_not_owed,
    action=note_report,
    form=ClueReportForm,
    address="upward-reports",
)
