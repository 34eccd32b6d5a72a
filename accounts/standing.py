"""What a person is today: the posts they hold, the keys that bar them. One question, built once."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import BigIntegerField, OuterRef
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject
from django.utils import timezone

from accounts.ties import tied_since
from hub.rules.held import EDITION, with_edition

# What stands in the question for the person, the day, and the day since when a unit that was left still ties.
_PERSON, _DAY, _SINCE = -1, date(1, 1, 1), date(1, 1, 2)


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
    sql, marked = _question(type(person))
    values: dict[Any, Any] = {_PERSON: person.pk, _DAY: day, _SINCE: since}
    with connection.cursor() as cursor:
        cursor.execute(sql, [values.get(mark, mark) for mark in marked])
        edition, posts, *keys = cursor.fetchone() or (None, [])
    held = [_post(**json.loads(said)) for said in posts or ()]
    return held, frozenset(key for each in keys for key in each or ()), edition


def _post(pk: int, group: int, from_on: str, to_on: str | None) -> HeldPost:
    ends = date.fromisoformat(to_on) if to_on else None
    return HeldPost(pk, group, date.fromisoformat(from_on), ends)


@cache
def _question(model: Any) -> tuple[str, list[Any]]:
    of, rows = {"person": OuterRef("pk")}, {}
    for name in ("posts", "recusals", "former_posts"):
        rows[name] = getattr(model, name).rel.related_model.objects.filter(**of)
    said = JSONObject(pk="pk", group="group_id", from_on="from_on", to_on="to_on")
    asked = model._base_manager.filter(pk=_PERSON).values_list(
        RawSQL(f"({EDITION})", [], BigIntegerField()),  # noqa: S611
        ArraySubquery(rows["posts"].valid(_DAY).order_by("pk").values_list(said)),
        ArraySubquery(rows["recusals"].valid(_DAY).values("party_key")),
        ArraySubquery(rows["posts"].tying(_DAY, _SINCE).values("key")),
        ArraySubquery(rows["former_posts"].tying(_SINCE).values("unit_key")),
    )
    sql, params = asked.query.sql_with_params()
    return sql, list(params)
