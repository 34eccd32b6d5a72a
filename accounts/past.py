"""People, posts, units and recusals as they were at a past moment; written by triggers alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone

from accounts.ties import LONGEST, tied_since, unit_tie
from hub.access.models import Past
from hub.access.reader import NOBODY, Reader
from hub.access.versions import Versions, holds_on


class PastPerson(Past):
    """Active or not, cleared up to which rank, and which party they are themselves."""

    is_active = models.BooleanField()
    rank = models.SmallIntegerField(null=True)
    identity_key = models.CharField(max_length=64, null=True)
    branch_key = models.CharField(max_length=LONGEST, default="")


class PastUnit(Past):
    from_on = models.DateField()
    to_on = models.DateField(null=True)


class PastPost(Past):
    person_id = models.BigIntegerField(db_index=True)
    group_id = models.IntegerField(db_index=True)
    unit_id = models.BigIntegerField()
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)


class PastRecusal(Past):
    person_id = models.BigIntegerField(db_index=True)
    party_key = models.CharField(max_length=64)
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)


class PastFormerPost(Past):
    person_id = models.BigIntegerField(db_index=True)
    unit_key = models.CharField(max_length=LONGEST)
    to_on = models.DateField()


class PastPeople:
    """Everyone who ever held a post of the groups, and those named, up to a moment: eight questions."""

    def __init__(self, *, groups: Iterable[int], named: Iterable[int], until: datetime) -> None:
        held = PastPost.objects.until(until).filter(group_id__in=list(groups))
        self.ids = set(named) | set(held.values_list("person_id", flat=True))
        posts = PastPost.objects.until(until).filter(person_id__in=self.ids)
        recusals = PastRecusal.objects.until(until).filter(person_id__in=self.ids)
        former = PastFormerPost.objects.until(until).filter(person_id__in=self.ids)
        self._people = _by(PastPerson.objects.until(until).filter(of_id__in=self.ids), "of_id")
        self._posts = _by(posts, "person_id")
        self._recusals = _by(recusals, "person_id")
        self._former = _by(former, "person_id")
        units = {post.unit_id for versions in self._posts.values() for post in versions}
        self._units = _by(PastUnit.objects.until(until).filter(of_id__in=units), "of_id")
        codes = apps.get_model("accounts.Unit").objects.filter(pk__in=units).values_list("pk", "code")
        self._unit_ties = {pk: unit_tie(code) for pk, code in codes}
        self._since: dict[date, date] = {}

    def moments(self, person_id: int) -> set[datetime]:
        """When something about the person, their posts, recusals or units changed."""
        posts = self._posts.get(person_id, ())
        tables = (self._people, self._posts, self._recusals, self._former)
        told = [table.get(person_id) for table in tables]
        told += [self._units.get(post.unit_id) for post in posts]
        return {moment for versions in told if versions for moment in versions.moments()}

    def reader_at(self, person_id: int, moment: datetime) -> Reader:
        """The same as `Person.reader`, for a moment that has passed."""
        person = self._people[person_id].one(moment) if person_id in self._people else None
        if person is None:
            return NOBODY
        posts = [
            post.group_id
            for post in _in_force(self._posts.get(person_id), moment)
            if self._exists(post, moment)
        ]
        own = {person.identity_key or "", person.branch_key} - {""}
        return Reader(
            person_id=person_id,
            group_ids=tuple(posts) if person.is_active else (),
            clearance=person.rank,
            barred_keys=tuple(sorted(own | set(self._keys(person_id, moment)))),
        )

    def _keys(self, person_id: int, moment: datetime) -> Iterator[str]:
        """Keys of declared parties, and of the units that tie the person."""
        for recusal in _in_force(self._recusals.get(person_id), moment):
            yield recusal.party_key
        day = timezone.localdate(moment)
        if day not in self._since:
            self._since[day] = tied_since(day)
        since = self._since[day]
        for post in _at(self._posts.get(person_id), moment):
            if post.from_on <= day and self._left_on(post, moment) >= since:
                yield self._unit_ties[post.unit_id]
        for former in _at(self._former.get(person_id), moment):
            if former.to_on >= since:
                yield former.unit_key

    def _left_on(self, post: PastPost, moment: datetime) -> date:
        """The day on which the post ended, or will; of one without an end, the end of time."""
        unit = self._units[post.unit_id].one(moment) if post.unit_id in self._units else None
        ended = timezone.localdate(post.ended_at) if post.ended_at else None
        ends = [post.to_on, ended, unit.to_on if unit else None]
        return min((end for end in ends if end), default=date.max)

    def _exists(self, post: PastPost, moment: datetime) -> bool:
        unit = self._units[post.unit_id].one(moment) if post.unit_id in self._units else None
        return unit is not None and holds_on(timezone.localdate(moment), unit)


def _at(rows: Versions[Any] | None, moment: datetime) -> Iterator[Any]:
    return rows.at(moment) if rows else iter(())


def _in_force(rows: Versions[Any] | None, moment: datetime) -> Iterator[Any]:
    day = timezone.localdate(moment)
    for said in _at(rows, moment):
        if said.ended_at is None and holds_on(day, said):
            yield said


def _by(rows: Iterable[Any], name: str) -> dict[int, Versions[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(getattr(row, name), []).append(row)
    return {key: Versions(versions) for key, versions in found.items()}
