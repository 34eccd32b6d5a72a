"""What a person types to note that a clue was reported upward."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clues.actions.reporting import ReportMade
from clues.forms.days import why_late
from clues.forms.steps import StepForm
from hub.kernel.fields import DateInput


class ReportForm(StepForm):
    reported_on = forms.DateField(label=_("Reported on"), widget=DateInput())
    organ = forms.CharField(label=_("Reported to"), max_length=120)
    document = forms.CharField(label=_("Number of the report"), max_length=80)
    late_reason = why_late()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("reported_on", timezone.localdate())

    def arguments(self) -> dict[str, Any]:
        return {"new": ReportMade(**super().arguments())}
