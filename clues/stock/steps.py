"""Taking stock of a unit: case management asks, the unit counts, what differs is settled."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.models import Unit
from accounts.terms import Role
from clues.stock.actions import count_stock, numbers_in, open_stock_taking, settle_difference
from clues.stock.policies import (
    closed_to_counting,
    closed_to_settling,
    may_ask_for_stock,
    may_count_stock,
    may_settle_stock,
)
from clues.stock.rows import STOCK
from hub.rest.fields import Text
from hub.steps.choices import unit_field
from hub.steps.forms import StepForm, paragraph
from hub.steps.shapes import StepInput
from hub.steps.starts import Start
from hub.steps.step import Step


class StockForm(StepForm):
    unit = unit_field(label=_("Unit"), empty_label=_("Choose"))

    def offer(self) -> None:
        counting = Unit.objects.existing().filter(groups__role=Role.CUSTODIAN).distinct().order_by("code")
        self.fields["unit"].queryset = counting  # type: ignore[attr-defined]


TAKE_STOCK = Start(
    name="stock-open",
    label=_("Take stock of a unit"),
    page="stock-takings/new/",
    address="stock-takings",
    makes=STOCK,
    action=open_stock_taking,
    done=_("The unit is asked to count."),
    may=may_ask_for_stock,
    form=StockForm,
    back="clues:stock-list",
    explains=_(
        "The unit's clue custodian gives the numbers of the clues that are really there, without being shown "
        "the ledger. You then see what differs."
    ),
)


class StockCountForm(StepForm):
    numbers = forms.CharField(
        label=_("Numbers of the clues your unit has"),
        required=False,
        max_length=200_000,
        widget=paragraph(12),
        help_text=_("One per line, or a column copied from your own ledger. Empty where the unit has none."),
    )

    def clean_numbers(self) -> list[str]:
        return numbers_in(self.cleaned_data["numbers"])


class CountInput(StepInput):
    numbers = serializers.ListField(child=Text(max_length=40), max_length=5_000)

    def arguments(self) -> dict[str, Any]:
        given = self.validated_data["numbers"]
        return {"numbers": list(dict.fromkeys(number.upper() for number in given))}


class SettleForm(StepForm):
    described = {"line": "Id of the difference."}

    line = forms.IntegerField(label=_("Difference"), widget=forms.Select)
    how = forms.CharField(label=_("How it was settled"), max_length=1000, widget=paragraph(2))

    def offer(self) -> None:
        open_lines = self.row.lines.visible_to(self.by).filter(settled_at=None)
        offered = [(line.pk, f"{line.get_difference_display()} {line.number}") for line in open_lines]
        self.fields["line"].widget.choices = offered  # type: ignore[attr-defined]


COUNT_STOCK = Step(
    slug="count",
    label=_("Send the count"),
    done=_("Your count is compared with the ledger."),
    of=STOCK,
    may=may_count_stock,
    closed=lambda stock, by: closed_to_counting(stock),
    action=count_stock,
    form=StockCountForm,
    input=CountInput,
    address="counts",
)


SETTLE_STOCK = Step(
    slug="settle",
    label=_("Settled"),
    done=_("The difference is settled."),
    of=STOCK,
    may=may_settle_stock,
    closed=lambda stock, by: closed_to_settling(stock),
    action=settle_difference,
    form=SettleForm,
    address="settlements",
)
