"""Steps about who works on a clue: another handler, recusal by order and by oneself."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from clues.actions import clearing, recusing
from clues.forms.recusing import OrderRecusalForm, RecuseForm, ReplaceHandlerForm
from clues.steps.shape import Step

RECUSALS = [
    Step(
        "replace-handler",
        "replace_handler",
        _("Name another handler"),
        _("The handler is named."),
        clearing.replace_handler,
        ReplaceHandlerForm,
        style="",
    ),
    Step(
        "order-recusal",
        "order_recusal",
        _("Order a recusal"),
        _("The person is recused; their work on the clue is handed on."),
        recusing.order_recusal,
        OrderRecusalForm,
        style="",
    ),
    Step(
        "recuse",
        "recuse",
        _("Recuse yourself"),
        _("You are recused: nothing about this subject is shown to you any more."),
        recusing.recuse_self,
        RecuseForm,
        style="",
    ),
]
