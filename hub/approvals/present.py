"""Who is there for the holders of seats: who holds a post, may read the matter, is away. One question."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.db.models.functions import JSONObject

from accounts.models import Person, Post
from hub.access.models import Governed
from hub.access.reader import Today
from hub.access.readers import keys_of_any
from hub.approvals.models import Absence
from hub.kernel.prepared import DAY, ROW, SINCE, Prepared, any_of

Holder = tuple[str, int]  # ("group" | "person", primary key)


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody stands in until the end of a day, for everything or for some purposes."""

    proxy: int
    to_on: date
    purposes: tuple[str, ...]

    def covers(self, purpose: str) -> bool:
        return not self.purposes or purpose in self.purposes


@dataclass(frozen=True, slots=True)
class Somebody:
    """One of those who are there. reads: cleared for the matter, with a post of today, and not recused."""

    pk: int
    posted: bool
    recused: bool
    reads: bool
    groups: frozenset[int]
    away: tuple[Away, ...]


@dataclass(frozen=True, slots=True)
class Present:
    """Everybody who is there for some holders, as it concerns one matter."""

    people: list[Somebody] = field(default_factory=list)

    def behind(self, *holders: Holder) -> list[Somebody]:
        """The holder, or who holds a post of the group today; in ascending order of keys."""
        return [each for each in self.people if any(_is_behind(each, *holder) for holder in holders)]

    def staffed(self, holder: Holder) -> bool:
        """Whether anybody acts for this seat today."""
        return any(each.posted for each in self.behind(holder))

    def recused(self, holder: Holder) -> bool:
        """Whether somebody who acts for the seat is recused from the matter."""
        return any(each.recused for each in self.behind(holder))

    def readers(self, *holders: Holder) -> list[Somebody]:
        """Who of them may read the matter."""
        return [each for each in self.behind(*holders) if each.reads]

    def fits(self, holder: Holder, *, but: int | None) -> bool:
        """Whether somebody other than `but`, the initiator, could take the seat and read the matter now."""
        return any(each.pk != but for each in self.readers(holder))


def _is_behind(each: Somebody, side: str, pk: int) -> bool:
    return pk in each.groups if side == "group" else each.pk == pk


def present_for(row: Governed, holders: Iterable[Holder]) -> Present:
    holders = set(holders)
    if not holders:
        return Present()
    today, model = Person.objects.today(), type(row)
    groups = [pk for side, pk in holders if side == "group"]
    people = [pk for side, pk in holders if side == "person"]
    values = {ROW: row.pk, DAY: today.day, SINCE: today.since, _GROUPS: groups, _PEOPLE: people}
    return Present([_somebody(row.classification_id, found) for found in _question(model).rows(values)])


_GROUPS, _PEOPLE = "@groups@", "@people@"


@cache
def _question(model: Any) -> Prepared:
    posts = Post.objects.valid(DAY).filter(person=OuterRef("pk"))
    in_groups = posts.filter(group__in=any_of(_GROUPS))
    away = Absence.objects.in_force(DAY).filter(person=OuterRef("pk")).order_by("pk")
    said = JSONObject(proxy="proxy_id", to_on="to_on", purposes="purposes")
    recused = Person.objects.recused_from(keys_of_any(model), Today(DAY, SINCE))
    there = Person.objects.filter(Q(pk__in=any_of(_PEOPLE)) | Exists(in_groups)).order_by("pk")
    return Prepared.of(
        there.values_list(
            "pk",
            "clearance",
            Exists(posts),
            ExpressionWrapper(Q(pk__in=recused.values("pk")), BooleanField()),
            ArraySubquery(in_groups.values("group")),
            ArraySubquery(away.values_list(said)),
        )
    )


def _somebody(rank: int, found: tuple[Any, ...]) -> Somebody:
    pk, clearance, posted, recused, groups, away = found
    reads = posted and clearance is not None and clearance >= rank and not recused
    return Somebody(pk, posted, recused, reads, frozenset(groups), tuple(map(_away, away)))


def _away(text: str) -> Away:
    said = json.loads(text)
    return Away(said["proxy"], date.fromisoformat(said["to_on"]), tuple(said["purposes"]))
