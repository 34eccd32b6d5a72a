"""Pages of letters that are not entered: noting one, noting that it was sent on, those of the office."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from clues.actions.upward import note_sent, note_upward
from clues.forms.upward import SentForm, UpwardForm
from clues.models import SentOn
from clues.policies.letters import may_note_sent, may_register_letters
from clues.terms import Upward
from hub.access.looks import note_look
from hub.access.matters import highest_level
from hub.access.models import What
from hub.access.paging import page_of
from hub.kernel.errors import NotVisible, demand
from hub.kernel.keyset import keyset_page
from hub.kernel.views import ActionFormView, SignedInMixin


class SentOnList(SignedInMixin, TemplateView):
    """Letters of the office that were not entered, newest first."""

    template_name = "clues/sent_on_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = SentOn.objects.select_related("classification", "by")
        page = keyset_page(
            self.request, lambda before, limit: page_of(rows, self.person, before=before, limit=limit)
        )
        may_note = may_register_letters(self.person)
        level = highest_level(page.rows)
        return super().get_context_data(page=page, level=level, may_note=may_note, **kwargs)


class UpwardNote(ActionFormView):
    """Notes that such a letter came: a kind, a receiver, a day."""

    template_name = "clues/upward_form.html"
    form_class = UpwardForm
    done = _("It is noted. Send the letter on and note the day.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            demand(may_register_letters(self.person))
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        kind = self.request.GET.get("kind", "")
        return super().get_initial() | ({"kind": kind} if kind in Upward.values else {})

    def act(self, form: Any) -> SentOn:
        return note_upward(by=self.person, **form.cleaned_data)

    def after(self, made: SentOn) -> str:
        return made.get_absolute_url()


class SentOnDetail(ActionFormView):
    """One of them, and the day on which it was sent on."""

    template_name = "clues/sent_on.html"
    form_class = SentForm
    done = _("It is noted that the letter was sent on.")

    @cached_property
    def row(self) -> SentOn:
        visible = SentOn.objects.visible_to(self.person).filter(number=self.kwargs["number"])
        row = visible.select_related("classification", "unit", "by", "sent_by").first()
        if row is None:
            raise NotVisible
        return row

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        demand(may_note_sent(self.row, self.person))
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.row
        note_look(self.request, row, What.PAGE)
        may_note = may_note_sent(row, self.person)
        return super().get_context_data(row=row, level=row.classification, may_note=may_note, **kwargs)

    def act(self, form: Any) -> SentOn:
        return note_sent(self.row.number, by=self.person, **form.arguments())

    def after(self, made: SentOn) -> str:
        return made.get_absolute_url()
