"""Time: asking for a later day, for a standstill, and going on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clues.clue.rows import CLUE
from clues.timing.actions.extending import NewDay, ask_extension, rule_for
from clues.timing.actions.suspending import ask_suspension, resume_clue
from clues.timing.terms import Awaited
from clues.timing.told import awaited_of
from hub.steps.choices import day_field
from hub.steps.forms import ReasonForm, paragraph
from hub.steps.step import Step


class ExtensionForm(ReasonForm):
    """A later day for what is awaited; each choice says what the rule for it allows."""

    described = {
        "until": "The new day; a holiday gives way to the next working day.",
        "document": "Number of the superior's reply.",
        "late_reason": "Why it is asked for after the day.",
    }

    awaited = forms.ChoiceField(label=_("What is due"), choices=Awaited, widget=forms.RadioSelect)
    until = day_field(_("New day"))
    document = forms.CharField(
        label=_("Number of the superior's reply"),
        required=False,
        max_length=80,
        help_text=_("Required where only the superior extends further."),
    )
    late_reason = forms.CharField(
        label=_("Why it is asked for late"),
        required=False,
        max_length=300,
        widget=paragraph(2),
        help_text=_("Required once the day has passed, where the rule allows it at all."),
    )
    field_order = ["awaited", "until", "reason"]

    def offer(self) -> None:
        days = awaited_of(self.row)
        self.fields["awaited"].choices = [(day.awaited, self._choice(day)) for day in days]  # type: ignore[attr-defined]
        if days:
            self.initial.setdefault("awaited", days[0].awaited)

    def _choice(self, day: Any) -> str:
        rule = rule_for(self.row, day.awaited)
        return _("%(what)s, due on %(day)s (%(rule)s)") % {
            "what": Awaited(day.awaited).label,
            "day": timezone.localdate(day.due_at),
            "rule": rule or _("no further extension"),
        }

    def arguments(self) -> dict[str, Any]:
        typed = super().arguments()
        reason = typed.pop("reason")
        return {"new": NewDay(**typed), "reason": reason}


EXTEND = Step(
    slug="extend",
    label=_("Ask for an extension"),
    done=_("The extension is submitted for approval."),
    of=CLUE,
    transition="ask_extension",
    action=ask_extension,
    form=ExtensionForm,
    address="extensions",
    style="",
)


SUSPEND = Step(
    slug="suspend",
    label=_("Ask for a suspension"),
    done=_("The suspension is submitted for approval."),
    of=CLUE,
    transition="ask_suspension",
    action=ask_suspension,
    form=ReasonForm,
    address="suspensions",
    style="",
    explains=_("Once it is approved, time stands still until you resume."),
)


RESUME = Step(
    slug="resume",
    label=_("Resume"),
    done=_("Time runs again."),
    of=CLUE,
    transition="resume",
    action=resume_clue,
    form=ReasonForm,
    address="resumptions",
)
