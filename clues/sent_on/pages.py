"""Pages of letters that are not entered."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from clues.letters.policies import may_register_letters
from clues.sent_on.models import SentOn
from clues.sent_on.rows import SENT_ON
from clues.sent_on.steps import NOTE_SENT
from hub.access.looks import note_look
from hub.access.matters import highest_level
from hub.access.models import What
from hub.access.paging import page_of
from hub.kernel.keyset import keyset_page
from hub.kernel.views import SignedInMixin
from hub.steps.offers import form_for
from hub.steps.pages import RowPage


class SentOnList(SignedInMixin, TemplateView):
    """Letters of the office that were not entered, newest first."""

    template_name = "clues/sent_on/sent_on_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = SentOn.objects.select_related("classification", "by")
        page = keyset_page(
            self.request, lambda before, limit: page_of(rows, self.person, before=before, limit=limit)
        )
        may_note = may_register_letters(self.person)
        level = highest_level(page.rows)
        return super().get_context_data(page=page, level=level, may_note=may_note, **kwargs)


class SentOnDetail(RowPage, TemplateView):
    """One of them, and the form for the day on which it was sent on."""

    template_name = "clues/sent_on/sent_on.html"
    rows = SENT_ON

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        note_look(self.request, self.row, What.PAGE)
        return super().get_context_data(offered=form_for(NOTE_SENT, self.row, self.person), **kwargs)
