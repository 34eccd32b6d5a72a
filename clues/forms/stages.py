"""What is typed when a stage of the disposal was done."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clues.forms.days import why_late
from clues.forms.steps import paragraph
from hub.kernel.fields import DateInput


class StageForm(forms.Form):
    """The day on which a stage was done, and how."""

    done_on = forms.DateField(label=_("Done on"), widget=DateInput, initial=timezone.localdate)
    note = forms.CharField(label=_("How it was done"), max_length=5000, widget=paragraph(4))
    late_reason = why_late()
