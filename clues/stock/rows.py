"""The rows that steps about stock-takings are taken on."""

from __future__ import annotations

from clues.stock.models import StockTaking
from hub.steps.rows import Rows

STOCK = Rows(
    model=StockTaking,
    name="stock",
    app="clues",
    page="stock-takings/<slug:number>/",
    endpoint="stock-takings/<number:number>",
    related=("unit", "office", "classification", "asked_by", "counted_by"),
)
