"""What is typed to have a reporter's identity opened, and to answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from clues.forms.related import AnswerForm
from clues.forms.steps import paragraph
from clues.models import Letter
from clues.policies.identities import identity_approvers

ANSWERS = [("grant", _("Agree, for the time the rule gives")), ("refuse", _("Refuse"))]


class IdentityAskForm(forms.Form):
    """Whom to ask, for which matter, and why."""

    approver = forms.ModelChoiceField(label=_("Who is to agree"), queryset=Person.objects.none())
    matter = forms.CharField(label=_("For which matter"), max_length=60)
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=paragraph(3))

    def __init__(self, *args: Any, letter: Letter, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["approver"].queryset = identity_approvers(letter, person)  # type: ignore[attr-defined]
        self.initial.setdefault("matter", letter.number)


class IdentityAnswerForm(AnswerForm):
    answer = forms.ChoiceField(label=_("Answer"), choices=ANSWERS, widget=forms.RadioSelect)
