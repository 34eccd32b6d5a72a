"""The shape of a decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.approvals.models import Step
from hub.approvals.terms import SeatState
from hub.steps.forms import StepForm, paragraph

DECISIONS = (SeatState.APPROVED, SeatState.RETURNED, SeatState.REJECTED)
INITIATOR = ""
LONGEST_OPINION = 4_000


class DecisionForm(forms.Form):
    """What a signer decides about exactly the content the digest names.

    `to`: where a return goes: the initiator, or the key of one of the `earlier` steps.
    """

    decision = forms.ChoiceField(
        choices=[(each.value, each.label) for each in DECISIONS], widget=forms.HiddenInput
    )
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    opinion = forms.CharField(
        label=_("Opinion"),
        required=False,
        max_length=LONGEST_OPINION,
        widget=paragraph(4),
        help_text=_("A reason is required to return or reject."),
    )
    to = forms.TypedChoiceField(label=_("A return goes to"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, earlier: list[Step], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = [(str(step.pk), str(step)) for step in earlier]
        self.fields["to"].choices = [(INITIATOR, _("the initiator, to be changed")), *steps]  # type: ignore[attr-defined]


class SignForm(StepForm):
    opinion = forms.CharField(required=False, max_length=LONGEST_OPINION)


class RefusalForm(StepForm):
    described = {"opinion": "The reason."}

    opinion = forms.CharField(max_length=LONGEST_OPINION)


class StepReturnForm(RefusalForm):
    described = {"opinion": "The reason.", "step_id": "An earlier step that has been signed."}

    step_id = forms.IntegerField()


class OpinionForm(DecisionForm):
    """An opinion for a signer; it decides nothing."""

    opinion = forms.CharField(
        label=_("Your opinion"), required=False, max_length=LONGEST_OPINION, widget=paragraph(4)
    )
