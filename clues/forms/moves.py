"""What a person types to propose something that others decide."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from accounts.terms import Role, UnitKind
from clues.actions.extending import NewDay, rule_for
from clues.actions.handing_over import SignedReceipt
from clues.actions.transferring import Receiver
from clues.forms.days import why_late
from clues.forms.steps import ReasonForm, StepForm, paragraph
from clues.jurisdiction import jurisdiction_of
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


class SenderReturnForm(HintedForm):
    hint = _("Other people agree; then it waits for the receipt of the body it came from.")


class DeclineForm(HintedForm):
    hint = _("The clue goes back to where it stood.")


class TransferForm(ReasonForm):
    """The organ it goes to: one of the hub, or one outside by its name."""

    unit = forms.ModelChoiceField(
        label=_("Organ of the hub"),
        queryset=Unit.objects.none(),
        required=False,
        help_text=_("Districts and dispatched groups where a clue custodian can sign for it."),
    )
    organ = forms.CharField(label=_("Or an organ outside"), required=False, max_length=120)
    override_reason = forms.CharField(
        label=_("Reason for another organ"), required=False, max_length=500, widget=paragraph(2)
    )
    field_order = ["unit", "organ", "override_reason", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = jurisdiction_of(self.clue)
        others = Unit.objects.existing().staffed(Role.CUSTODIAN).exclude(pk=self.clue.holder_id)
        kinds = (UnitKind.DISTRICT, UnitKind.DISPATCHED)
        self.fields["unit"].queryset = others.filter(kind__in=kinds)  # type: ignore[attr-defined]
        self.initial.setdefault("unit", found.unit)
        self.initial.setdefault("organ", found.organ)
        said = _("Required when it is not the organ that jurisdiction names: %(organ)s.")
        self.fields["override_reason"].help_text = said % {"organ": found.said}

    def arguments(self) -> dict[str, Any]:
        typed = super().arguments()
        reason = typed.pop("reason")
        return {"to": Receiver(**typed), "reason": reason}


class ReceiptForm(StepForm):
    """What an organ outside signed."""

    received_on = forms.DateField(label=_("Received on"), widget=DateInput())
    receipt = forms.CharField(
        label=_("Receipt"), max_length=120, help_text=_("Its number, or who signed for it there.")
    )
    late_reason = why_late()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("received_on", timezone.localdate())

    def arguments(self) -> dict[str, Any]:
        return {"new": SignedReceipt(**super().arguments())}


class OutcomeForm(StepForm):
    told_on = forms.DateField(label=_("Told on"), widget=DateInput())
    text = forms.CharField(label=_("Outcome"), max_length=10000, widget=paragraph(5))
    final = forms.BooleanField(
        label=_("The matter is ended there"),
        required=False,
        help_text=_("The petition office then tells the result to whoever reported it by their real name."),
    )
    late_reason = why_late()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("told_on", timezone.localdate())
