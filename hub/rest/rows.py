"""Rows of an answer: a serializer describes them, the database fills them, and nothing stands in between.

A *shape* is a flat serializer. Its fields name the members of a row; their ``source`` (``holder.code``) names
where the value comes from. The same class is the description of the interface, so the two cannot differ.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from rest_framework.serializers import Serializer

Shape = type[Serializer]


def rows_of(queryset: QuerySet[Any], shape: Shape) -> list[dict[str, Any]]:
    """One dict per row by one query; no model and no serializer is made for any of them."""
    return named(columns(queryset, shape), shape)


def columns(queryset: Any, shape: Shape) -> Any:
    """The queryset narrowed to tuples of what the shape shows, for `named`."""
    return queryset.values_list(*(path.replace(".", "__") for path in members_of(shape).values()))


def named(rows: Iterable[tuple[Any, ...]], shape: Shape) -> list[dict[str, Any]]:
    """Tuples in the order of `columns` as dicts."""
    names = tuple(members_of(shape))
    return [dict(zip(names, row, strict=True)) for row in rows]


def row_of(instance: object, shape: Shape) -> dict[str, Any]:
    """The same dict of an object that was already read; select what its paths follow."""
    return {name: _follow(instance, path) for name, path in members_of(shape).items()}


def shown(instances: Iterable[object], shape: Shape) -> list[dict[str, Any]]:
    return [row_of(each, shape) for each in instances]


@functools.cache
def members_of(shape: Shape) -> dict[str, str]:
    """Member -> dotted path from the row."""
    return {name: str(field.source or name) for name, field in shape().get_fields().items()}


def _follow(instance: Any, path: str) -> Any:
    for step in path.split("."):
        if instance is None:
            return None
        try:
            instance = getattr(instance, step)
        except ObjectDoesNotExist:  # nothing stands at the other end of a relation to one
            return None
    return instance
