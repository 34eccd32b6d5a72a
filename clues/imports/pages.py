"""Files of letters: sending one, saying what its columns are, following it, what could not be registered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import TemplateView

from clues.imports.actions.files import content_of, prepare_import, start_prepared
from clues.imports.forms import ImportForm, MappingForm
from clues.imports.models import ImportState, LetterImport
from clues.imports.policies import may_run_import
from clues.imports.preview import preview_of
from clues.imports.quarantine import quarantine_csv
from clues.imports.tones import tone_of_import
from clues.imports.withholding import reader_of
from clues.letters.policies import may_register_letters
from hub.access.looks import note_taking
from hub.kernel.errors import NotVisible, PreconditionRequired, demand
from hub.kernel.keyset import key_in
from hub.kernel.transitions import expect, locked
from hub.kernel.views import ActionFormView, SignedInMixin
from hub.lists.columns import FIGURES, LESS, MINUTE, Column, day, standing, with_level
from hub.lists.pages import Button, ListPage, Nothing
from hub.rules.models import Level

MOST_ROWS = 100  # of the quarantine, on a page; the download holds all


def _rows_done(batch: LetterImport) -> str:
    return f"{batch.done} / {batch.total}" if batch.total else ""


def _named(batch: LetterImport) -> str:
    link = format_html('<a href="{}">{}</a>', batch.get_absolute_url(), batch.file_name)
    return with_level(link, batch.level)


class ImportList(ListPage):
    """The files of the office."""

    heading = _("Files of letters")
    above = ("clues:letter-list", _("Letters"))
    columns = (
        Column(_("File"), _named),
        Column(_("Source"), "get_source_display", look=LESS),
        Column(_("Rows done"), _rows_done, look=FIGURES),
        Column(_("Sent by"), "by"),
        day(_("Sent"), "at", to=MINUTE),
        standing(lambda batch: tone_of_import(batch.state)),
    )
    nothing = Nothing(
        _("No files yet"),
        _("Letters that come as a table are registered from a file, row by row."),
        "table-cells",
    )

    def rows(self) -> Any:
        return LetterImport.objects.light().visible_to(self.person).select_related("level", "by")

    def level_of(self, rows: Sequence[LetterImport]) -> Level | None:
        return max((batch.level for batch in rows), key=lambda level: level.rank, default=None)

    def buttons(self) -> Iterator[Button]:
        if may_register_letters(self.person):
            yield Button(
                _("Register from a file"), "clues:letter-import-upload", "arrow-up-tray", is_main=True
            )


class ImportUpload(ActionFormView):
    """The file comes first; nothing is registered before its columns were looked at."""

    template_name = "clues/imports/import_form.html"
    form_class = ImportForm
    fields = {"classification": "level"}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            demand(may_register_letters(self.person))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"person": self.person}

    def act(self, form: Any) -> LetterImport:
        given = form.cleaned_data
        file = given["file"]
        return prepare_import(
            file.name, file.read(), by=self.person, source=given["source"], level=given["level"]
        )

    def after(self, made: LetterImport) -> str:
        return reverse("clues:letter-import-mapping", args=[made.pk])


class ImportMixin(SignedInMixin):
    """Pages of one file that the person may see."""

    kwargs: dict[str, Any]

    @cached_property
    def batch(self) -> LetterImport:
        seen = LetterImport.objects.light().visible_to(self.person).select_related("level", "by", "unit")
        batch = seen.filter(pk=self.kwargs["pk"]).first()
        if batch is None:
            raise NotVisible
        self.request.look_at = batch.get_absolute_url()  # type: ignore[attr-defined]
        return batch

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        batch = self.batch
        context: dict[str, Any] = super().get_context_data(  # type: ignore[misc]
            batch=batch, level=batch.level, tone=tone_of_import(batch.state), **kwargs
        )
        return context


class ImportMapping(ImportMixin, ActionFormView):
    """What each column holds, as proposed and as the sender corrects it; then it starts."""

    template_name = "clues/imports/import_mapping.html"
    form_class = MappingForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            demand(may_run_import(self.batch, self.person))
            if self.batch.state != ImportState.PREPARED:
                return redirect(self.batch)  # sent twice, or gone back to: the file is on its way
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def preview(self) -> Any:
        return preview_of(content_of(self.batch), reader_of(self.batch.withheld))

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"columns": self.preview.columns}

    def act(self, form: Any) -> LetterImport:
        return start_prepared(self.batch.pk, mapping=form.mapping(), by=self.person)

    def after(self, made: LetterImport) -> str:
        return made.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(note=self.preview.note, **kwargs)


class ImportDetail(ImportMixin, TemplateView):
    """How far a file is, what became of its rows, and which could not be registered."""

    template_name = "clues/imports/import_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.batch.rows.all()
        counts = rows.outcomes()
        return super().get_context_data(
            counts=counts,
            quarantine=rows.quarantined()[:MOST_ROWS],
            remarks=rows.remarked()[:MOST_ROWS],
            most=MOST_ROWS,
            may_run=may_run_import(self.batch, self.person),
            **kwargs,
        )


class ImportProgress(ImportMixin, TemplateView):
    """The part of the page that asks again while rows are registered; then the page is shown anew."""

    template_name = "clues/imports/import_progress.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.batch.is_active:
            return HttpResponse(status=204, headers={"HX-Refresh": "true"})
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(counts=self.batch.rows.outcomes(), **kwargs)


class ImportStep(ImportMixin, View):
    """POST `version`: stop the file or go on with it, as the page showed it."""

    action: Callable[..., LetterImport] = None  # type: ignore[assignment]
    done: str | Promise = ""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        version = key_in(request.POST.get("version", ""))
        with locked(LetterImport.objects.light().visible_to(self.person), pk=pk) as batch:
            if version is None:
                raise PreconditionRequired
            expect(batch, version)
            made = self.action(pk, by=self.person)
        messages.success(request, str(self.done))
        return HttpResponseRedirect(made.get_absolute_url())


class ImportQuarantine(ImportMixin, View):
    """The rows that were not registered, to be mended and sent again. They go to their sender only."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        demand(may_run_import(self.batch, self.person))
        note_taking(request, LetterImport, [pk])
        response = HttpResponse(quarantine_csv(self.batch), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="quarantine-{pk}.csv"'
        return response
