"""The ledger of hand-overs (移交台账), on a page and as a table file."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from clues.clue.models.clues import Clue
from clues.custody.filters import CustodyFilter
from clues.custody.models import Custody
from hub.access.looks import note_taking
from hub.kernel.keyset import keyset_page, newest
from hub.kernel.lists import chosen, narrowed
from hub.kernel.views import SignedInMixin
from hub.tables.quarantine import csv_bytes

LONGEST_FILE = 10_000  # lines of a ledger that is taken away


class CustodyLedger(SignedInMixin, TemplateView):
    template_name = "clues/custody/custody_list.html"

    @cached_property
    def asked(self) -> CustodyFilter:
        rows = Custody.objects.visible_to(self.person).order_by("-pk")
        related = ("clue__classification", "from_unit", "to_unit", "given_by", "received_by")
        return CustodyFilter(self.request.GET, queryset=rows.select_related(*related), request=self.request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = keyset_page(self.request, narrowed(self.asked))
        levels = [each.clue.classification for each in page.rows]
        return super().get_context_data(
            page=page,
            filter_form=self.asked.form,
            chosen=chosen(self.asked),
            level=max(levels, key=lambda level: level.rank, default=None),
            file_url=f"{reverse('clues:custody-file')}?{self.request.GET.urlencode()}",
            **kwargs,
        )


class CustodyFile(CustodyLedger):
    """The same as a table file in which no cell is a formula; numbers and signatures, no words of a clue.

    Each clue in it is in the read log.
    """

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        head = [_("Number"), _("From"), _("To"), _("Given by"), _("Given on")]
        head += [_("Signed for by"), _("Signed for on"), _("Returned on")]
        rows = list(newest(narrowed(self.asked), None, LONGEST_FILE))
        note_taking(request, Clue, [each.clue_id for each in rows])
        lines = [_cells(each) for each in rows]
        answer = HttpResponse(csv_bytes([head, *lines]), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="custody.csv"'
        return answer


def _cells(each: Custody) -> list[str]:
    received = each.received_by if each.received_at or each.returned_at else None
    signed = [str(received or ""), _moment(each.received_at), _moment(each.returned_at)]
    given = [str(each.from_unit), str(each.to_unit), str(each.given_by), _moment(each.given_at)]
    return [each.clue.number, *given, *signed]


def _moment(at: Any) -> str:
    return date_format(timezone.localtime(at), "Y-m-d H:i") if at else ""
