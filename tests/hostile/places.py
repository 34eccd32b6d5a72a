"""Where something can be sent: every route with its parameters, every field of its form, every body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

DESCRIPTION = Path(__file__).parents[2] / "docs" / "openapi.yaml"
# What pages read of an address without declaring it.
READ_BY_HAND = (
    "before", "back", "q", "to", "lang", "after",
    "version", "day", "purpose", "next", "page", "up_to", "unit", "prefix",
)  # fmt: skip

IN_FORMS_BY_HAND = (
    "item",
    "opinion",
    "-name",
    "-scheme",
    "-identifier",
    "subjects-TOTAL_FORMS",
    "signers-TOTAL_FORMS",
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A route: its name and pattern, what an address may ask there, and the fields of its form."""

    name: str
    pattern: str
    asked: tuple[str, ...]
    fields: tuple[str, ...]

    @property
    def is_interface(self) -> bool:
        return self.pattern.startswith("api/")


def spots() -> Iterator[Spot]:
    yield from _spots(get_resolver().url_patterns, "", "")


def _spots(patterns: list[URLPattern | URLResolver], space: str, before: str) -> Iterator[Spot]:
    for pattern in patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _spots(pattern.url_patterns, inner, path)
        else:
            yield _spot(f"{space}{pattern.name or 'nothing-here'}", path, pattern.callback)


def _spot(name: str, path: str, callback: Any) -> Spot:
    view = getattr(callback, "view_class", None) or getattr(callback, "cls", None)
    given = getattr(callback, "view_initkwargs", None) or getattr(callback, "initkwargs", {})
    step = next(filter(None, (given.get(way) or getattr(view, way, None) for way in ("step", "start"))), None)
    return Spot(name, path, tuple(_asked(view)), tuple(_fields(view, given, step)))


def _asked(view: Any) -> Iterator[str]:
    yield from getattr(getattr(view, "filter_class", None), "base_filters", {})
    if query := getattr(view, "query_class", None):
        yield from (*query().get_fields(), "limit", "cursor")


def _fields(view: Any, given: dict[str, Any], step: Any) -> Any:
    form = getattr(step, "form", None) or given.get("form_class") or getattr(view, "form_class", None)
    return getattr(form, "base_fields", {})


def members() -> dict[str, tuple[str, ...]]:
    """Path as in the description -> the members of the JSON body that can be posted there."""
    told = yaml.safe_load(DESCRIPTION.read_text())
    found = {}
    for path, item in told["paths"].items():
        body = item.get("post", {}).get("requestBody", {}).get("content", {}).get("application/json", {})
        shape = _resolved(told, body.get("schema", {}))
        if "post" in item:
            found[path] = tuple(shape.get("properties", {}))
    return found


def _resolved(told: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        return told["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    return schema


def described_as(pattern: str) -> str:
    """The pattern of a route as the description writes it."""
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", pattern)
