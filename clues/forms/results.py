"""What a handler types about what was found."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clues.actions.disposal import NewResult
from clues.forms.steps import StepForm, paragraph
from clues.models import Clue, InquiryLetter
from clues.terms import Finding, Proposal


class ResultForm(StepForm):
    finding = forms.ChoiceField(label=_("Finding"), choices=Finding, widget=forms.RadioSelect)
    report = forms.CharField(label=_("Report"), max_length=20000, widget=paragraph(8))
    statement = forms.CharField(
        label=_("Statement of the subject"),
        required=False,
        max_length=20000,
        widget=paragraph(5),
        help_text=_("What the subject said to it, with their own evidence."),
    )
    no_statement_reason = forms.CharField(
        label=_("Why there is no statement"),
        required=False,
        max_length=2000,
        widget=paragraph(2),
        help_text=_("Required where the subject was not heard."),
    )
    proposal = forms.ChoiceField(
        label=_("What is proposed"),
        choices=Proposal,
        widget=forms.RadioSelect,
        help_text=_("The other handlers sign the report, then it goes up for approval."),
    )

    def __init__(self, *args: Any, clue: Clue, **kwargs: Any) -> None:
        super().__init__(*args, clue=clue, **kwargs)
        if not clue.result_chain:
            del self.fields["proposal"]
        answered = InquiryLetter.objects.about(clue).answered().last()
        if answered is not None:
            self.initial.setdefault("statement", answered.answer)

    def arguments(self) -> dict[str, Any]:
        return {"new": NewResult(**super().arguments())}


class ReviseReportForm(ResultForm):
    """The report as it was, to be changed."""

    def __init__(self, *args: Any, clue: Clue, **kwargs: Any) -> None:
        names = ("finding", "report", "statement", "no_statement_reason", "proposal")
        last = clue.results.last()
        was = {name: getattr(last, name) for name in names} if last else {}
        super().__init__(*args, clue=clue, **(kwargs | {"initial": was}))
