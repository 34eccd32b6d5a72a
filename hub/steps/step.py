"""The declaration of a step. Everything a person can do with a row follows from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.serializers import BaseSerializer

from hub.kernel.errors import Conflict, HubError, NotAllowed, demand
from hub.kernel.transitions import check
from hub.kernel.verdict import ALLOWED, Verdict, deny
from hub.steps.forms import StepForm
from hub.steps.parts import Part
from hub.steps.rows import Rows
from hub.steps.shapes import StepInput, shape_of

Closed = Callable[[Any, Any], HubError | None]


def unless(stands: Callable[[Any], bool]) -> Closed:
    """What keeps a row from a step that can be taken only where it stands so."""

    def closed(row: Any, by: Any) -> Conflict | None:
        if stands(row):
            return None
        return Conflict(_("This is not open, or not any more."), code="not-open")

    return closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that a person does with a row.

    slug, address: the last part of its page's address, and of its endpoint's. of: the rows it is taken on.
    action: called with the row's key, `by` and what was typed; its docstring describes the endpoint.
    done: what is said afterwards.

    It is taken where its `transition` can proceed, or by whom `may` allows, or both. closed: what keeps it
    from being taken now, or None.

    form: what is typed. input: a body that nests, in its place. part: of what within the row it is.
    makes: the rows one of which it makes; it answers with that one.

    group: of steps that are told together. style: primary on the way, empty beside it, danger.
    confirm: asked on the row's own page, where nothing is typed. explains: said above the form.

    template: of its page; tells: (row, person, form) -> what that template tells. weigh: (row, form) -> what
    would follow, told before it is done. logs: whether its page shows so much of the row that it counts as a
    look. to: the route that is led to afterwards.
    """

    slug: str
    label: Any
    of: Rows
    action: Callable[..., Any]
    address: str
    done: Any = ""
    transition: str = ""
    may: Callable[[Any, Any], Verdict] | None = None
    closed: Closed | None = None
    form: type[StepForm] = StepForm
    input: type[StepInput] | None = None
    part: Part | None = None
    makes: Rows | None = None
    group: str = ""
    style: str = "primary"
    confirm: Any = ""
    explains: Any = ""
    template: str = "steps/form.html"
    tells: Callable[[Any, Any, Any], dict[str, Any]] | None = None
    weigh: Callable[[Any, Any], dict[str, Any]] | None = None
    logs: bool = False
    to: str = ""

    def __post_init__(self) -> None:
        self.of.steps.append(self)

    @property
    def page(self) -> str:
        """The name of its page's route."""
        return self.of.page_of(self)

    @property
    def endpoint(self) -> str:
        """The name of its endpoint's route."""
        return self.of.endpoint_of(self)

    @property
    def shape(self) -> type[BaseSerializer]:
        """What JSON must look like."""
        return self.input or shape_of(self.form, self.part)

    def check(self, row: Any, by: Any) -> None:
        """Raise what taking it would raise, before anything is typed."""
        if self.transition and self.of.flow:
            check(getattr(self.of.flow(row), self.transition), by=by)
        if self.may is not None:
            demand(self.may(row, by))
        if (why_not := self.kept_by(row, by)) is not None:
            raise why_not

    def kept_by(self, row: Any, by: Any) -> HubError | None:
        return self.closed(row, by) if self.closed is not None else None

    def verdict(self, row: Any, by: Any) -> Verdict:
        """Whether the person can take it now, and why not."""
        try:
            self.check(row, by)
        except NotAllowed as refusal:
            return refusal.verdict
        except Conflict as refusal:
            return deny(refusal.code, refusal.message)
        return ALLOWED
