"""Loads the rules about matters kept in a compartment of their own from the tables of clues/seed."""

from __future__ import annotations

from typing import Any

from clues.seed.loading import FIRST_DAY, rows


def load_apart_rules(apps: Any) -> None:
    model = apps.get_model("clues", "ApartRule")
    for row in rows("apart_rules"):
        model.objects.create(**row, from_on=FIRST_DAY)
