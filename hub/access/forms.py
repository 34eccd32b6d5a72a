"""The day somebody asks about."""

from __future__ import annotations

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.kernel.fields import DateInput


class DayForm(forms.Form):
    day = forms.DateField(
        label=gettext_lazy("Day"), required=False, widget=DateInput(attrs={"class": "form-control"})
    )

    def clean_day(self) -> date | None:
        day: date | None = self.cleaned_data["day"]
        if day and day > timezone.localdate():
            raise ValidationError(_("Nobody knows yet who will see it on that day."))
        return day

    @property
    def asked(self) -> date | None:
        """The day, or None where none was given or none can be answered."""
        return self.cleaned_data.get("day") if self.is_bound and self.is_valid() else None
