"""What clearance and recusal ask of a row, before any grant is: one piece of SQL, put into every question.

Django builds it once for each model and number of barred keys. Then each question brings the reader's own
values and the name by which it calls the row: to build it anew took longer than to answer it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from django.db import connection, models
from django.db.models import BooleanField, Exists, F, Func, Q

from hub.access.reader import Reader

# What stands in the piece of SQL for the row, for the reader's clearance and for each of their barred keys.
_ROW, _CLEARANCE, _KEY = "@row@", -(2**31) + 1, "@key-{}@"
# Aliases of Django's own in a subquery: the question around it has the same.
_ALIAS = re.compile(r"\b([A-Z]\d+)\b")


class Probe(Exists):
    """EXISTS asked row by row: OFFSET 0 keeps the planner from turning it into a join over a whole table."""

    template = "EXISTS(%(subquery)s OFFSET 0)"


class Passes(Func):
    """True where the reader's clearance reaches the row and no recusal keeps them from it."""

    output_field = BooleanField()

    def __init__(self, model: type[models.Model], reader: Reader, **extra: Any) -> None:
        super().__init__(F("pk"), **extra)
        self.model, self.reader = model, reader

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> Any:  # type: ignore[override]
        key, _params = compiler.compile(self.source_expressions[0])
        return gate_sql(self.model, self.reader, key.rpartition(".")[0])


def gate_sql(model: type[models.Model], reader: Reader, row: str) -> tuple[str, list[Any]]:
    """(SQL, parameters) of `Passes` for the row that the question calls by this alias."""
    sql, marked = _piece(model, len(reader.barred_keys))
    values: dict[Any, Any] = {_KEY.format(n): barred for n, barred in enumerate(reader.barred_keys)}
    values[_CLEARANCE] = reader.clearance
    return sql.replace(_ROW, row), [values.get(mark, mark) for mark in marked]


@cache
def _piece(model: Any, keys: int) -> tuple[str, list[Any]]:
    """(SQL, parameters) with marks for the row and for what belongs to the reader."""
    conditions: list[Any] = [Q(classification__lte=_CLEARANCE)]
    if keys:
        marks = [_KEY.format(n) for n in range(keys)]
        conditions += [~Probe(each.filter(key__in=marks)) for each in model.parties()]
    sql, params = model.objects.filter(*conditions).values("pk").query.sql_with_params()
    table = connection.ops.quote_name(model._meta.db_table)
    asked = sql.partition(" WHERE ")[2].replace(f"{table}.", f"{_ROW}.")
    asked = _ALIAS.sub(r"gate_\1", asked)
    return f"({asked})", list(params)
