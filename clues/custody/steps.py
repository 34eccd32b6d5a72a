"""Hand-overs of a clue: pushing it, signing for it or returning it, naming its handlers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from clues.clue.handlers import eligible_handlers
from clues.clue.rows import CLUE
from clues.custody.actions import assign_handlers, push_clue, return_clue, sign_clue
from clues.custody.previews import opened_by_push
from hub.steps.choices import offer_people
from hub.steps.fields import RowsField
from hub.steps.forms import LONGEST_REASON, ReasonForm, StepForm, paragraph
from hub.steps.step import Step


class PushForm(StepForm):
    described = {"note": "For the receiving unit."}

    note = forms.CharField(
        label=_("Note to the receiving unit"), required=False, max_length=LONGEST_REASON, widget=paragraph(3)
    )


class HandlersForm(StepForm):
    handlers = RowsField(
        lambda: Person.objects.filter(is_active=True),
        named_by="username",
        most=10,
        label=_("Two handlers"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Handlers of your unit who are cleared for this clue and not recused."),
    )

    def offer(self) -> None:
        offer_people(self, "handlers", eligible_handlers(self.row))


def _opens(clue: Any, by: Person, form: Any) -> dict[str, Any]:
    """Who begins to see the clue when it is pushed."""
    return {"begin": opened_by_push(clue), "cease": []}


PUSH = Step(
    slug="push",
    label=_("Push to the unit"),
    done=_("The clue is pushed."),
    of=CLUE,
    transition="push",
    action=push_clue,
    form=PushForm,
    address="pushes",
    template="clues/custody/step_push.html",
    tells=_opens,
)


SIGN = Step(
    slug="sign",
    label=_("Sign for it"),
    done=_("Your unit has signed for the clue."),
    of=CLUE,
    transition="sign",
    action=sign_clue,
    address="sign-offs",
    confirm=_("From now on the clue is in your unit's hands. Sign for it?"),
)


RETURN = Step(
    slug="return",
    label=_("Return it"),
    done=_("The clue is back with case management."),
    of=CLUE,
    transition="return_",
    action=return_clue,
    form=ReasonForm,
    address="returns",
    style="",
    explains=_("Case management reads it and decides anew. Your unit's access to the clue ends."),
)


ASSIGN = Step(
    slug="assign",
    label=_("Name two handlers"),
    done=_("The handlers are named."),
    of=CLUE,
    transition="assign",
    action=assign_handlers,
    form=HandlersForm,
    address="assignments",
)
