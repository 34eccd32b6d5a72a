"""Recusal: what can happen, how it is told, what waits for somebody."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hub.duties.kinds import duty_kind
from hub.events.kinds import EventKinds, Telling, event_kinds

REPLACE = duty_kind(
    "clue.replace_handler",
    _("Name another handler"),
    _("A handler of the clue is recused"),
    "clue.replace_handler",
)


UNATTENDED = duty_kind(
    "clue.unattended",
    _("See who can act instead"),
    _("Everyone whose turn it is is recused"),
    "recusal.nobody",
)


@event_kinds
class Kind(EventKinds):
    HANDLER_REPLACED = "clue.handler_replaced", Telling("user-group"), _("Another handler named")
    RECUSED = "clue.recused", Telling("shield-check"), _("Recused from the clue")
    RECUSAL_ORDERED = "clue.recusal_ordered", Telling("shield-check"), _("Recusal ordered")
    HANDLER_LEFT = "clue.handler_left", Telling("user-group"), _("A handler is recused and has left the clue")
    UNATTENDED = (
        "clue.unattended",
        Telling("shield-check"),
        _("Nobody may act: everyone whose turn it is is recused"),
    )
