"""Choosing people: one or several of those a matter can go to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Person

# The same words whatever the reason: it may be a recusal.
_CANNOT = _("This person cannot take this on.")


class PersonField(forms.ModelChoiceField):
    """One of the people given later; templates/approvals/picker.html shows it."""

    several = False

    def __init__(self, **kwargs: Any) -> None:
        errors = {"required": _("Choose a person."), "invalid_choice": _CANNOT}
        super().__init__(queryset=Person.objects.none(), error_messages=errors, **kwargs)


class PeopleField(forms.ModelMultipleChoiceField):
    """Several of them."""

    several = True

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        errors = {"required": _("Choose at least one person."), "invalid_choice": _CANNOT}
        self.most = most
        super().__init__(queryset=Person.objects.none(), error_messages=errors, **kwargs)

    def clean(self, value: Any) -> Any:
        chosen = list(super().clean(value))
        if len(chosen) > self.most:
            raise forms.ValidationError(_("At most %(most)s people.") % {"most": self.most})
        return chosen


def paragraph(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})
