"""Reading the tables in ``seed/``. Used by migrations, hence with the models handed in."""

from __future__ import annotations

import csv
from pathlib import Path

from django.db.models import Model

SEED = Path(__file__).parent / "seed"


def seed_table(model: type[Model], name: str) -> None:
    """Create a row for each line of ``seed/<name>.csv``; an empty cell leaves the field at its default."""
    model._default_manager.bulk_create([model(**row) for row in _rows(name)])


def _rows(name: str) -> list[dict[str, str]]:
    with (SEED / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return [{field: value for field, value in line.items() if value} for line in csv.DictReader(lines)]
