"""Clues of other organs and clues that go to them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from accounts.terms import Role, UnitKind
from clues.choices import ON_A_DAY, DatedForm, why_late
from clues.clue.rows import CLUE
from clues.routing.jurisdiction import jurisdiction_of
from clues.transfers.actions.handing_over import (
    SignedReceipt,
    accept_transfer,
    confirm_receipt,
    decline_transfer,
    note_outcome,
)
from clues.transfers.actions.proposing import Receiver, propose_return, propose_transfer
from hub.steps.choices import day_field, unit_field
from hub.steps.forms import ReasonForm, paragraph
from hub.steps.step import Step


class ClueTransferForm(ReasonForm):
    """The organ it goes to: one of the hub, or one outside by its name."""

    described = {
        "unit": "Code of a unit of the hub.",
        "organ": "Or an organ outside.",
        "override_reason": "Needed where jurisdiction names another.",
    }

    unit = unit_field(
        label=_("Organ of the hub"),
        required=False,
        help_text=_("Districts and dispatched groups where a clue custodian can sign for it."),
    )
    organ = forms.CharField(label=_("Or an organ outside"), required=False, max_length=120)
    override_reason = forms.CharField(
        label=_("Reason for another organ"), required=False, max_length=500, widget=paragraph(2)
    )
    field_order = ["unit", "organ", "override_reason", "reason"]

    def offer(self) -> None:
        found = jurisdiction_of(self.row)
        others = Unit.objects.existing().staffed(Role.CUSTODIAN).exclude(pk=self.row.holder_id)
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


class ReceiptForm(DatedForm):
    """What an organ outside signed."""

    day = "received_on"
    described = {
        "received_on": ON_A_DAY,
        "receipt": "Its number, or who signed for it there.",
    }

    received_on = day_field(_("Received on"))
    receipt = forms.CharField(
        label=_("Receipt"), max_length=120, help_text=_("Its number, or who signed for it there.")
    )
    late_reason = why_late()

    def arguments(self) -> dict[str, Any]:
        return {"new": SignedReceipt(**super().arguments())}


class OutcomeForm(DatedForm):
    described = {
        "told_on": ON_A_DAY,
        "final": "The matter is ended there: real-name reporters are owed the result.",
    }

    told_on = day_field(_("Told on"))
    text = forms.CharField(label=_("Outcome"), max_length=10000, widget=paragraph(5))
    final = forms.BooleanField(
        label=_("The matter is ended there"),
        required=False,
        help_text=_("The petition office then tells the result to whoever reported it by their real name."),
    )
    late_reason = why_late()


RETURN_TO_SENDER = Step(
    slug="return-to-sender",
    label=_("Return it to where it came from"),
    done=_("The return is submitted for approval."),
    of=CLUE,
    transition="propose_return",
    action=propose_return,
    form=ReasonForm,
    address="sender-returns",
    style="",
    explains=_("Other people agree; then it waits for the receipt of the body it came from."),
)


TRANSFER = Step(
    slug="transfer",
    label=_("Transfer it to another organ"),
    done=_("The transfer is submitted for approval."),
    of=CLUE,
    transition="propose_transfer",
    action=propose_transfer,
    form=ClueTransferForm,
    address="transfers",
    style="",
)


ACCEPT_TRANSFER = Step(
    slug="accept-transfer",
    label=_("Sign for the transfer"),
    done=_("Your organ has signed for the clue."),
    of=CLUE,
    transition="accept_transfer",
    action=accept_transfer,
    address="transfer-acceptances",
    confirm=_("From now on the clue is in your organ's hands. Sign for it?"),
)


CONFIRM_RECEIPT = Step(
    slug="confirm-receipt",
    label=_("Enter the receipt"),
    done=_("The receipt is on file."),
    of=CLUE,
    transition="confirm_receipt",
    action=confirm_receipt,
    form=ReceiptForm,
    address="transfer-receipts",
)


DECLINE_TRANSFER = Step(
    slug="decline-transfer",
    label=_("Return the transfer"),
    done=_("The clue stands where it stood."),
    of=CLUE,
    transition="decline_transfer",
    action=decline_transfer,
    form=ReasonForm,
    address="transfer-refusals",
    style="",
    explains=_("The clue goes back to where it stood."),
)


NOTE_OUTCOME = Step(
    slug="outcome",
    label=_("Note the outcome"),
    done=_("The outcome is noted and told on."),
    of=CLUE,
    transition="note_outcome",
    action=note_outcome,
    form=OutcomeForm,
    address="outcomes",
)
