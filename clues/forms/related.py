"""What is typed to ask for a related matter, and to answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clues.forms.steps import paragraph

ANSWERS = [("grant", _("Open it for the time the rule gives")), ("refuse", _("Refuse"))]


class AskForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=paragraph(3))


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(label=_("Answer"), choices=ANSWERS, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        widget=paragraph(3),
        help_text=_("Needed to refuse."),
    )

    def arguments(self) -> dict[str, Any]:
        return {
            "granted": self.cleaned_data["answer"] == "grant",
            "reason": self.cleaned_data["reason"],
        }
