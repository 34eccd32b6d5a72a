"""What is typed to find a letter or clue."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class FindForm(forms.Form):
    words = forms.CharField(
        label=_("Number or name"),
        max_length=120,
        help_text=_(
            "The number of a letter or clue, or the beginning of the name of whom it is about."
            " What you find counts as looked at."
        ),
    )
