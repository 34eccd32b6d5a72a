"""Loads the rules about ways and stages of disposal from the tables of clues/seed."""

from __future__ import annotations

from typing import Any

from clues.seed.loading import rows


def load_way_rules(apps: Any) -> None:
    """What each way requires, who decides on it, what follows. Ways that are new come with it."""
    ways = apps.get_model("clues", "DisposalWay").objects
    for row in rows("way_rules"):
        ways.update_or_create(code=row.pop("code"), defaults=row)
    fields = apps.get_model("clues", "WayField").objects
    for position, row in enumerate(rows("way_fields")):
        way = ways.get(code=row.pop("way"))
        fields.get_or_create(way=way, code=row.pop("code"), defaults={"position": position, **row})


def load_way_stages(apps: Any) -> None:
    """What a way asks for before its result, in which order and by which rule."""
    ways = apps.get_model("clues", "DisposalWay").objects
    stages = apps.get_model("clues", "WayStage").objects
    for row in rows("way_stages"):
        way = ways.get(code=row.pop("way"))
        stages.get_or_create(way=way, code=row.pop("code"), defaults=row)


def load_way_chains(apps: Any) -> None:
    """Which other chain decides on a way, by the subject's position."""
    ways = apps.get_model("clues", "DisposalWay").objects
    for row in rows("way_chains"):
        ways.get(code=row.pop("way")).chains.create(**row)
