"""Pages of the register of intercessions."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from clues.actions.intercessions import matter_of, report_intercession
from clues.forms.intercessions import IntercessionForm
from clues.models import Clue, Intercession, Letter
from hub.access.looks import note_look
from hub.access.matters import highest_level
from hub.access.models import What
from hub.access.paging import page_of
from hub.kernel.errors import NotVisible
from hub.kernel.keyset import keyset_page
from hub.kernel.views import ActionFormView, SignedInMixin


class IntercessionList(SignedInMixin, TemplateView):
    """What the person reported themselves; for those who watch over own people, all."""

    template_name = "clues/intercession_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Intercession.objects.select_related("classification", "by")
        page = keyset_page(
            self.request, lambda before, limit: page_of(rows, self.person, before=before, limit=limit)
        )
        return super().get_context_data(page=page, level=highest_level(page.rows), **kwargs)


class IntercessionReport(ActionFormView):
    """For whoever sees the letter or clue it is about."""

    template_name = "clues/intercession_form.html"
    form_class = IntercessionForm
    done = _("It is reported.")

    @cached_property
    def matter(self) -> Clue | Letter:
        return matter_of(self.kwargs["number"], self.person)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"person": self.person}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        matter = self.matter
        return super().get_context_data(matter=matter, level=matter.classification, **kwargs)

    def act(self, form: Any) -> Intercession:
        return report_intercession(self.matter.number, form.asked(), by=self.person)

    def after(self, made: Intercession) -> str:
        return made.get_absolute_url()


class IntercessionDetail(SignedInMixin, TemplateView):
    template_name = "clues/intercession.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        visible = Intercession.objects.visible_to(self.person).filter(number=self.kwargs["number"])
        row = visible.select_related("classification", "by").first()
        if row is None:
            raise NotVisible
        note_look(self.request, row, What.PAGE)
        return super().get_context_data(row=row, level=row.classification, **kwargs)
