"""What a handler types about a letter of inquiry: before it goes out, and when it is answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from clues.actions.inquiries import Answered, NewInquiry
from clues.forms.days import why_late
from clues.forms.steps import StepForm, paragraph
from hub.kernel.fields import DateInput


class IssueForm(StepForm):
    """Begins with the questions of the approved opinion and every copy that the rule names."""

    questions = forms.CharField(
        label=_("Questions to be answered"),
        max_length=20000,
        widget=paragraph(8),
        help_text=_("The subject reads them. Nothing in them may tell who reported it."),
    )
    copies = forms.ModelMultipleChoiceField(
        label=_("Copies to"),
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The head of the subject's Party organisation, and the dispatched group."),
    )
    copies_reason = forms.CharField(
        label=_("Why there is no copy"),
        max_length=300,
        required=False,
        help_text=_("Required where a copy is left out, or where there is none."),
    )

    def __init__(self, *args: Any, named: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [unit.pk for unit in named]
        self.fields["copies"].queryset = Unit.objects.filter(pk__in=keys)  # type: ignore[attr-defined]
        self.initial.setdefault("copies", keys)
        opinion = self.clue.opinions.last()
        self.initial.setdefault("questions", opinion.details.get("questions", "") if opinion else "")
        if not named:
            del self.fields["copies"]

    def arguments(self) -> dict[str, Any]:
        return {"new": NewInquiry(**super().arguments())}


class AnswerForm(forms.Form):
    answered_on = forms.DateField(label=_("Answered on"), widget=DateInput, initial=timezone.localdate)
    answer = forms.CharField(
        label=_("Answer"),
        max_length=20000,
        widget=paragraph(10),
        help_text=_(
            "As the subject signed it. It is proposed as their statement when the result is recorded."
        ),
    )
    countersigned_by = forms.CharField(
        label=_("Countersigned by"),
        max_length=120,
        required=False,
        help_text=_("The principal head of the subject's unit, by name and post."),
    )
    late_reason = why_late()

    def __init__(self, *args: Any, answers_directly: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if answers_directly:
            del self.fields["countersigned_by"]

    def answered(self) -> Answered:
        return Answered(**self.cleaned_data)
