"""What a person types to move an approval without signing it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.querysets import PersonQuerySet
from hub.approvals.forms.people import PeopleField, PersonField
from hub.kernel.fields import DateInput
from hub.rest.fields import Text
from hub.steps.fields import YesNoField
from hub.steps.forms import LONGEST_REASON, LONGEST_TEXT, StepForm, paragraph
from hub.steps.shapes import StepInput

MOST_COPIES = 50


class ToForm(StepForm):
    """Names somebody, or several, whom the matter can go to."""

    to: PersonField | PeopleField

    def offer_to(self, people: PersonQuerySet, kept: str) -> None:
        """For a page: whom it can go to, and why to nobody else where it is kept within a circle."""
        field = self.fields["to"]
        field.queryset = people  # type: ignore[attr-defined]
        if kept:
            field.help_text = field.error_messages["invalid_choice"] = kept


def reason_field(label: Any = None) -> forms.CharField:
    return forms.CharField(label=label or _("Reason"), max_length=LONGEST_REASON, widget=paragraph(3))


class EndForm(StepForm):
    reason = reason_field()


class TransferForm(ToForm):
    to = PersonField(label=_("Who signs instead"))
    reason = reason_field()


class DelegateForm(ToForm):
    to = PersonField(label=_("Whose opinion"))
    question = reason_field(_("What you ask"))


class SignerForm(ToForm):
    described = {"before": "Before the open step, or after it."}

    to = PersonField(label=_("Who else signs"))
    before = YesNoField(
        label=_("When"),
        yes=_("before this step, which is asked afterwards"),
        no=_("after this step"),
    )
    reason = reason_field(_("What for"))


class UrgeForm(StepForm):
    reply_by = forms.DateField(label=_("Reply by"), widget=DateInput)
    text = forms.CharField(label=_("Message"), required=False, max_length=500, widget=paragraph(3))


class CopyForm(ToForm):
    to = PeopleField(label=_("Who gets a copy"), most=MOST_COPIES)


class QuestionForm(ToForm):
    to = PersonField(label=_("Whom you ask"))
    text = forms.CharField(label=_("Question"), max_length=LONGEST_REASON, widget=paragraph(3))


class AnswerForm(StepForm):
    text = forms.CharField(label=_("Answer"), max_length=4000, widget=paragraph(4))


class AmendForm(StepForm):
    """The texts of the content that the step lets its signers change, as they are now."""

    texts: dict[str, str]

    def offer(self) -> None:
        opened = self.row
        editable = opened.seat.step.editable if opened.seat is not None else []
        content, purpose = opened.subject.content, opened.purpose
        keys = [key for key in editable if key in purpose.amend and key in content]
        self.texts = {key: str(content[key]) for key in keys}
        for key, text in self.texts.items():
            self.fields[key] = forms.CharField(
                label=purpose.fields.get(key, key), max_length=LONGEST_TEXT, widget=paragraph(8), initial=text
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not self.arguments()["changes"]:
            raise forms.ValidationError(_("You have changed nothing."))
        return given

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"changes": {key: given[key] for key, text in self.texts.items() if given[key] != text}}


class AmendInput(StepInput):
    changes = serializers.DictField(child=Text(max_length=LONGEST_TEXT, allow_blank=True), allow_empty=False)
