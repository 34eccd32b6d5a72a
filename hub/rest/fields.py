"""Fields of what is sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from hub.kernel.errors import Invalid
from hub.kernel.text import is_text
from hub.rest.parsers import read_json


class Text(serializers.CharField):
    """Text that is text: a number is not taken for one."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Json(serializers.JSONField):
    """JSON within a form, held to what a body of JSON is held to."""

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            return super().to_internal_value(data)
        try:
            return read_json(data.encode(errors="surrogatepass"))
        except orjson.JSONDecodeError:
            return self.fail("invalid")
        except Invalid as wrong:
            raise serializers.ValidationError(
                [said for each in wrong.fields.values() for said in each]
            ) from None


@extend_schema_field(OpenApiTypes.STR)
class Chosen(serializers.Field):
    """A row chosen by its code or user name.

    ``rows`` is called at every request: which units exist today is not what it was at start-up. Only for
    rows that everybody may know of: the answer tells whether there is one.
    """

    default_error_messages = {"unknown": _("There is no such choice.")}

    def __init__(self, rows: Callable[[], QuerySet[Any]], by: str = "code", **options: Any) -> None:
        super().__init__(**options)
        self.rows = rows
        self.by = by

    def to_internal_value(self, data: Any) -> Any:
        named = self.rows().filter(**{self.by: data}) if isinstance(data, str) and is_text(data) else None
        row = named.first() if named is not None else None
        if row is None:
            self.fail("unknown")
        return row

    def to_representation(self, value: Any) -> str:
        return str(getattr(value, self.by))
