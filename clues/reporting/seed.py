"""Loads the rules about reports upward from the tables of clues/seed."""

from __future__ import annotations

from typing import Any

from clues.seed.loading import rows


def load_reporting_rules(apps: Any) -> None:
    for row in rows("reporting_rules"):
        apps.get_model("clues", "ReportingRule").objects.create(**row)
