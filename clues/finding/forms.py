"""What is typed to find a letter or clue."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from clues.finding.find import Within
from hub.kernel.fields import DateInput

MOST_PAGES = 200


class FindForm(forms.Form):
    words = forms.CharField(
        label=_("Number or name"),
        max_length=120,
        help_text=_(
            "The number of a letter or clue or its end, the number at the source, an identity number, or the"
            " beginning of a name, also in pinyin or initials. What you find counts as looked at."
        ),
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=300,
        help_text=_("For an identity number: why you look for it. It is kept."),
    )
    since = forms.DateField(label=_("Received since"), required=False, widget=DateInput)
    until = forms.DateField(label=_("Received until"), required=False, widget=DateInput)
    page = forms.IntegerField(required=False, min_value=0, max_value=MOST_PAGES, widget=forms.HiddenInput)

    def within(self) -> Within:
        given = self.cleaned_data
        return Within(given["since"], given["until"], given["page"] or 0)
