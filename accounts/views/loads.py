"""Loading units and people from a file, and what became of its rows."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View

from accounts import policies
from accounts.forms import LoadForm
from accounts.loading.actions import WAYS, load_file, refused_csv
from accounts.models import Load
from accounts.terms import LoadKind
from accounts.views.directory import AdministratorForm, Guarded
from hub.access.looks import note_taking
from hub.kernel.errors import NotVisible

RECENT = 10
MOST_SHOWN = 200  # bad rows; the file to download has all of them
LIST_OF = {LoadKind.UNITS: "accounts:unit-list", LoadKind.PEOPLE: "accounts:person-list"}


class FileLoad(AdministratorForm):
    """The file to load, the columns it may have, and the files before it."""

    template_name = "accounts/load_form.html"
    form_class = LoadForm
    kind: LoadKind

    def act(self, form: Any) -> Load:
        file = form.cleaned_data["file"]
        return load_file(self.kind, file.name, file.read(), by=self.person)

    def after(self, made: Load) -> str:
        return reverse("accounts:load-detail", args=[made.pk])

    def back(self) -> str:
        return reverse(LIST_OF[self.kind])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        columns = WAYS[self.kind].columns
        return super().get_context_data(
            columns=[(name, word, name in columns.required) for name, word in columns.names.items()],
            loads=Load.objects.filter(kind=self.kind).select_related("by")[:RECENT],
            **kwargs,
        )


class UnitsLoad(FileLoad):
    kind = LoadKind.UNITS
    title = _("Load units from a file")


class PeopleLoad(FileLoad):
    kind = LoadKind.PEOPLE
    title = _("Load people from a file")


class LoadMixin(Guarded):
    """Pages of one file that was gone through: of every system administrator, for they hold one office."""

    policy = staticmethod(policies.may_administer)
    kwargs: dict[str, Any]

    @cached_property
    def shown(self) -> Load:
        shown = Load.objects.filter(pk=self.kwargs["pk"]).select_related("by").first()
        if shown is None:
            raise NotVisible
        return shown


class LoadDetail(LoadMixin, TemplateView):
    template_name = "accounts/load_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        refused = self.shown.refused.defer("sealed")
        count = refused.count()
        return super().get_context_data(
            load=self.shown,
            refused=count,
            rows=refused[:MOST_SHOWN],
            more=max(count - MOST_SHOWN, 0),
            back=reverse(LIST_OF[LoadKind(self.shown.kind)]),
            again=reverse(f"accounts:{'unit' if self.shown.kind == LoadKind.UNITS else 'person'}-load"),
            **kwargs,
        )


class LoadRefused(LoadMixin, View):
    """The rows that were not taken over, as a file to mend and load again."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        note_taking(request, Load, [self.shown.pk])
        return HttpResponse(
            refused_csv(self.shown),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="refused-{self.shown.pk}.csv"'},
        )
