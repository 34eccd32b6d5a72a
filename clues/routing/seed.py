"""Loads the rules about the unit in charge from the tables of clues/seed."""

from __future__ import annotations

from typing import Any

from clues.seed.loading import FIRST_DAY, rows


def load_rules(apps: Any) -> None:
    model = apps.get_model("clues", "RoutingRule")
    categories = {category.code: category for category in apps.get_model("clues", "Category").objects.all()}
    for row in rows("routing_rules"):
        row["under_inspection"] = row["under_inspection"] == "1"  # type: ignore[assignment]
        row["category_under"] = categories.get(row["category_under"])  # type: ignore[assignment]
        model.objects.create(**row, from_on=FIRST_DAY)
