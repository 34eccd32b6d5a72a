"""Pages of the register of intercessions."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from clues.intercessions.models import Intercession
from hub.access.looks import note_look
from hub.access.models import What
from hub.kernel.errors import NotVisible
from hub.kernel.views import SignedInMixin
from hub.lists.columns import NUMBER, Column, day, number
from hub.lists.pages import MatterList, Nothing


class IntercessionList(MatterList):
    """What the person reported themselves; for those who watch over own people, all."""

    heading = _("Intercessions")
    columns = (
        number(),
        Column(_("Matter"), "matter", look=NUMBER),
        Column(_("Who asked"), "asker"),
        day(_("It happened on"), "asked_on"),
        Column(_("Reported by"), "by"),
    )
    nothing = Nothing(
        _("Nothing reported"),
        _(
            "Whoever is asked about a matter, or for a favour in it, reports it from the page of that letter "
            "or clue."
        ),
        "hand-raised",
    )

    def rows(self) -> Any:
        return Intercession.objects.select_related("classification", "by")


class IntercessionDetail(SignedInMixin, TemplateView):
    template_name = "clues/intercessions/intercession.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        visible = Intercession.objects.visible_to(self.person).filter(number=self.kwargs["number"])
        row = visible.select_related("classification", "by").first()
        if row is None:
            raise NotVisible
        note_look(self.request, row, What.PAGE)
        return super().get_context_data(row=row, level=row.classification, **kwargs)
