"""What is typed to return a letter, to pass it down, to answer that, and to enter a decision on framing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from clues.actions.framing import Decision
from clues.actions.letter_returns import NewReturn
from clues.forms.days import why_late
from clues.forms.reports import DatedForm, LetterStepForm
from clues.forms.steps import paragraph
from clues.jurisdiction import district_of
from clues.letter_standing import lower_units, open_return
from clues.terms import DecidingCommission, ReturnGround
from hub.kernel.fields import DateInput, only_for


class ReturnForm(LetterStepForm):
    """With what was proposed before, where a signer has returned it."""

    ground = forms.ChoiceField(label=_("Ground"), choices=ReturnGround, widget=forms.RadioSelect)
    organ = forms.CharField(
        label=_("Organ it goes to"),
        required=False,
        max_length=120,
        help_text=_("Required for another organ's business."),
        widget=forms.TextInput(only_for("ground", [ReturnGround.NOT_OURS])),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=paragraph(),
        help_text=_("The leader in charge decides. Until then no clue is drawn from the letter."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = open_return(self.letter)
        if asked is not None:
            for name in ("ground", "organ", "reason"):
                self.initial.setdefault(name, getattr(asked, name))

    def arguments(self) -> dict[str, Any]:
        return {"new": NewReturn(**super().arguments())}


class PassForm(LetterStepForm):
    """With the district that jurisdiction names, and why; with none where that is not known."""

    unit = forms.ModelChoiceField(label=_("Unit it goes to"), queryset=Unit.objects.none())
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=paragraph(),
        help_text=_("That unit reads the letter, and answers in the time that the rule gives it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = lower_units(self.letter)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        district = district_of(self.letter)
        if district is not None and units.filter(pk=district.pk).exists():
            self.initial.setdefault("unit", district)
            said = _("Proposed: whom the letter is about is managed by %(district)s.")
            self.fields["unit"].help_text = said % {"district": district}


class AcceptForm(LetterStepForm):
    """Nothing is typed."""


class SendBackForm(LetterStepForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=paragraph(),
        help_text=_("The letter goes back to the petition office, and your unit sees it no more."),
    )


class DecisionForm(DatedForm):
    day = "decided_on"

    organ = forms.ChoiceField(
        label=_("Decided by"),
        choices=DecidingCommission,
        widget=forms.RadioSelect,
        help_text=_("A district commission does not decide this."),
    )
    document = forms.CharField(label=_("Number of the document"), max_length=80)
    decided_on = forms.DateField(label=_("Decided on"), widget=DateInput)
    late_reason = why_late()

    def arguments(self) -> dict[str, Any]:
        return {"new": Decision(**super().arguments())}
