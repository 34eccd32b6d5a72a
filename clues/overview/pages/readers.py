"""Who can see a letter or a clue now, for everyone who does; who could, and who looked, for case managers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from clues.clue.models.clues import Clue
from clues.clue.policies import may_look_back
from clues.letters.models.letters import Letter
from hub.access.filters import LookFilter
from hub.access.forms import DayForm
from hub.access.looks import lines_of
from hub.access.models import Look
from hub.access.past import openings_on
from hub.access.readers import openings_of
from hub.kernel.errors import demand
from hub.kernel.keyset import keyset_page
from hub.kernel.lists import chosen, narrowed
from hub.lists.looks import LOOK_COLUMNS, NO_LOOKS
from hub.lists.pages import Table


class ReadersMixin:
    """Beside the mixin that finds the row."""

    request: HttpRequest
    person: Any
    partial: bool
    row: Clue | Letter

    def get_template_names(self) -> list[str]:
        return ["clues/overview/readers.html" if self.partial else "clues/overview/readers_page.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        matter, allowed = self.row, may_look_back(self.row, self.person)
        if "day" in self.request.GET:
            demand(allowed)
        form = DayForm(self.request.GET or None)
        context: dict[str, Any] = super().get_context_data(  # type: ignore[misc]
            matter=matter,
            form=form if allowed else None,
            day=form.asked,
            openings=openings_on(matter, form.asked) if form.asked else openings_of(matter),
            readers_url=self.request.path,
            looks_url=reverse(f"clues:{matter._meta.model_name}-looks", args=[matter.number]),
            **kwargs,
        )
        return context


class LooksMixin:
    """The read log of what is `matters`, the first of them named above it."""

    template_name: str | None = "clues/overview/looks.html"
    request: HttpRequest
    person: Any

    @property
    def matters(self) -> list[Any]:
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        matters = self.matters
        demand(may_look_back(matters[0], self.person))
        asked = LookFilter(self.request.GET, queryset=Look.objects.at(*matters), request=self.request)
        page = keyset_page(self.request, narrowed(asked).with_names())
        named = {(matter._meta.label_lower, matter.pk): matter for matter in matters}
        context: dict[str, Any] = super().get_context_data(  # type: ignore[misc]
            matter=matters[0],
            page=page,
            table=Table(LOOK_COLUMNS, lines_of(page.rows, named)),
            nothing=NO_LOOKS,
            filter_form=asked.form,
            chosen=chosen(asked),
            **kwargs,
        )
        return context
