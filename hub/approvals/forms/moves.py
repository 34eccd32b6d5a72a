"""What a person types to move an approval without signing it.

The fields bear the names of the action's arguments. `people` says whom the matter can go to, and `kept`
why to nobody else, where it is kept within a circle.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.querysets import PersonQuerySet
from hub.approvals.forms.people import PeopleField, PersonField, paragraph
from hub.approvals.purposes import Purpose
from hub.kernel.fields import DateInput

MOST_COPIES = 50


class MoveForm(forms.Form):
    """A move without anything to type."""

    def __init__(self, *args: Any, people: PersonQuerySet, kept: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "to" in self.fields:
            self.fields["to"].queryset = people  # type: ignore[attr-defined]
            if kept:
                self.fields["to"].help_text = self.fields["to"].error_messages["invalid_choice"] = kept

    def arguments(self) -> dict[str, Any]:
        """What was typed, for the action."""
        return self.cleaned_data


class ReasonForm(MoveForm):
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=paragraph())


class TransferForm(MoveForm):
    to = PersonField(label=_("Who signs instead"))
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=paragraph())


class DelegateForm(MoveForm):
    to = PersonField(label=_("Whose opinion"))
    question = forms.CharField(label=_("What you ask"), max_length=2000, widget=paragraph())


class SignerForm(MoveForm):
    to = PersonField(label=_("Who else signs"))
    before = forms.TypedChoiceField(
        label=_("When"),
        choices=[("yes", _("before this step, which is asked afterwards")), ("no", _("after this step"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("What for"), max_length=2000, widget=paragraph())


class UrgeForm(MoveForm):
    reply_by = forms.DateField(label=_("Reply by"), widget=DateInput)
    text = forms.CharField(label=_("Message"), required=False, max_length=500, widget=paragraph())


class CopyForm(MoveForm):
    to = PeopleField(label=_("Who gets a copy"), most=MOST_COPIES)


class QuestionForm(MoveForm):
    to = PersonField(label=_("Whom you ask"))
    text = forms.CharField(label=_("Question"), max_length=2000, widget=paragraph())


class AnswerForm(MoveForm):
    text = forms.CharField(label=_("Answer"), max_length=4000, widget=paragraph(4))


class AmendForm(MoveForm):
    """The texts of the content that the step lets its signers change, as they are now."""

    def __init__(self, *args: Any, purpose: Purpose, texts: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.texts = texts
        for key, text in texts.items():
            self.fields[key] = forms.CharField(
                label=purpose.fields.get(key, key), max_length=50_000, widget=paragraph(8), initial=text
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not self.arguments()["changes"]:
            raise forms.ValidationError(_("You have changed nothing."))
        return given

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"changes": {key: given[key] for key, text in self.texts.items() if given[key] != text}}
