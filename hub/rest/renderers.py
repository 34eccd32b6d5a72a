"""JSON out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

import orjson
from django.utils.functional import Promise
from rest_framework.renderers import BaseRenderer


class OrjsonRenderer(BaseRenderer):
    """UTF-8 JSON; decimals are strings, so that no amount of money passes through a float."""

    media_type = "application/json"
    format = "json"
    charset = None
    render_style = "binary"

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        return b"" if data is None else to_json(data)


def to_json(data: Any) -> bytes:
    return orjson.dumps(data, default=_plain)


def _plain(value: Any) -> str:
    if isinstance(value, (Promise, Decimal, timedelta)):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
