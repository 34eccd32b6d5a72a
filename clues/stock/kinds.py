"""Stock-takings: what can happen, how it is told, what waits for somebody."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hub.duties.kinds import duty_kind
from hub.events.kinds import EventKinds, event_kinds

COUNT_STOCK = duty_kind(
    "stock.count",
    _("Count the clues your unit has"),
    _("Case management takes stock"),
    "stock.count",
)


SETTLE_STOCK = duty_kind(
    "stock.settle",
    _("Settle the differences"),
    _("A unit's count differs from the ledger"),
    "stock.settle",
)


@event_kinds
class Kind(EventKinds):
    STOCK_ASKED = "stock.asked", _("Stock-taking asked for")
    STOCK_COUNTED = "stock.counted", _("Stock counted")
    STOCK_SETTLED = "stock.settled", _("Difference settled")
