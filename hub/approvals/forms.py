"""The shape of a decision."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.approvals.terms import SeatState

DECISIONS = (SeatState.APPROVED, SeatState.RETURNED, SeatState.REJECTED)


class DecisionForm(forms.Form):
    """What a signer decides about exactly the content the digest names."""

    decision = forms.ChoiceField(
        choices=[(each.value, each.label) for each in DECISIONS], widget=forms.HiddenInput
    )
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    opinion = forms.CharField(
        label=_("Opinion"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("A reason is required to return or reject."),
    )
