"""Loads the tables of this folder's seed/ into an installation: categories, ways, chains, routing rules.

Takes an app registry, so that the data migration and a later `manage.py` run the same code.
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import Any

SEED = Path(__file__).parent / "seed"
FIRST_DAY = "2019-01-01"


def rows(name: str) -> list[dict[str, str]]:
    with (SEED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load_categories(apps: Any) -> None:
    model = apps.get_model("clues", "Category")
    for row in rows("categories"):
        parent = model.objects.get(code=row["parent"]) if row["parent"] else None
        model.objects.create(code=row["code"], name=row["name"], name_en=row["name_en"], parent=parent)


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


def load_rules(apps: Any) -> None:
    model = apps.get_model("clues", "RoutingRule")
    categories = {category.code: category for category in apps.get_model("clues", "Category").objects.all()}
    for row in rows("routing_rules"):
        row["under_inspection"] = row["under_inspection"] == "1"  # type: ignore[assignment]
        row["category_under"] = categories.get(row["category_under"])  # type: ignore[assignment]
        model.objects.create(**row, from_on=FIRST_DAY)


def load_apart_rules(apps: Any) -> None:
    model = apps.get_model("clues", "ApartRule")
    for row in rows("apart_rules"):
        model.objects.create(**row, from_on=FIRST_DAY)


def load_chains(apps: Any, *codes: str, version: int = 1, from_on: date | str = FIRST_DAY) -> None:
    """A version of the chains of these codes, or of all. A row is a signer, rows of a position a step."""
    chains, steps = {}, {}
    for row in _chain_rows(version):
        code, position = row["code"], int(row["position"])
        if codes and code not in codes:
            continue
        if code not in chains:
            named = {field: row[field] for field in ("code", "name", "name_en", "source")}
            chains[code] = apps.get_model("approvals", "Chain").objects.create(
                **named, version=version, from_on=from_on
            )
        if (code, position) not in steps:
            steps[code, position] = apps.get_model("approvals", "ChainStep").objects.create(
                chain=chains[code],
                position=position,
                name=row["step_name"],
                name_en=row["step_name_en"],
                mode=row["mode"],
                **({"same_person": row["same_person"]} if row["same_person"] else {}),
            )
        apps.get_model("approvals", "ChainSigner").objects.create(
            step=steps[code, position],
            by=row["signer_by"],
            role=row["role"],
            unit_kind=row["unit_kind"],
            relation=row["relation"],
            **({"use": row["use"]} if row["use"] else {}),
        )


def renew_chains(apps: Any, version: int, day: date) -> None:
    """The next version of chains from a day on, where the one before is the newest and stands as seeded.

    Where another version was drawn, or is being drawn, that stays. What runs goes on with its own copy.
    """
    for code in dict.fromkeys(row["code"] for row in _chain_rows(version)):
        newest = apps.get_model("approvals", "Chain").objects.filter(code=code).order_by("-version").first()
        if newest is None or newest.version != version - 1 or not _as_seeded(newest):
            continue
        newest.to_on = day - timedelta(days=1)
        newest.save(update_fields=["to_on"])
        load_chains(apps, code, version=version, from_on=day)


def _chain_rows(version: int) -> list[dict[str, str]]:
    return [row for row in rows("chains") if int(row["version"]) == version]


def _as_seeded(chain: Any) -> bool:
    """Whether it is in force without end, and asks whom its rows ask."""
    fields = ("by", "role", "unit_kind", "relation", "use")
    columns = ("mode", "signer_by", "role", "unit_kind", "relation")
    steps = chain.steps.order_by("position", "signers__pk")
    asked = steps.values_list("position", "mode", *(f"signers__{field}" for field in fields))
    seeded = [
        (int(row["position"]), *(row[column] for column in columns), row["use"] or "sign")
        for row in _chain_rows(chain.version)
        if row["code"] == chain.code
    ]
    return not chain.draft and chain.to_on is None and list(asked) == seeded


def load_extension_rules(apps: Any) -> None:
    model = apps.get_model("clues", "ExtensionRule")
    for row in rows("extension_rules"):
        model.objects.create(**{field: said for field, said in row.items() if said})


def load_reporting_rules(apps: Any) -> None:
    for row in rows("reporting_rules"):
        apps.get_model("clues", "ReportingRule").objects.create(**row)


def load_way_chains(apps: Any) -> None:
    """Which other chain decides on a way, by the subject's position."""
    ways = apps.get_model("clues", "DisposalWay").objects
    for row in rows("way_chains"):
        ways.get(code=row.pop("way")).chains.create(**row)


def load_bulletin_rules(apps: Any) -> None:
    for row in rows("bulletin_rules"):
        apps.get_model("clues", "BulletinRule").objects.create(**row)
