"""Pages of letters that are not entered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from clues.letters.policies import may_register_letters
from clues.sent_on.models import SentOn
from clues.sent_on.rows import SENT_ON
from clues.sent_on.steps import NOTE_SENT
from hub.access.looks import note_look
from hub.access.models import What
from hub.lists.columns import Column, day, number
from hub.lists.pages import Button, MatterList, Nothing
from hub.steps.offers import form_for
from hub.steps.pages import RowPage


class SentOnList(MatterList):
    """Letters of the office that were not entered."""

    heading = _("Letters sent on")
    above = ("clues:letter-list", _("Letters"))
    columns = (
        number(),
        Column(_("Kind"), "get_kind_display"),
        Column(_("It goes to"), "get_organ_display"),
        day(_("Received on"), "received_on"),
        day(_("Sent on"), "sent_on"),
    )
    nothing = Nothing(
        _("No such letter"),
        _(
            "Letters about an official of a higher level or our own principal leader are not entered; "
            "only that they were sent on is noted here."
        ),
        "envelope",
    )

    def rows(self) -> Any:
        return SentOn.objects.select_related("classification", "by")

    def buttons(self) -> Iterator[Button]:
        if may_register_letters(self.person):
            yield Button(_("Note a letter that is sent on"), "clues:sent-on-enter", is_main=True)


class SentOnDetail(RowPage, TemplateView):
    """One of them, and the form for the day on which it was sent on."""

    template_name = "clues/sent_on/sent_on.html"
    rows = SENT_ON

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        note_look(self.request, self.row, What.PAGE)
        return super().get_context_data(offered=form_for(NOTE_SENT, self.row, self.person), **kwargs)
