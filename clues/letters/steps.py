"""A reporter's identity: asking a named person that it be opened, and answering."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clues.letters.actions.identities import answer_for_identity, ask_for_identity
from clues.letters.identity_policies import identity_approvers, may_answer_for_identity, may_ask_for_identity
from clues.letters.rows import IDENTITY, LETTER
from hub.steps.choices import person_field
from hub.steps.forms import GrantForm, StepForm, paragraph
from hub.steps.step import Step


class IdentityAskForm(StepForm):
    """Whom to ask, for which matter, and why."""

    described = {
        "approver": "User name of the head of the petition office or a leader in charge.",
        "matter": "What it is needed for.",
    }

    approver = person_field(label=_("Who is to agree"))
    matter = forms.CharField(label=_("For which matter"), max_length=60)
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=paragraph(3))

    def offer(self) -> None:
        self.fields["approver"].queryset = identity_approvers(self.row, self.by)  # type: ignore[attr-defined]
        self.initial.setdefault("matter", self.row.number)


def _asked(request: Any, by: Any, form: Any) -> dict[str, Any]:
    return {"asked": request}


ASK_FOR_IDENTITY = Step(
    slug="reporter/ask",
    label=_("Ask to open the identity"),
    done=_("The request is sent; you are told when it is answered."),
    of=LETTER,
    may=may_ask_for_identity,
    action=ask_for_identity,
    form=IdentityAskForm,
    address="identity-requests",
    makes=IDENTITY,
    explains=_(
        "Who is asked sees this letter, your name, the matter and your reason until they have answered. What "
        "they agree to is opened by you alone, once, in the time the rule gives."
    ),
)


ANSWER_FOR_IDENTITY = Step(
    slug="answer",
    label=_("Send the answer"),
    done=_("Your answer is sent."),
    of=IDENTITY,
    may=may_answer_for_identity,
    action=answer_for_identity,
    form=GrantForm,
    address="answers",
    template="clues/letters/identity_answer.html",
    tells=_asked,
    to="home",
)
