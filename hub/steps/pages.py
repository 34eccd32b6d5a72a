"""The pages of rows, and the one page that every step has."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from hub.access.looks import note_look
from hub.access.models import What
from hub.events.meanwhile import meanwhile
from hub.kernel.errors import HubError, PreconditionRequired, Stale
from hub.kernel.lists import words_for
from hub.kernel.views import ActionFormView, SignedInMixin
from hub.steps.rows import Rows
from hub.steps.step import Step
from hub.steps.taking import of_version, take


class RowPage(SignedInMixin):
    """Pages of one row that the person may see; a refusal leads back to the row itself."""

    rows: ClassVar[Rows]
    kwargs: dict[str, Any]

    @cached_property
    def row(self) -> Any:
        row = self.rows.find(self.person, self.kwargs[self.rows.key])
        self.request.look_at = self.rows.place(row)  # type: ignore[attr-defined]
        return row

    @property
    def level(self) -> Any:
        return self.rows.level(self.row)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.row
        known = {"row": row, self.rows.name.replace("-", "_"): row, "level": self.level}
        context: dict[str, Any] = super().get_context_data(  # type: ignore[misc]
            **known, **self.rows.around(row), **kwargs
        )
        return context


class StepPage(RowPage, ActionFormView):
    """GET shows the form, POST takes the step on exactly the version of the row the person has seen."""

    step: Step = None  # type: ignore[assignment]

    @property
    def rows(self) -> Rows:  # type: ignore[override]
        return self.step.of

    @cached_property
    def part(self) -> Any:
        """What within the row the step is of; None for a step of the row as a whole."""
        part = self.step.part
        return part.find(self.person, self.kwargs["pk"]) if part else None

    @cached_property
    def row(self) -> Any:
        if self.step.part is None:
            return super().row
        row = self.step.part.whole(self.part)
        self.request.look_at = self.rows.place(row)  # type: ignore[attr-defined]
        return row

    def permit(self) -> None:
        self.step.check(self.row, self.person)

    def meanwhile(self) -> dict[str, str]:
        return meanwhile(self.row)

    def get_template_names(self) -> list[str]:
        return [self.step.template]

    def get_form_class(self) -> Any:
        return self.step.form

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"row": self.row, "by": self.person, "part": self.part}

    def get_initial(self) -> dict[str, Any]:
        """A link may say what a choice begins with."""
        asked = self.request.GET
        return super().get_initial() | {name: asked[name] for name in self.step.form.linked if name in asked}

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.offer()
        return form

    def act(self, form: Any) -> Any:
        version = self.request.POST.get(self.rows.stamp)
        if not version:
            raise PreconditionRequired
        taken = take(
            self.step,
            self.rows.key_of(self.row),
            by=self.person,
            expect=lambda row: self.rows.expect(row, version),
            typed=lambda row: form.arguments() | self.named() | of_version(self.step, version),
        )
        return taken.made

    def named(self) -> dict[str, Any]:
        """What else the action is told by the address."""
        if self.step.part is not None:
            return {self.step.part.name: self.part.pk}
        return {name: key for name, key in self.kwargs.items() if name != self.rows.key}

    def form_valid(self, form: Any) -> HttpResponse:
        if self.step.weigh is not None and "confirmed" not in self.request.POST:
            return self.weighed(form)
        try:
            return super().form_valid(form)
        except Stale as late:
            return self.again(form, late)

    def weighed(self, form: Any) -> HttpResponse:
        """The form once more, with what would follow; nothing is written."""
        assert self.step.weigh is not None
        self.permit()
        chosen = [(field.label, words_for(field) or "—") for field in form.visible_fields()]
        context = self.get_context_data(form=form, chosen=chosen, **self.step.weigh(self.row, form))
        return render(self.request, "steps/weighed.html", context)

    def again(self, form: Any, late: HubError) -> HttpResponse:
        """On a row that has changed the form comes again with what was typed, while the step is possible."""
        for name in ("row", "part"):
            self.__dict__.pop(name, None)
        self.permit()
        context = self.get_context_data(form=form, late=late, happened=self.meanwhile())
        return self.render_to_response(context, status=late.status)

    def answer(self, made: Any) -> HttpResponse:
        said = str(self.step.done)
        messages.success(self.request, said % {"number": made.number} if "%(number)s" in said else said)
        return HttpResponseRedirect(self.after(made))

    def after(self, made: Any) -> str:
        """To the row, or where the step says; a step that splits a row leads to what was split off."""
        if self.step.to:
            return reverse(self.step.to)
        return self.rows.place_after(self.row if self.step.makes else made, self.person)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        step, row = self.step, self.row
        if step.logs:
            note_look(self.request, row, What.PAGE)
        context = super().get_context_data(
            step=step,
            frame=step.of.frame,
            hidden={step.of.stamp: step.of.version_of(row)},
            back=step.of.place(row),
            part=self.part,
            **kwargs,
        )
        if step.tells is not None:
            context |= step.tells(row, self.person, context["form"])
        return context
