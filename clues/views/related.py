"""Asking another unit to open a related matter, and answering."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from clues.actions.related import answer_request, ask_to_open
from clues.forms.related import AnswerForm, AskForm
from clues.models import OpeningRequest
from clues.related import Elsewhere, related_of
from clues.views.clues import ClueMixin
from hub.kernel.errors import NotVisible
from hub.kernel.views import ActionFormView


class RelatedAsk(ClueMixin, ActionFormView):
    """For whoever is told of the related matter; for everybody else there is no such page."""

    template_name = "clues/related_ask.html"
    form_class = AskForm
    done = _("The other unit is asked; you are told when it answers.")

    @cached_property
    def elsewhere(self) -> Elsewhere:
        told = related_of(self.clue, self.person).elsewhere
        found = next((each for each in told if each.unit.code == self.kwargs["unit"]), None)
        if found is None:
            raise NotVisible
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(elsewhere=self.elsewhere, **kwargs)

    def act(self, form: Any) -> OpeningRequest:
        reason = form.cleaned_data["reason"]
        return ask_to_open(self.clue.number, unit=self.elsewhere.unit, reason=reason, by=self.person)

    def after(self, made: OpeningRequest) -> str:
        return self.clue.get_absolute_url()


class OpeningAnswer(ActionFormView):
    """For the heads of the unit that was asked."""

    template_name = "clues/opening_answer.html"
    form_class = AnswerForm
    done = _("Your answer is sent.")

    @cached_property
    def asked(self) -> OpeningRequest:
        visible = OpeningRequest.objects.visible_to(self.person).select_related("clue__holder", "by", "unit")
        asked = visible.filter(pk=self.kwargs["pk"]).first()
        if asked is None:
            raise NotVisible
        return asked

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.asked  # noqa: B018 (nobody else's form is even looked at)
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        about = self.asked.asked.visible_to(self.person).select_related("classification").order_by("pk")
        rows = list(about)
        level = max((row.classification for row in rows), key=lambda each: each.rank)
        return super().get_context_data(asked=self.asked, about=rows, level=level, **kwargs)

    def act(self, form: Any) -> OpeningRequest:
        return answer_request(self.asked.pk, by=self.person, **form.arguments())

    def after(self, made: OpeningRequest) -> str:
        return reverse("home")
