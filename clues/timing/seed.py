"""Loads the rules about days, extensions and suspensions from the tables of clues/seed."""

from __future__ import annotations

from typing import Any

from clues.seed.loading import rows


def load_extension_rules(apps: Any) -> None:
    model = apps.get_model("clues", "ExtensionRule")
    for row in rows("extension_rules"):
        model.objects.create(**{field: said for field, said in row.items() if said})
