"""What the steps of a model share: how a row is found, which version of it was seen, where it is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse

from hub.kernel.errors import NotVisible, Stale
from hub.kernel.transitions import locked
from hub.rest.etags import etag_of


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a model that steps are taken on.

    model: it has `visible_to` and a `version`. name: of one row, in the names of routes and in templates.
    app: the space of its routes. page, endpoint: the address of one row on pages and in the interface.
    key: the row's field that stands in these addresses, and that its actions take. param: what endpoints call
    it, where they do otherwise.

    flow: its state table, for steps that are transitions. related: what its pages read with it. stamp: the
    name of what a page sends back to say which version it was about. level: the classification of a row.

    frame: the template around its pages. around: more of what that template tells, from the row. route: of
    its page, for rows that do not know it themselves. away: where whoever sees the row no more is led.

    steps: those that were declared of these rows.
    """

    model: type[Model]
    name: str
    app: str
    page: str
    endpoint: str
    key: str = "number"
    flow: Callable[[Any], Any] | None = None
    related: tuple[str, ...] = ()
    frame: str = "steps/frame.html"
    around: Callable[[Any], dict[str, Any]] = lambda row: {}
    level: Callable[[Any], Any] = lambda row: row.classification
    route: str = ""
    away: str = "home"
    param: str = ""
    stamp: str = "version"
    steps: list[Any] = field(default_factory=list)

    def seen_by(self, person: Any) -> QuerySet[Any]:
        """The one gate: `visible_to`."""
        rows: QuerySet[Any] = self.model.objects.visible_to(person)  # type: ignore[attr-defined]
        return rows

    def find(self, person: Any, key: Any) -> Any:
        """The row for a page. Raises NotVisible."""
        row = self.seen_by(person).filter(**{self.key: key}).select_related(*self.related).first()
        if row is None:
            raise NotVisible
        return row

    def key_of(self, row: Any) -> Any:
        return getattr(row, self.key)

    def hold(self, person: Any, key: Any) -> AbstractContextManager[Any]:
        """The row, locked until the action ends. Raises NotVisible."""
        return locked(self.seen_by(person), **{self.key: key})

    def version_of(self, row: Any) -> str:
        """What a page sends back to say which version it was about."""
        return str(row.version)

    def tag_of(self, row: Any) -> str:
        """The version of a row that is held, as the interface names it."""
        return etag_of(row.pk, row.version)

    def page_of(self, step: Any) -> str:
        """The name of the route of a step's page."""
        return f"{self.name}-{step.slug}".replace("/", "-")

    def endpoint_of(self, step: Any) -> str:
        """The name of the route of a step's endpoint."""
        return f"{self.name}-{step.address}"

    def expect(self, row: Any, version: str) -> None:
        """Raises Stale when the row has another version by now."""
        if self.version_of(row) != version:
            raise Stale

    def place(self, row: Any) -> str:
        """The address of its page."""
        if self.route:
            return reverse(self.route, args=[self.key_of(row)])
        return str(row.get_absolute_url())

    def link(self, row: Any) -> str:
        """The address of its endpoint."""
        return reverse(f"{self.app}-api:{self.name}", args=[self.key_of(row)])

    def place_after(self, row: Any, person: Any) -> str:
        """Its page, unless what was done took it out of the person's sight."""
        seen = self.seen_by(person).filter(pk=row.pk).exists()
        return self.place(row) if seen else reverse(self.away)
