"""Who could see a row at a past moment, and why: the rule of `visible_to`, asked of what was kept.

What was kept comes from triggers, so that nothing is missing: not a grant taken back since, not a clearance,
a classification, a post, a unit or a recusal that has changed since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.access.models import Governed, PastGrant
from hub.access.reader import Reader
from hub.access.readers import Opening, Reason
from hub.access.versions import Versions, bounds_of


class Story:
    """Everything that decided who could see one row, up to a moment, and about whom: loaded once."""

    def __init__(self, row: Governed, until: datetime, *, also: Iterable[int] = ()) -> None:
        grants = PastGrant.objects.until(until).filter(label=row._meta.label_lower, row_id=row.pk)
        self.grants: Versions[PastGrant] = Versions(grants)
        self.row = row.as_it_was(until)
        groups = {said.group_id for said in self.grants if said.group_id}
        named = {said.person_id for said in self.grants if said.person_id}
        self.people = get_user_model().objects.as_they_were(
            groups=groups, named=named | set(also), until=until
        )

    def reason(self, person_id: int, moment: datetime) -> str:
        """The code `hub.access.readers.why` would have given at the moment."""
        reader, rank = self.people.reader_at(person_id, moment), self.row.rank_at(moment)
        if not reader.group_ids:
            return "no_post"
        if rank is None:
            return "no_row"
        if reader.clearance is None or reader.clearance < rank:
            return "clearance"
        if set(reader.barred_keys) & self.row.keys_at(moment):
            return "recused"
        return "granted" if any(self.openings_for(reader, moment)) else "no_grant"

    def openings_for(self, reader: Reader, moment: datetime) -> Iterator[PastGrant]:
        """The grants in force that named the reader or one of their groups."""
        for said in self.grants.at(moment):
            in_force = said.expires_at is None or said.expires_at > moment
            if in_force and (said.person_id == reader.person_id or said.group_id in reader.group_ids):
                yield said

    def seen_through(self, person_id: int, day: date) -> Iterator[PastGrant]:
        """The grants through which the person could see the row at any time of the local day."""
        for moment in self._moments(person_id, day):
            if self.reason(person_id, moment) == "granted":
                yield from self.openings_for(self.people.reader_at(person_id, moment), moment)

    def _moments(self, person_id: int, day: date) -> list[datetime]:
        """The day's beginning and every change in it: between two of them nobody begins to see the row."""
        first, last = bounds_of(day)
        changes = self.row.moments() | self.grants.moments() | self.people.moments(person_id)
        return [first, *sorted(moment for moment in changes if first < moment <= last)]


def openings_on(row: Governed, day: date) -> list[Opening]:
    """Who could see the row at any time of the local day, grant by grant."""
    story = Story(row, _end_of(day))
    found: dict[tuple[Any, ...], tuple[PastGrant, set[int]]] = {}
    for person_id in sorted(story.people.ids):
        for said in story.seen_through(person_id, day):
            found.setdefault((said.group_id, said.person_id), (said, set()))[1].add(person_id)
    return _told(found.values())


def why_on(person: Any, row: Governed, day: date) -> Reason:
    """Why the person could see the row on the day; where they could not, why not at the day's end."""
    end = _end_of(day)
    story = Story(row, end, also=[person.pk])
    for said in story.seen_through(person.pk, day):
        return Reason(True, "granted", _words([said])[0].sentence)
    code = story.reason(person.pk, end)
    return Reason(False, code, _refusal(code))


def _end_of(day: date) -> datetime:
    """The day's last moment; of today, now."""
    return min(bounds_of(day)[1], timezone.now())


def _told(found: Iterable[tuple[PastGrant, set[int]]]) -> list[Opening]:
    found = list(found)
    people = get_user_model().objects.in_bulk({pk for _said, seen in found for pk in seen})
    words = _words([said for said, _seen in found])
    return [
        replace(opening, people=[people[pk] for pk in sorted(seen)])
        for opening, (_said, seen) in zip(words, found, strict=True)
    ]


def _words(grants: list[PastGrant]) -> list[Opening]:
    groups = Group.objects.select_related("postgroup__unit").in_bulk(
        {said.group_id for said in grants if said.group_id}
    )
    return [
        Opening(
            str(groups[said.group_id].postgroup) if said.group_id else "",
            said.purpose,
            said.granted_at,
            said.expires_at,
            [],
        )
        for said in grants
    ]


def _refusal(code: str) -> str:
    return {
        "no_post": _("held no valid post then"),
        "no_row": _("this record did not exist then"),
        "clearance": _("clearance was below the classification of this record"),
        "recused": _("was recused from a party to this record"),
        "no_grant": _("held no valid grant on this record"),
    }[code]
