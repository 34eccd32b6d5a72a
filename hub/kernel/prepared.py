"""A question that Django builds once. To build it anew takes longer than to answer it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

# Marks: what stands in a prepared question for the day, the moment, the row that is asked about, its rank.
DAY, SINCE = date(1, 1, 1), date(1, 1, 2)
MOMENT = datetime(1, 1, 1, tzinfo=UTC)
ROW, RANK = -(2**31) + 1, -(2**15) + 1


@dataclass(frozen=True, slots=True)
class Prepared:
    """SQL, and its parameters with marks among them."""

    sql: str
    marked: tuple[Any, ...]

    @classmethod
    def of(cls, question: QuerySet[Any, Any]) -> Prepared:
        sql, params = question.query.sql_with_params()
        return cls(sql, tuple(params))

    def params(self, values: Mapping[Any, Any]) -> list[Any]:
        """`values`: mark -> what it stands for now."""
        return [values.get(each, each) if isinstance(each, Hashable) else each for each in self.marked]

    def rows(self, values: Mapping[Any, Any]) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.params(values))
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def any_of(mark: str) -> RawSQL:
    """What `__in` compares with: however many keys the mark stands for, it is one question."""
    return RawSQL("SELECT unnest(%s::bigint[])", [mark])
