"""What a person is today: the posts they hold, the keys that bar them. One question, built once."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, OuterRef
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject
from django.utils import timezone

from accounts.ties import tied_since
from hub.kernel.prepared import DAY, ROW, SINCE, Prepared
from hub.rules.held import EDITION, with_edition


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post of today, by keys."""

    pk: int
    group: int
    from_on: date
    to_on: date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """posts: in the order of their keys. barred: declared parties, units, as far as they bar today. groups:
    all there are, by key, as they were when it was asked."""

    posts: list[HeldPost]
    barred: frozenset[str]
    groups: Mapping[int, Any] = field(default_factory=dict)


def standing_of(person: Any, groups: Callable[[], Mapping[int, Any]]) -> Standing:
    """Posts valid today, and what bars the person besides their own keys. groups: finds all there are."""
    day = timezone.localdate()

    def ask() -> tuple[Standing, int | None]:
        posts, barred, edition = _ask(person, day, tied_since(day))
        return Standing(posts, barred, groups() if posts else {}), edition

    return with_edition(ask)


def barred_since(person: Any, since: date) -> frozenset[str]:
    """The same keys if units that were left on this day or later still counted."""
    return _ask(person, timezone.localdate(), since)[1]


def _ask(person: Any, day: date, since: date) -> tuple[list[HeldPost], frozenset[str], int | None]:
    model: Any = type(person)
    found = _question(model).rows({ROW: person.pk, DAY: day, SINCE: since})
    edition, posts, *keys = found[0] if found else (None, [])
    held = [_post(**json.loads(said)) for said in posts or ()]
    return held, frozenset(key for each in keys for key in each or ()), edition


def _post(pk: int, group: int, from_on: str, to_on: str | None) -> HeldPost:
    ends = date.fromisoformat(to_on) if to_on else None
    return HeldPost(pk, group, date.fromisoformat(from_on), ends)


@cache
def _question(model: Any) -> Prepared:
    of, rows = {"person": OuterRef("pk")}, {}
    for name in ("posts", "recusals", "former_posts"):
        rows[name] = getattr(model, name).rel.related_model.objects.filter(**of)
    said = JSONObject(pk="pk", group="group_id", from_on="from_on", to_on="to_on")
    asked = model._base_manager.filter(pk=ROW).values_list(
        RawSQL(f"({EDITION})", [], BigIntegerField()),  # noqa: S611
        ArraySubquery(rows["posts"].valid(DAY).order_by("pk").values_list(said)),
        ArraySubquery(rows["recusals"].valid(DAY).values("party_key")),
        ArraySubquery(rows["posts"].tying(DAY, SINCE).values("key")),
        ArraySubquery(rows["former_posts"].tying(SINCE).values("unit_key")),
    )
    return Prepared.of(asked)
