"""Pages of the register of intercessions."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from clues.intercessions.models import Intercession
from hub.access.looks import note_look
from hub.access.matters import highest_level
from hub.access.models import What
from hub.access.paging import page_of
from hub.kernel.errors import NotVisible
from hub.kernel.keyset import keyset_page
from hub.kernel.views import SignedInMixin


class IntercessionList(SignedInMixin, TemplateView):
    """What the person reported themselves; for those who watch over own people, all."""

    template_name = "clues/intercessions/intercession_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Intercession.objects.select_related("classification", "by")
        page = keyset_page(
            self.request, lambda before, limit: page_of(rows, self.person, before=before, limit=limit)
        )
        return super().get_context_data(page=page, level=highest_level(page.rows), **kwargs)


class IntercessionDetail(SignedInMixin, TemplateView):
    template_name = "clues/intercessions/intercession.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        visible = Intercession.objects.visible_to(self.person).filter(number=self.kwargs["number"])
        row = visible.select_related("classification", "by").first()
        if row is None:
            raise NotVisible
        note_look(self.request, row, What.PAGE)
        return super().get_context_data(row=row, level=row.classification, **kwargs)
