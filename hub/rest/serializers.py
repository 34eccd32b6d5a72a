"""Input that must be exactly what was agreed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers


class StrictSerializer(serializers.Serializer):
    """Refuses fields it does not know: a misspelt field must not be dropped in silence."""

    def to_internal_value(self, data: Any) -> Any:
        unknown = self._unknown(data)
        try:
            values = super().to_internal_value(data)
        except serializers.ValidationError as error:
            told: Any = error.detail
            raise serializers.ValidationError({**told, **unknown}) from None
        if unknown:
            raise serializers.ValidationError(unknown)
        return values

    def _unknown(self, data: Any) -> dict[str, list[serializers.ErrorDetail]]:
        if not isinstance(data, Mapping):
            return {}
        writable = {field.field_name for field in self._writable_fields}
        message = serializers.ErrorDetail(str(_("There is no such field.")), code="unknown-field")
        return {str(name): [message] for name in data if name not in writable}


class NoInput(StrictSerializer):
    """For actions that need nothing but the request itself."""


class Receipt(serializers.Serializer):
    """What a write answers: which row, in which state, at which version. Never any text of the matter."""

    id = serializers.IntegerField()
    number = serializers.CharField(required=False)
    state = serializers.CharField(required=False)
    version = serializers.IntegerField()
