"""Clues that go to another organ: what can happen, how it is told, what waits for somebody."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from clues.motions.kinds import MOVED
from clues.transfers.models import Transfer
from hub.access.purposes import grant_purposes
from hub.duties.kinds import duty_kind
from hub.events.kinds import EventKinds, Rows, Telling, event_kinds

CONFIRM_RECEIPT = duty_kind(
    "clue.receipt",
    _("Enter the receipt of the other organ"),
    _("The clue goes to an organ outside"),
    "clue.receipt",
)


ASK_OUTCOME = duty_kind(
    "clue.outcome",
    _("Ask the other organ for the outcome, and note it"),
    _("An organ outside has the clue"),
    "transfer.outcome",
)


_TRANSFERS = Rows("transfer", Transfer.objects.all())


DECLINED = _TRANSFERS.said(lambda transfer: transfer.decline_reason)


@event_kinds
class Kind(EventKinds):
    TRANSFER_PROPOSED = (
        "clue.transfer_proposed",
        Telling("light-bulb", MOVED),
        _("Transfer to another organ proposed"),
    )
    HANDED_OVER = "clue.handed_over", Telling("arrow-right", follows=True), _("Handed over to another organ")
    TRANSFER_ACCEPTED = "clue.transfer_accepted", Telling("check"), _("Signed for by the other organ")
    TRANSFER_CONFIRMED = "clue.transfer_confirmed", Telling("check"), _("Receipt of the other organ on file")
    TRANSFER_DECLINED = (
        "clue.transfer_declined",
        Telling("arrow-uturn-left", DECLINED),
        _("Returned by the other organ"),
    )
    OUTCOME_TOLD = (
        "clue.outcome_told",
        Telling("chat-bubble-left-right"),
        _("The other organ told the outcome"),
    )


@grant_purposes
class For(models.TextChoices):
    HANDED_OVER = "clue.handed_over", _("had this clue before it went to another organ")
