"""Loads the rules about bulletins between offices from the tables of clues/seed."""

from __future__ import annotations

from typing import Any

from clues.seed.loading import rows


def load_bulletin_rules(apps: Any) -> None:
    for row in rows("bulletin_rules"):
        apps.get_model("clues", "BulletinRule").objects.create(**row)
