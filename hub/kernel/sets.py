"""Rows of several tables by one question, each with the rows it names.

What a page tells of one row lies in some twenty tables, and mostly there are few rows or none in each. Asked
one after the other, most of the time goes into building questions and waiting. Here they are one question
that is built once, and its answer is rows of the models as if each table had been asked for itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection, models
from django.db.models import F, Func, JSONField, QuerySet

from hub.kernel.prepared import ROW, Prepared

UNREADABLE = (models.DecimalField, models.DurationField, models.TimeField)


@dataclass(frozen=True)
class Asked:
    """rows: of one table, in their order; marks (`hub.kernel.prepared`) stand for what is asked about.
    along: what each names and is read with it, as for `select_related`; `motion` before `motion__by`."""

    rows: QuerySet[Any]
    along: Sequence[str] = ()

    @cached_property
    def parts(self) -> list[_Part]:
        """The rows themselves, then what they name."""
        return [_Part(self.rows.model), *(_Part.at(self.rows.model, path) for path in self.along)]

    @property
    def question(self) -> QuerySet[Any, Any]:
        columns = [Func(*map(F, part.columns), function="JSONB_BUILD_ARRAY") for part in self.parts]
        return self.rows.values_list(Func(*columns, function="JSONB_BUILD_ARRAY", output_field=JSONField()))

    def row(self, said: str) -> Any:
        found: dict[str, Any] = {}
        for part, values in zip(self.parts, json.loads(said), strict=True):
            found[part.path] = part.row(values)
            if part.relation is not None and found[part.over] is not None:
                part.relation.set_cached_value(found[part.over], found[part.path])
        return found[""]


class Sets:
    """Sets of rows by their names. Their question is built when it is first asked."""

    def __init__(self, asked: Mapping[Any, Asked]) -> None:
        self.asked = asked

    @cached_property
    def _question(self) -> Prepared:
        parts = [Prepared.of(each.question) for each in self.asked.values()]
        listed = ", ".join(f"ARRAY({part.sql})" for part in parts)
        return Prepared(f"SELECT {listed}", tuple(mark for part in parts for mark in part.marked))

    def rows(self, values: Mapping[Any, Any]) -> dict[Hashable, list[Any]]:
        """values: mark -> what it stands for now."""
        [answer] = self._question.rows(values)
        return {
            name: list(map(each.row, said))
            for (name, each), said in zip(self.asked.items(), answer, strict=True)
        }


class Whole:
    """A row with what hangs on it: sets of its model's relations by name, each with what is read along.

    The row then knows them as after `prefetch_related`. besides: more sets, asked with the same question.
    """

    def __init__(
        self,
        model: type[models.Model],
        relations: Mapping[str, Sequence[str]],
        besides: Mapping[str, Asked] | None = None,
    ) -> None:
        self.relations = {name: model._meta.get_field(name) for name in relations}
        hanging = {name: _hanging(self.relations[name], along) for name, along in relations.items()}
        self._sets = Sets({**hanging, **(besides or {})})

    def read(self, row: Any, values: Mapping[Any, Any]) -> dict[Hashable, list[Any]]:
        """Let the row know what hangs on it; gives the sets besides. values: for other marks than the row."""
        found = self._sets.rows({ROW: row.pk, **values})
        for name, relation in self.relations.items():
            _know(row, relation, found.pop(name))
        return found


def tie(row: models.Model, name: str, other: Any) -> None:
    """Let a row know what stands at the other end of a relation to one; None: nothing does."""
    relation: Any = row._meta.get_field(name)
    relation.set_cached_value(row, other)


@dataclass(frozen=True)
class _Part:
    """A model at a path from the rows that are asked for. relation: the last step of it."""

    model: Any
    path: str = ""
    relation: Any = None

    @classmethod
    def at(cls, model: Any, path: str) -> _Part:
        for name in path.split("__"):
            relation = model._meta.get_field(name)
            model = relation.related_model
        return cls(model, path, relation)

    @property
    def over(self) -> str:
        return self.path.rpartition("__")[0]

    @cached_property
    def fields(self) -> list[Any]:
        return [_readable(field) for field in self.model._meta.concrete_fields]

    @property
    def columns(self) -> list[str]:
        before = f"{self.path}__" if self.path else ""
        return [before + field.attname for field in self.fields]

    @cached_property
    def _read(self) -> tuple[list[str], list[Callable[[Any], Any] | None], int]:
        names = [field.attname for field in self.fields]
        return names, list(map(_reading, self.fields)), names.index(self.model._meta.pk.attname)

    def row(self, said: Sequence[Any]) -> Any:
        """None where nothing is named."""
        names, readings, pk = self._read
        if said[pk] is None:
            return None
        values = [
            value if read is None or value is None else read(value)
            for read, value in zip(readings, said, strict=True)
        ]
        return self.model.from_db(connection.alias, names, values)


def _readable(field: Any) -> Any:
    """Numbers of a fixed precision, times and the like have no place in JSON without a loss."""
    if isinstance(field, UNREADABLE):
        raise TypeError(f"{field} cannot be read in sets")
    return field


def _reading(field: Any) -> Callable[[Any], Any] | None:
    """What makes the field's value of its value in JSON; None where it is the same."""
    if isinstance(field, models.DateField | models.UUIDField):  # a DateTimeField is a DateField
        read: Callable[[Any], Any] = field.to_python
        return read
    if isinstance(field, models.BinaryField):
        return lambda said: bytes.fromhex(said.removeprefix("\\x"))
    if hasattr(field, "from_db_value") and not isinstance(field, models.JSONField):
        return lambda said: field.from_db_value(said, None, connection)
    return None


def _hanging(relation: Any, along: Sequence[str]) -> Asked:
    model = relation.related_model
    rows = model._default_manager.filter(**{relation.field.name: ROW})
    return Asked(rows if model._meta.ordering else rows.order_by("pk"), along)


def _know(row: Any, relation: Any, found: Iterable[Any]) -> None:
    """What Django does after `prefetch_related`; it offers no other way to hand over rows read otherwise."""
    found = list(found)
    for each in found:
        setattr(each, relation.field.name, row)
    if relation.one_to_one:
        relation.set_cached_value(row, next(iter(found), None))
        return
    rows = getattr(row, relation.get_accessor_name()).get_queryset()
    rows._result_cache, rows._prefetch_done = found, True
    row.__dict__.setdefault("_prefetched_objects_cache", {})[relation.cache_name] = rows
