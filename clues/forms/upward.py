"""What is typed about a letter that is not entered: days and choices."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clues.forms.days import why_late
from clues.terms import Superior, Upward
from hub.kernel.fields import DateInput


class UpwardForm(forms.Form):
    kind = forms.ChoiceField(label=_("The letter is"), choices=Upward, widget=forms.RadioSelect)
    organ = forms.ChoiceField(label=_("It goes to"), choices=Superior, widget=forms.RadioSelect)
    received_on = forms.DateField(label=_("Received on"), widget=DateInput, initial=timezone.localdate)


class SentForm(forms.Form):
    sent_on = forms.DateField(label=_("Sent on"), widget=DateInput, initial=timezone.localdate)
    late_reason = why_late(_("Without a word of what the letter says."))

    def arguments(self) -> dict[str, Any]:
        return dict(self.cleaned_data)
