"""Files of letters: sent by registrars, seen by their office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Person
from clues.imports.actions.files import cancel_import, resume_import, start_import
from clues.imports.inputs import ImportInput
from clues.imports.models import LetterImport
from clues.imports.policies import may_run_import
from clues.imports.quarantine import quarantine_csv
from clues.imports.shapes import ImportFacts, ImportRow, ImportShown
from hub.access.looks import note_taking
from hub.kernel.errors import NotVisible, demand
from hub.kernel.keyset import newest
from hub.rest.downloads import DownloadDoor, download
from hub.rest.idempotency import once
from hub.rest.paging import page_schema
from hub.rest.rows import row_of, rows_of
from hub.rest.serializers import Receipt
from hub.rest.uploads import FORM_AROUND, UploadDoor
from hub.rest.views import KEY, DossierView, ListView, TransitionView, receipt, strict_input
from hub.tables.limits import FILE_BYTES

CSV = "text/csv"


@extend_schema_view(
    get=extend_schema(operation_id="letter_imports_list", responses=page_schema(ImportRow)),
)
class LetterImports(ListView, UploadDoor):
    """Files of the caller's office, newest first. One that is sent is registered row by row from then on."""

    largest = FILE_BYTES + FORM_AROUND

    def page(self, before: int | None, limit: int, **wanted: Any) -> Sequence[Any]:
        return rows_of(newest(LetterImport.objects.visible_to(self.person), before, limit), ImportRow)

    @extend_schema(request={"multipart/form-data": ImportInput}, parameters=[KEY], responses={201: Receipt})
    def post(self, request: Request) -> Response:
        return once(request, lambda: self._start(request))

    def _start(self, request: Request) -> Response:
        data = strict_input(ImportInput, request)
        file, level = data.pop("file"), data.pop("classification", None)
        batch = start_import(file.name, file.read(), by=self.person, level=level, **data)
        answer = receipt(batch, 201)
        answer["Location"] = reverse("clues-api:letter-import", args=[batch.pk])
        return answer


@extend_schema_view(get=extend_schema(responses=ImportShown))
class LetterImportDetail(DossierView):
    """How far a file is, and what became of its rows."""

    def find(self, request: Request, import_id: int) -> QuerySet[LetterImport]:
        seen = LetterImport.objects.light().visible_to(self.person).filter(pk=import_id)
        return seen.select_related("by", "level")

    def show(self, row: LetterImport, request: Request) -> dict[str, Any]:
        return {**row_of(row, ImportFacts), **row.rows.outcomes()}


class ImportStep(TransitionView):
    """A step of one file, by whoever sent it."""

    def find(self, request: Request, import_id: int) -> QuerySet[LetterImport]:
        return LetterImport.objects.light().visible_to(self.person).filter(pk=import_id)


class LetterImportCancel(ImportStep):
    """Stop before the next row; it can be resumed for as long as the file is kept."""

    def act(self, row: LetterImport, *, by: Person, **data: Any) -> LetterImport:
        return cancel_import(row.pk, by=by)


class LetterImportResume(ImportStep):
    """Go on with the next row."""

    def act(self, row: LetterImport, *, by: Person, **data: Any) -> LetterImport:
        return resume_import(row.pk, by=by)


class LetterImportQuarantine(DownloadDoor):
    """The rows that were not registered with line and reason, for whoever sent the file."""

    @extend_schema(responses={(200, CSV): OpenApiResponse(OpenApiTypes.BINARY)})
    def get(self, request: Request, import_id: int) -> HttpResponse:
        batch = LetterImport.objects.light().visible_to(self.person).filter(pk=import_id).first()
        if batch is None:
            raise NotVisible
        demand(may_run_import(batch, self.person))
        note_taking(request, LetterImport, [batch.pk])
        return download(f"quarantine-{batch.pk}.csv", quarantine_csv(batch), CSV)
