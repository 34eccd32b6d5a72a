"""Having data about a subject corrected."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.models import Person
from clues.clue.policies import may_manage
from clues.clue.rows import CLUE
from clues.corrections.actions.corrections import answer_correction, ask_for_correction
from clues.corrections.models import Correction
from clues.corrections.rows import CORRECTION
from clues.corrections.terms import CorrectionOutcome, CorrectionSource
from clues.letters.forms import SubjectForm
from clues.letters.inputs import SubjectInput
from clues.subjects.actions import NewSubject
from hub.kernel.verdict import Verdict
from hub.rest.fields import Text
from hub.steps.forms import LONGEST_REASON, StepForm, paragraph
from hub.steps.shapes import StepInput
from hub.steps.step import Step

ANSWERS = [(each.value, each.label) for each in CorrectionOutcome if each != CorrectionOutcome.OPEN]


class CorrectionForm(StepForm):
    source = forms.ChoiceField(
        label=_("Who found it"),
        choices=CorrectionSource,
        initial=CorrectionSource.HANDLER,
        widget=forms.RadioSelect,
    )
    claim = forms.CharField(
        label=_("What is wrong, and what is right"), max_length=LONGEST_REASON, widget=paragraph(5)
    )


class CorrectionAnswerForm(SubjectForm, StepForm):
    """The answer; the fields of the subject hold what is right, and begin with what is on file."""

    field_order = [
        "outcome",
        "name",
        "scheme",
        "identifier",
        "unit",
        "unit_name",
        "post",
        "branch",
        "authority",
        "position",
        "reason",
    ]

    outcome = forms.ChoiceField(label=_("Answer"), choices=ANSWERS, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("How it was checked"), max_length=LONGEST_REASON, widget=paragraph(3))

    def offer(self) -> None:
        for unused in ("kind", "territory"):
            del self.fields[unused]
        self.fields["name"].required = False
        self.fields["identifier"].help_text = _("Only where it is another one than on file.")
        subject = self.row.subject
        now = subject.standings.current().first()
        self.initial["name"] = subject.name
        if now is not None:
            names = ("post", "unit", "unit_name", "branch", "authority", "position")
            self.initial.update({name: getattr(now, name) for name in names})

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"outcome": given["outcome"], "reason": given["reason"], "right": self.new_subject()}


class RightSubjectInput(SubjectInput):
    """What is right about the person; what is left out stays as it is on file."""

    name = Text(max_length=120, required=False, allow_blank=True, default="")


class CorrectionAnswerInput(StepInput):
    outcome = serializers.ChoiceField(ANSWERS)
    right = RightSubjectInput(required=False)
    reason = Text(max_length=LONGEST_REASON)

    def arguments(self) -> dict[str, Any]:
        said = super().arguments()
        right = said.pop("right", None)
        return said | {"right": NewSubject(**right) if right else None}


def may_answer(asked: Correction, by: Person) -> Verdict:
    """The case managers of the clue that it was asked about."""
    return may_manage(asked.clue, by)


ASK_FOR_CORRECTION = Step(
    slug="subject/wrong",
    label=_("Something here is wrong"),
    done=_("Case management is asked to check it; you are told what came of it."),
    of=CLUE,
    action=ask_for_correction,
    form=CorrectionForm,
    address="corrections",
    makes=CORRECTION,
    explains=_(
        "Case management checks it at the source. What is put right is put right everywhere, and everyone "
        "who had received the wrong data is told."
    ),
)


ANSWER_CORRECTION = Step(
    slug="answer",
    label=_("Send the answer"),
    done=_("Your answer is kept."),
    of=CORRECTION,
    may=may_answer,
    action=answer_correction,
    form=CorrectionAnswerForm,
    input=CorrectionAnswerInput,
    address="answers",
    logs=True,
)
