"""The shapes of pages. A view translates: it asks one `visible_to` or calls one action, and answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.forms import BaseForm, CharField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.functional import Promise
from django.views.generic import FormView

from hub.kernel.errors import Conflict, HubError, Invalid, Stale
from hub.kernel.lists import words_for

UNACCEPTABLE = 422


class SignedInMixin(LoginRequiredMixin):
    """For people who are signed in; what they are shown is kept by no cache and no browser."""

    request: HttpRequest

    @property
    def person(self) -> Any:
        return self.request.user

    @property
    def partial(self) -> bool:
        """Whether a page asks for a part of itself again."""
        return bool(self.request.htmx)  # type: ignore[attr-defined]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response


class ActionFormView(SignedInMixin, FormView):
    """A form whose content goes to one action.

    What the action finds `Invalid` comes back at the fields, with everything that was typed; other
    refusals become pages of their own. `fields` names the form's field where the action calls it otherwise.
    """

    fields: ClassVar[Mapping[str, str]] = {}
    done: str | Promise = ""
    level: Any = None  # the classification of what the form is about

    def permit(self) -> None:
        """Raise what the action would raise before anything is typed: a form, with its choices and whom it
        leaves out, is for nobody who may not send it."""

    def meanwhile(self) -> Mapping[str, str]:
        """What was done last, for whoever comes too late (`hub.events.meanwhile`)."""
        return {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.permit()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        try:
            return self.form_valid(form) if self.sound(form) else self.form_invalid(form)
        except (Conflict, Stale) as late:
            return self.kept(form, late)

    def sound(self, form: Any) -> bool:
        """Whether everything that was sent can go to the action."""
        return bool(form.is_valid())

    def kept(self, form: Any, late: HubError) -> HttpResponse:
        """For whoever came too late: what was done meanwhile, and what they wrote, to be copied."""
        happened = {**getattr(late, "happened", {}), **self.meanwhile()}
        context = {"error": late, "happened": happened, "typed": typed_in(form), "level": self.level}
        return render(self.request, "late.html", context, status=late.status)

    def act(self, form: Any) -> Any:
        """Call the one action and return what it made."""
        raise NotImplementedError

    def after(self, made: Any) -> str:
        """The address to go to when it is done."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            made = self.act(form)
        except Invalid as refusal:
            self.explain(form, refusal)
            return self.form_invalid(form)
        return self.answer(made)

    def answer(self, made: Any) -> HttpResponse:
        if self.done:
            messages.success(self.request, str(self.done))
        return HttpResponseRedirect(self.after(made))

    def form_invalid(self, form: Any) -> HttpResponse:
        self.permit()
        return self.render_to_response(self.get_context_data(form=form), status=UNACCEPTABLE)

    def explain(self, form: Any, refusal: Invalid) -> None:
        put_errors(form, {self.fields.get(name, name): said for name, said in refusal.fields.items()})


class Confirmed:
    """Beside ActionFormView: a form that is sent twice. First it tells what it would do, then it does it."""

    confirm_template: ClassVar[str]
    request: HttpRequest

    def weigh(self, form: Any) -> dict[str, Any]:
        """What the template needs to tell what would follow. Nothing is written."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        if "confirmed" in self.request.POST:
            answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
            return answer
        chosen = [(field.label, words_for(field) or "—") for field in form.visible_fields()]
        context = self.get_context_data(form=form, chosen=chosen, **self.weigh(form))  # type: ignore[attr-defined]
        return render(self.request, self.confirm_template, context)


def typed_in(form: BaseForm) -> list[tuple[Any, str]]:
    """(label, text) of what was written in words; choices are quickly made again."""
    return [
        (each.label, each.value())
        for each in form.visible_fields()
        if isinstance(each.field, CharField) and each.value()
    ]


def put_errors(form: BaseForm, faults: Mapping[str, list[str]]) -> None:
    """Set each fault at the form's field of that name, or over the form where it has none."""
    for name, said in faults.items():
        for sentence in said:
            form.add_error(name if name in form.fields else None, sentence)
