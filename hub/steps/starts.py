"""What begins something of its own: the declaration, its page and its endpoint."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from hub.kernel.errors import demand
from hub.kernel.verdict import ALLOWED, Verdict
from hub.kernel.views import ActionFormView
from hub.rest.idempotency import once
from hub.rest.serializers import Receipt
from hub.rest.views import KEY, Door, receipt
from hub.steps.endpoints import forwarding, read_form
from hub.steps.forms import StepForm
from hub.steps.rows import Rows
from hub.steps.shapes import StepInput, shape_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """One thing that a person begins: a row is made where none was.

    name: of the page's route. page, address: of the page and the endpoint. makes: the rows one of which is
    made. action: called with what was typed, `by`, and what the address names. may: whether the person
    begins such a thing at all.

    form, input: as of a step. fields: the form's name of a field that the action calls otherwise. template:
    of the page; tells: (person, what the address names) -> what the template tells, and raises NotVisible.
    """

    name: str
    label: Any
    page: str
    address: str
    makes: Rows
    action: Callable[..., Any]
    done: Any
    may: Callable[[Any], Verdict] = lambda by: ALLOWED
    form: type[StepForm] = StepForm
    input: type[StepInput] | None = None
    fields: tuple[tuple[str, str], ...] = ()
    template: str = "steps/start.html"
    tells: Callable[..., dict[str, Any]] | None = None
    explains: Any = ""
    back: str = "home"

    @property
    def shape(self) -> type[BaseSerializer]:
        return self.input or shape_of(self.form)


class StartPage(ActionFormView):
    """GET shows the form, POST makes the row."""

    start: Start = None  # type: ignore[assignment]

    @property
    def fields(self) -> dict[str, str]:  # type: ignore[override]
        return dict(self.start.fields)

    def permit(self) -> None:
        demand(self.start.may(self.person))
        self.told()

    def told(self) -> dict[str, Any]:
        """What the template tells; nobody is told of what they do not see."""
        return self.start.tells(self.person, **self.kwargs) if self.start.tells else {}

    def get_template_names(self) -> list[str]:
        return [self.start.template]

    def get_form_class(self) -> Any:
        return self.start.form

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"row": None, "by": self.person}

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.offer()
        return form

    def get_initial(self) -> dict[str, Any]:
        """A link may say what a choice begins with."""
        asked = self.request.GET
        return super().get_initial() | {name: asked[name] for name in self.start.form.linked if name in asked}

    def act(self, form: Any) -> Any:
        return self.start.action(by=self.person, **self.kwargs, **form.arguments())

    def answer(self, made: Any) -> HttpResponse:
        messages.success(self.request, str(self.start.done))
        return HttpResponseRedirect(self.start.makes.place_after(made, self.person))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = self.told()
        back = reverse(self.start.back)
        return super().get_context_data(start=self.start, back=back, **told, **kwargs)


class StartDoor(Door):
    """POST makes the row: honours ``Idempotency-Key``, answers 201 with its receipt and ``Location``."""

    start: ClassVar[Start]

    def post(self, request: Request, **place: Any) -> Response:
        return once(request, lambda: self._make(request, place))

    def _make(self, request: Request, place: dict[str, Any]) -> Response:
        start = self.start
        sent = start.shape(data=request.data, context={"request": request})
        sent.is_valid(raise_exception=True)
        typed = read_form(start.form, sent, row=None, by=self.person)
        made = start.action(by=self.person, **place, **typed)
        answer = receipt(made, 201)
        answer["Location"] = start.makes.link(made)
        return answer


def start_pages_of(starts: Iterable[Start]) -> list[URLPattern]:
    return [path(start.page, StartPage.as_view(start=start), name=start.name) for start in starts]


def start_door_of(start: Start, *beside: type[Door]) -> type[StartDoor]:
    """The endpoint. beside: what else the same address answers, such as a list."""
    described = extend_schema(
        request=start.shape,
        parameters=[KEY],
        responses={201: Receipt},
        description=(inspect.getdoc(start.action) or "").split("\n\n")[0].replace("\n", " "),
    )
    posted = described(forwarding(StartDoor))
    return type("StartDoor", (*beside, StartDoor), {"start": start, "post": posted})
