"""The ledger of hand-overs (移交台账), and stock-taking (台账核对)."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from clues.actions.stock import count_stock, open_stock_taking, settle_difference
from clues.forms.stock import CustodyFilter, StockCountForm, StockOpenForm, StockSettleForm
from clues.models import Clue, Custody, StockLine, StockTaking
from clues.policies.stock import may_ask_for_stock, may_count_stock, may_settle_stock
from hub.access.looks import note_taking
from hub.kernel.errors import NotVisible, demand
from hub.kernel.keyset import keyset_page, newest
from hub.kernel.lists import chosen, narrowed
from hub.kernel.views import ActionFormView, SignedInMixin
from hub.tables.quarantine import csv_bytes

LONGEST_FILE = 10_000  # lines of a ledger that is taken away


class CustodyLedger(SignedInMixin, TemplateView):
    template_name = "clues/custody_list.html"

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


class StockList(SignedInMixin, TemplateView):
    template_name = "clues/stock_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = StockTaking.objects.visible_to(self.person).select_related("unit", "office", "classification")
        may_ask = may_ask_for_stock(self.person)
        return super().get_context_data(page=keyset_page(self.request, rows), may_ask=may_ask, **kwargs)


class StockOpen(ActionFormView):
    template_name = "clues/stock_open.html"
    form_class = StockOpenForm
    done = gettext_lazy("The unit is asked to count.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            demand(may_ask_for_stock(self.person))
        return super().dispatch(request, *args, **kwargs)

    def act(self, form: Any) -> StockTaking:
        return open_stock_taking(form.cleaned_data["unit"], by=self.person)

    def after(self, made: StockTaking) -> str:
        return made.get_absolute_url()


class StockPage(ActionFormView):
    """One stock-taking: the custodian counts, both see what differs, case management settles."""

    template_name = "clues/stock.html"

    @cached_property
    def stock(self) -> StockTaking:
        rows = StockTaking.objects.visible_to(self.person).filter(number=self.kwargs["number"])
        found = rows.select_related("unit", "office", "classification", "asked_by", "counted_by").first()
        if found is None:
            raise NotVisible
        return found

    @property
    def counting(self) -> bool:
        return self.stock.counted_at is None

    def get_form_class(self) -> Any:
        return StockCountForm if self.counting else StockSettleForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        demand((may_count_stock if self.counting else may_settle_stock)(self.stock, self.person))
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stock, person = self.stock, self.person
        lines = list(stock.lines.visible_to(person).select_related("settled_by"))
        return super().get_context_data(
            stock=stock,
            level=max((stock, *self._seen.values()), key=lambda row: row.classification_id).classification,
            lines=[(line, self._holder_of(line)) for line in lines],
            may_count=self.counting and may_count_stock(stock, person),
            may_settle=not self.counting and not stock.settled_at and may_settle_stock(stock, person),
            **kwargs,
        )

    @cached_property
    def _seen(self) -> dict[int, Clue]:
        """The clues of the lines that the person sees."""
        keys = self.stock.lines.exclude(clue=None).values("clue")
        return {
            clue.pk: clue
            for clue in Clue.objects.visible_to(self.person)
            .filter(pk__in=keys)
            .select_related("holder", "classification")
        }

    def _holder_of(self, line: StockLine) -> Clue | None:
        return self._seen.get(line.clue_id) if line.clue_id else None

    def act(self, form: Any) -> StockTaking:
        if self.counting:
            return count_stock(self.stock.number, by=self.person, **form.cleaned_data)
        return settle_difference(self.stock.number, by=self.person, **form.cleaned_data)

    @property
    def done(self) -> Any:  # type: ignore[override]
        return (
            _("Your count is compared with the ledger.") if self.counting else _("The difference is settled.")
        )

    def after(self, made: StockTaking) -> str:
        return made.get_absolute_url()
