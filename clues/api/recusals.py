"""Recusal from a clue, and another handler in the place of one who leaves."""

from __future__ import annotations

from clues.actions.clearing import replace_handler
from clues.actions.recusing import order_recusal, recuse_self
from clues.api.inputs import RecusalInput, RecusalOrderInput, ReplacementInput
from clues.api.stepping import ClueStep


class ReplaceHandler(ClueStep):
    """Name another handler in the place of one who leaves, or who has left being recused."""

    transition, address = "replace_handler", "replacements"
    serializer_class, performs = ReplacementInput, staticmethod(replace_handler)


class Recuse(ClueStep):
    """Recuse oneself from the clue's subject: nothing about it is shown to the caller any more."""

    transition, address = "recuse", "recusals"
    serializer_class, performs = RecusalInput, staticmethod(recuse_self)


class OrderRecusal(ClueStep):
    """Recuse somebody else who sees the clue, by order or at somebody's request."""

    transition, address = "order_recusal", "recusal-orders"
    serializer_class, performs = RecusalOrderInput, staticmethod(order_recusal)


RECUSALS: tuple[type[ClueStep], ...] = (ReplaceHandler, OrderRecusal, Recuse)
