"""The read log: writing that somebody looked at a matter, and telling it.

A look is written before anything is shown: what cannot be recorded is not shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.http import HttpRequest
from django.utils import timezone
from rest_framework.request import Request

from hub.access.matters import Reference
from hub.access.models import Governed, Look, Matter, What
from hub.access.purposes import code_of, words_for
from hub.access.querysets import grant_tables, view_permission_id
from hub.access.reader import Asking

# A grant in person goes before one to a post, an older one before a newer.
_INSERT = """
INSERT INTO access_look (person_id, label, row_id, what, part_id, at, minute, purpose, group_id)
SELECT %s, %s, each.row_id, %s, each.part_id, %s, %s, coalesce(g.purpose, ''), g.group_id
FROM unnest(%s::bigint[], %s::bigint[]) AS each(row_id, part_id) LEFT JOIN LATERAL (
    SELECT purpose, NULL::int AS group_id, 0 AS turn, id FROM {person}
    WHERE content_object_id = each.row_id AND permission_id = %s AND user_id = %s
        AND (expires_at IS NULL OR expires_at > %s)
    UNION ALL
    SELECT purpose, group_id, 1, id FROM {group}
    WHERE content_object_id = each.row_id AND permission_id = %s AND group_id = ANY(%s)
        AND (expires_at IS NULL OR expires_at > %s)
    ORDER BY turn, id LIMIT 1
) g ON true
ON CONFLICT DO NOTHING
"""
# Of what no grant opens: a file of rows that its sender alone takes away.
_INSERT_PLAINLY = """
INSERT INTO access_look (person_id, label, row_id, what, part_id, at, minute, purpose)
SELECT %s, %s, each.row_id, %s, each.part_id, %s, %s, ''
FROM unnest(%s::bigint[], %s::bigint[]) AS each(row_id, part_id)
ON CONFLICT DO NOTHING
"""


def look(row: Governed, *, by: Asking, what: What, part: int = 0) -> None:
    """Record that the person looks at a row that is visible to them. One statement."""
    look_at_each(type(row), [(row.pk, part)], by=by, what=what)


def look_at_each(
    model: type[models.Model], seen: Sequence[tuple[int, int]], *, by: Asking, what: What
) -> None:
    """The same for several rows of a model, each with its part: (row, part). One statement."""
    now, insert = timezone.now(), _INSERT_PLAINLY
    values: list[Any] = [by.pk, model._meta.label_lower, what, now, int(now.timestamp() // 60)]
    values += [[row for row, _part in seen], [part for _row, part in seen]]
    if issubclass(model, Governed):
        group, person = grant_tables(model)
        permission, groups = view_permission_id(model), list(by.reader().group_ids)
        insert = _INSERT.format(group=group, person=person)
        values += [permission, by.pk, now, permission, groups, now]
    with connection.cursor() as cursor:
        cursor.execute(insert, values)


def note_look(request: HttpRequest | Request, row: Governed, what: What, part: int = 0) -> None:
    """Record the look of whoever asks for a page or an answer. A HEAD shows nothing and is none."""
    if request.method != "HEAD":
        look(row, by=request.user, what=what, part=part)  # type: ignore[arg-type]


def note_taking(request: HttpRequest | Request, model: type[models.Model], keys: Iterable[int]) -> None:
    """Record that whoever asks takes these rows away in a file: a list is no look, a copy of it is one."""
    if request.method != "HEAD":
        seen = [(key, 0) for key in dict.fromkeys(keys)]
        look_at_each(model, seen, by=request.user, what=What.EXPORT)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class LookLine:
    """A look as it is listed. `number` is empty where the reader of the list may not be told it."""

    look: Look
    number: str = ""
    url: str = ""

    @property
    def holder(self) -> str:
        """The post through which it was open, in words; empty for a grant in person."""
        return str(getattr(self.look.group, "postgroup", self.look.group)) if self.look.group else ""

    @property
    def words(self) -> str:
        return words_for(self.look.purpose)

    @property
    def coded(self) -> str:
        """The purpose without words that somebody typed."""
        return words_for(code_of(self.look.purpose))


def lines_of(looks: Iterable[Look], matters: Mapping[Reference, Any]) -> list[LookLine]:
    """`matters`: the rows that may be named, by reference."""
    return [_line(each, matters.get((each.label, each.row_id))) for each in looks]


def _line(each: Look, matter: Any) -> LookLine:
    if matter:
        return LookLine(each, matter.number, matter.get_absolute_url())
    return LookLine(each, _unnumbered(each))


def _unnumbered(each: Look) -> str:
    """What it is and its key, of a thing that has no number; empty for a matter, which may be hidden."""
    model = apps.get_model(each.label)
    return "" if issubclass(model, Matter) else f"{model._meta.verbose_name} {each.row_id}"


def numbered_lines_of(looks: Iterable[Look]) -> list[LookLine]:
    """The same for those who audit: with numbers, without addresses. One question for each model."""
    looks = list(looks)
    numbers = {
        (label, pk): number
        for label in sorted({each.label for each in looks if issubclass(apps.get_model(each.label), Matter)})
        for pk, number in apps.get_model(label)
        ._base_manager.filter(pk__in={each.row_id for each in looks if each.label == label})
        .values_list("pk", "number")
    }
    return [LookLine(each, numbers.get((each.label, each.row_id)) or _unnumbered(each)) for each in looks]
