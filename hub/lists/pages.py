"""The one page for rows of a kind: newest first, page by page, narrowed by a filter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.urls import reverse
from django.views.generic import TemplateView

from hub.access.matters import highest_level
from hub.access.paging import page_of
from hub.kernel.keyset import KeysetPage, keyset_page
from hub.kernel.lists import chosen, narrowed
from hub.kernel.views import SignedInMixin
from hub.lists.columns import Column, Words
from hub.rules.models import Level


class Table:
    """Rows as a list shows them, column by column."""

    def __init__(self, columns: Sequence[Column], rows: Iterable[Any]) -> None:
        self.columns, self.rows = columns, rows

    def lines(self) -> Iterator[list[tuple[str, Words, Any]]]:
        """Of each row its cells: classes, what stands beside it on a narrow screen, content."""
        cells = [
            (each.look, "" if each.is_silent else str(each.label), each.reader()) for each in self.columns
        ]
        return ([(look, label, read(row)) for look, label, read in cells] for row in self.rows)


@dataclass(frozen=True, slots=True)
class Nothing:
    """Said where no row is: what is here when something is, and what to do. narrowed: said of a filter."""

    title: Words
    text: Words
    icon: str
    narrowed: Words = ""


@dataclass(frozen=True, slots=True)
class Button:
    """A way from the list to somewhere else: to a route, or to an address."""

    words: Words
    route: str = ""
    icon: str = ""
    is_main: bool = False
    address: str = ""

    @property
    def url(self) -> str:
        return self.address or reverse(self.route)


class ListPage(SignedInMixin, TemplateView):
    """A list declares its heading, columns, filter and rows, what is said when it is empty, and its buttons.

    above: route and words of the page it belongs to.
    """

    template_name = "list.html"
    heading: Words
    above: ClassVar[tuple[str, Words] | None] = None
    columns: ClassVar[Sequence[Column]]
    filter_class: ClassVar[Any] = None
    nothing: ClassVar[Nothing]

    def rows(self) -> Any:
        """The rows that are meant, before the filter: a queryset that the person may see."""
        raise NotImplementedError

    def lines(self, rows: Sequence[Any]) -> Sequence[Any]:
        """What the columns read of the rows of one page: themselves, or what was looked up for them."""
        return rows

    def buttons(self) -> Iterable[Button]:
        """Where one goes from here, as far as the person may."""
        return ()

    def level_of(self, rows: Sequence[Any]) -> Level | None:
        """How secret the page is; None where no row is classified."""
        return None

    @cached_property
    def asked(self) -> Any:
        """The filter as it was filled in."""
        return self.filter_class(self.request.GET, queryset=self.rows(), request=self.request)

    @cached_property
    def wanted(self) -> Any:
        return narrowed(self.asked) if self.filter_class else self.rows()

    @cached_property
    def page(self) -> KeysetPage[Any]:
        return keyset_page(self.request, self.wanted)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page, lines = self.page, self.lines(self.page.rows)
        filters = {"filter_form": self.asked.form, "chosen": chosen(self.asked)} if self.filter_class else {}
        return super().get_context_data(
            heading=self.heading,
            above=self.above and (reverse(self.above[0]), self.above[1]),
            page=page,
            lines=lines,
            table=Table(self.columns, lines),
            nothing=self.nothing,
            buttons=[*self.buttons()],
            level=self.level_of(page.rows),
            **filters,
            **kwargs,
        )


class MatterList(ListPage):
    """The same of governed rows: the gate is asked for one page, however many there are."""

    @cached_property
    def page(self) -> KeysetPage[Any]:
        return keyset_page(self.request, self._older)

    def _older(self, before: int | None, limit: int) -> list[Any]:
        return page_of(self.wanted, self.person, before=before, limit=limit)

    def level_of(self, rows: Sequence[Any]) -> Level | None:
        return highest_level(rows)
