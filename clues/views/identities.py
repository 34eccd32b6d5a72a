"""Pages of a reporter's identity: asking for it, agreeing, opening it once."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from clues.actions.identities import answer_for_identity, ask_for_identity, open_identity
from clues.forms.identities import IdentityAnswerForm, IdentityAskForm
from clues.models import IdentityRequest
from clues.policies import identities as identity_policies
from clues.views.letters import LetterMixin
from hub.kernel.errors import NotVisible, demand
from hub.kernel.views import ActionFormView


class IdentityAsk(LetterMixin, ActionFormView):
    """For the petition office: asks a named person, for which matter and why."""

    template_name = "clues/identity_ask.html"
    form_class = IdentityAskForm
    done = _("The request is sent; you are told when it is answered.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            demand(identity_policies.may_ask_for_identity(self.letter, self.person))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"letter": self.letter, "person": self.person}

    def act(self, form: Any) -> IdentityRequest:
        return ask_for_identity(self.letter.number, by=self.person, **form.cleaned_data)

    def after(self, made: IdentityRequest) -> str:
        return self.letter.get_absolute_url()


class IdentityAnswer(ActionFormView):
    """For the person who is asked by name."""

    template_name = "clues/identity_answer.html"
    form_class = IdentityAnswerForm
    done = _("Your answer is sent.")

    @cached_property
    def asked(self) -> IdentityRequest:
        visible = IdentityRequest.objects.visible_to(self.person).filter(pk=self.kwargs["pk"])
        asked = visible.select_related("letter__classification", "letter__unit", "by", "approver").first()
        if asked is None:
            raise NotVisible
        return asked

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            demand(identity_policies.may_answer_for_identity(self.asked, self.person))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        level = self.asked.letter.classification
        return super().get_context_data(asked=self.asked, level=level, **kwargs)

    def act(self, form: Any) -> IdentityRequest:
        return answer_for_identity(self.asked.pk, by=self.person, **form.arguments())

    def after(self, made: IdentityRequest) -> str:
        return reverse("home")


class LetterReporter(LetterMixin, ActionFormView):
    """Shows once who wrote the letter, to whoever was granted it; the opening is on record before that."""

    template_name = "clues/letter_reporter.html"
    form_class = forms.Form

    def permit(self) -> None:
        demand(identity_policies.may_open_identity(self.letter, self.person))

    def act(self, form: Any) -> tuple[str, str]:
        return open_identity(self.letter.number, by=self.person)

    def answer(self, made: tuple[str, str]) -> HttpResponse:
        return self.render_to_response(self.get_context_data(identity={"name": made[0], "contact": made[1]}))
