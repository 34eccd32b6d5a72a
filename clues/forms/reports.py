"""What the petition office types towards a reporter; fields bear the names of the actions' arguments."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clues.forms.days import why_late
from clues.forms.steps import paragraph
from clues.models import Letter
from clues.terms import Manner
from hub.kernel.fields import DateInput

NO_NAMES = _("Without name, number or address of the reporter: these stay in their sealed store.")
GENUINE = [("yes", _("True name, and reachable")), ("no", _("Cannot be verified: counts as anonymous"))]
EVIDENCE = [("yes", _("With new evidence: it is checked")), ("no", _("Without new evidence: it is noted"))]


class LetterStepForm(forms.Form):
    """The version of the letter the person has before them."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, letter: Letter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.letter = letter
        self.initial.setdefault("version", letter.version)

    def arguments(self) -> dict[str, Any]:
        """What was typed, for the action."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class SignatureForm(LetterStepForm):
    genuine = forms.ChoiceField(label=_("The real name"), choices=GENUINE, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("How it was checked"), max_length=300, widget=paragraph(2), help_text=NO_NAMES
    )

    def arguments(self) -> dict[str, Any]:
        typed = super().arguments()
        return typed | {"genuine": typed["genuine"] == "yes"}


class DatedForm(LetterStepForm):
    """A day, today unless somebody says otherwise and why. `day` is the field's name."""

    day = "told_on"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault(self.day, timezone.localdate)


class TellingForm(DatedForm):
    told_on = forms.DateField(label=_("Told on"), widget=DateInput)
    manner = forms.ChoiceField(label=_("How it was told"), choices=Manner, widget=forms.RadioSelect)
    late_reason = why_late()


class ObjectionForm(DatedForm):
    day = "raised_on"

    raised_on = forms.DateField(label=_("Raised on"), widget=DateInput)
    text = forms.CharField(
        label=_("What the reporter objects"), max_length=5000, widget=paragraph(), help_text=NO_NAMES
    )
    new_evidence = forms.ChoiceField(label=_("New evidence"), choices=EVIDENCE, widget=forms.RadioSelect)
    late_reason = why_late()

    def arguments(self) -> dict[str, Any]:
        typed = super().arguments()
        return typed | {"new_evidence": typed["new_evidence"] == "yes"}


class EvidenceForm(forms.Form):
    answer = forms.CharField(label=_("What came of it"), max_length=5000, widget=paragraph())
