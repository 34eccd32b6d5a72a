"""The endpoint that every step has in the interface."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from hub.kernel.errors import Invalid
from hub.rest.etags import require_match
from hub.rest.idempotency import once
from hub.rest.serializers import Receipt
from hub.rest.views import KEY, MATCH, Door, receipt
from hub.steps.forms import StepForm
from hub.steps.shapes import StepInput
from hub.steps.step import Step
from hub.steps.taking import Taken, of_version, take


class StepDoor(Door):
    """POST takes the step: needs ``If-Match``, honours ``Idempotency-Key``, answers a receipt."""

    step: ClassVar[Step]
    shown: ClassVar[type[BaseSerializer]] = Receipt

    def post(self, request: Request, **place: Any) -> Response:
        return once(request, lambda: self._take(request, place))

    def _take(self, request: Request, place: dict[str, Any]) -> Response:
        step = self.step
        key = place.pop(step.of.param or step.of.key)
        sent = step.shape(data=request.data, context={"request": request})
        sent.is_valid(raise_exception=True)
        taken = take(
            step,
            key,
            by=self.person,
            expect=lambda row: self.expect(row, request),
            typed=lambda row: typed_in(step, row, sent, by=self.person) | place | self.seen(row),
        )
        return self.answer(taken)

    def expect(self, row: Any, request: Request) -> None:
        """A step that makes another row compares the version of this one only where one is named."""
        if self.step.makes is None or "If-Match" in request.headers:
            require_match(request, self.step.of.tag_of(row))

    def seen(self, row: Any) -> dict[str, Any]:
        """What the action itself is told of the version, which is the present one by now."""
        return of_version(self.step, self.step.of.tag_of(row).strip('"'))

    def answer(self, taken: Taken) -> Response:
        if self.step.makes is None:
            taken.row.refresh_from_db()
            return receipt(taken.row)
        answer = receipt(taken.made, status.HTTP_201_CREATED)
        answer["Location"] = self.step.makes.link(taken.made)
        return answer


def typed_in(step: Step, row: Any, sent: Any, *, by: Any) -> dict[str, Any]:
    """What the action gets of a body that has the right shape. Raises Invalid where the form refuses it."""
    part = step.part.name if step.part else None
    of_part = {part: sent.validated_data[part]} if part else {}
    return read_form(step.form, sent, row=row, by=by, but=part) | of_part


def read_form(
    form_class: type[StepForm], sent: Any, *, row: Any, by: Any, but: str | None = None
) -> dict[str, Any]:
    """The form filled in with what was sent, as the action takes it. but: a member that is no field."""
    if isinstance(sent, StepInput):
        return sent.arguments()
    data = {name: said for name, said in sent.validated_data.items() if name != but}
    form = form_class(data=data, row=row, by=by, sent=data.keys())
    if not form.is_valid():
        raise Invalid({name: list(map(str, said)) for name, said in form.errors.items()})
    return form.arguments()


def endpoint_of(step: Step, door: type[StepDoor] = StepDoor) -> type[StepDoor]:
    """The view of a step. Its description is the first paragraph of the action's docstring."""
    answers: dict[int, Any] = {201: Receipt} if step.makes else {200: door.shown}
    described = extend_schema(
        request=step.shape,
        parameters=[KEY] if step.makes else [MATCH, KEY],
        responses=answers,
        description=(inspect.getdoc(step.action) or "").split("\n\n")[0].replace("\n", " "),
    )
    return type("StepDoor", (door,), {"step": step, "post": described(forwarding(door))})


def forwarding(door: type[Any]) -> Callable[..., Response]:
    """A function of its own for each endpoint, to hold its description."""

    def post(self: Any, request: Request, **place: Any) -> Response:
        answer: Response = door.post(self, request, **place)
        return answer

    return post
