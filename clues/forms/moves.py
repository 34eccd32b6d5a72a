"""What a person types to propose something that others decide."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clues.actions.extending import NewDay, rule_for
from clues.forms.steps import ReasonForm, paragraph
from clues.terms import Awaited
from clues.timing import awaited_of
from hub.kernel.fields import DateInput


class HintedForm(ReasonForm):
    """A reason, with what follows from it."""

    hint: ClassVar[Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = self.hint


class SuspensionForm(HintedForm):
    hint = _("Once it is approved, time stands still until you resume.")


class ConclusionForm(HintedForm):
    hint = _("Somebody else has to agree before the ledger line is closed.")


class StrikingForm(HintedForm):
    hint = _("The clue stays on record for case management, and its number is never given again.")


class ExtensionForm(ReasonForm):
    """A later day for what is awaited; each choice says what the rule for it allows."""

    awaited = forms.ChoiceField(label=_("What is due"), widget=forms.RadioSelect)
    until = forms.DateField(label=_("New day"), widget=DateInput())
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = awaited_of(self.clue)
        self.fields["awaited"].choices = [(day.awaited, self._choice(day)) for day in days]  # type: ignore[attr-defined]
        if days:
            self.initial.setdefault("awaited", days[0].awaited)

    def _choice(self, day: Any) -> str:
        rule = rule_for(self.clue, day.awaited)
        return _("%(what)s, due on %(day)s (%(rule)s)") % {
            "what": Awaited(day.awaited).label,
            "day": timezone.localdate(day.due_at),
            "rule": rule or _("no further extension"),
        }

    def arguments(self) -> dict[str, Any]:
        typed = super().arguments()
        reason = typed.pop("reason")
        return {"new": NewDay(**typed), "reason": reason}
