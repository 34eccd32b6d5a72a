"""Reads the tables of this folder, and loads categories and chains into an installation."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import Any

SEED = Path(__file__).parent


FIRST_DAY = "2019-01-01"


def rows(name: str) -> list[dict[str, str]]:
    with (SEED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load_categories(apps: Any) -> None:
    model = apps.get_model("clues", "Category")
    for row in rows("categories"):
        parent = model.objects.get(code=row["parent"]) if row["parent"] else None
        model.objects.create(code=row["code"], name=row["name"], name_en=row["name_en"], parent=parent)


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
