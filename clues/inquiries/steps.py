"""Letters of inquiry: issuing one, entering the answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Person, Unit
from clues.choices import ON_A_DAY, DatedForm, why_late
from clues.clue.models.clues import Clue
from clues.clue.policies import may_handle
from clues.clue.rows import CLUE
from clues.inquiries.actions import Answered, NewInquiry, issue_inquiry, record_answer
from clues.inquiries.drafts import draft_of
from clues.inquiries.models import InquiryLetter
from hub.kernel.errors import Conflict, NotVisible
from hub.steps.choices import day_field
from hub.steps.fields import RowsField
from hub.steps.forms import StepForm, paragraph
from hub.steps.parts import Part
from hub.steps.step import Step


class InquiryForm(StepForm):
    """Begins with the questions of the approved opinion and every copy that the rule names."""

    described = {
        "copies": "Of the subject's unit and its dispatched group, those that get a copy.",
        "copies_reason": "Required where one gets none.",
    }

    questions = forms.CharField(
        label=_("Questions to be answered"),
        max_length=20000,
        widget=paragraph(8),
        help_text=_("The subject reads them. Nothing in them may tell who reported it."),
    )
    copies = RowsField(
        lambda: Unit.objects.existing(),
        most=2,
        label=_("Copies to"),
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

    def offer(self) -> None:
        """Where none can go out any more nobody is named: the action says why, and what was typed is kept."""
        named = [] if _closed(self.row, self.by) else draft_of(self.row).copies
        keys = [unit.pk for unit in named]
        self.fields["copies"].queryset = Unit.objects.filter(pk__in=keys)  # type: ignore[attr-defined]
        self.initial.setdefault("copies", keys)
        opinion = self.row.opinions.last()
        self.initial.setdefault("questions", opinion.details.get("questions", "") if opinion else "")
        if not named:
            del self.fields["copies"]

    def arguments(self) -> dict[str, Any]:
        return {"new": NewInquiry(**super().arguments())}


class InquiryAnswerForm(DatedForm):
    day = "answered_on"
    described = {
        "answered_on": ON_A_DAY,
        "countersigned_by": "Not where the subject heads the unit.",
    }

    answered_on = day_field(_("Answered on"))
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

    def offer(self) -> None:
        super().offer()
        if self.part.answers_directly:
            del self.fields["countersigned_by"]

    def arguments(self) -> dict[str, Any]:
        return {"new": Answered(**super().arguments())}


def _closed(clue: Clue, by: Person) -> Conflict | None:
    """Why no letter can go out now."""
    try:
        draft_of(clue)
    except Conflict as refusal:
        return refusal
    return None


def _draft(clue: Clue, by: Person, form: Any) -> dict[str, Any]:
    return {"draft": None if _closed(clue, by) else draft_of(clue)}


def inquiry_seen(person: Person, key: int) -> InquiryLetter:
    """A letter of a clue that is visible."""
    seen = Clue.objects.visible_to(person).values("pk")
    found = InquiryLetter.objects.filter(pk=key, clue__in=seen)
    letter = found.select_related("office", "by", "clue__classification", "clue__subject").first()
    if letter is None:
        raise NotVisible
    return letter


ISSUE_INQUIRY = Step(
    slug="inquiry",
    label=_("Issue a letter of inquiry"),
    done=_("The letter of inquiry is issued."),
    of=CLUE,
    may=may_handle,
    closed=_closed,
    action=issue_inquiry,
    form=InquiryForm,
    address="inquiries",
    template="clues/inquiries/inquiry_issue.html",
    tells=_draft,
    logs=True,
)


ANSWER_INQUIRY = Step(
    slug="inquiry-answer",
    label=_("Enter the answer"),
    done=_("The answer is on file."),
    of=CLUE,
    part=Part(
        name="inquiry",
        page="inquiries/<int:pk>/answer/",
        find=inquiry_seen,
        whole=lambda letter: letter.clue,
        described="Id of a letter.",
    ),
    may=may_handle,
    action=record_answer,
    form=InquiryAnswerForm,
    address="inquiry-answers",
    template="clues/inquiries/inquiry_answer.html",
    logs=True,
)
