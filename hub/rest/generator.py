"""The description of the interface in the right language."""

from __future__ import annotations

from typing import Any

from django.utils import translation
from drf_spectacular.generators import SchemaGenerator


class Generator(SchemaGenerator):
    """Served, it speaks the reader's language; written to a file, English, whatever is compiled."""

    def get_schema(self, request: Any = None, public: bool = False) -> Any:
        if request is not None:
            return super().get_schema(request, public)
        with translation.override("en"):
            return super().get_schema(request, public)
