"""What JSON must look like to fill in a form: derived from its fields, so that limits are stated once."""

from __future__ import annotations

import functools
from typing import Any

from django import forms
from rest_framework import serializers

from hub.rest.fields import Chosen, Text
from hub.rest.serializers import NoInput, StrictSerializer
from hub.steps.fields import KeysField, RowField, RowsField, YesNoField
from hub.steps.forms import StepForm
from hub.steps.parts import Part

BIGGEST_KEY = 2**63 - 1


class StepInput(StrictSerializer):
    """A body that nests, for a step whose form cannot say it."""

    def arguments(self) -> dict[str, Any]:
        """What was sent, for the action."""
        return dict(self.validated_data)


@functools.cache
def shape_of(form: type[StepForm], part: Part | None = None) -> type[StrictSerializer]:
    """The serializer for the fields of a form, and for the key of a part: `PushForm` is `PushInput` there."""
    members: dict[str, Any] = {part.name: key(help_text=part.described)} if part else {}
    members |= {name: _member(form, name, field) for name, field in form.base_fields.items()}
    if not members:
        return NoInput
    name = form.__name__.removesuffix("Form") + "Input"
    return type(
        name, (StrictSerializer,), {**members, "__doc__": form.__doc__, "__module__": form.__module__}
    )


def _member(form: type[StepForm], name: str, field: forms.Field) -> serializers.Field:
    said = form.described.get(name) or _named(field) or field.help_text
    options = {"help_text": said} if said else {}
    return _field(field, {"required": field.required, **options})


def _named(field: forms.Field) -> str:
    """How a choice among rows is named."""
    if not isinstance(field, RowField):
        return ""
    if field.named_by == "username":
        return "User name."
    return f"Code of a {field.rows().model._meta.verbose_name}."


@functools.singledispatch
def _field(field: Any, options: dict[str, Any]) -> serializers.Field:
    raise TypeError(f"no JSON is known for {type(field).__name__}")


@_field.register
def _row(field: RowField, options: dict[str, Any]) -> serializers.Field:
    return Chosen(field.rows, by=field.named_by, **options)


@_field.register
def _rows(field: RowsField, options: dict[str, Any]) -> serializers.Field:
    return _several(Chosen(field.rows, by=field.named_by), field.most, options)


@_field.register
def _keys(field: KeysField, options: dict[str, Any]) -> serializers.Field:
    return _several(key(), field.most, options)


@_field.register
def _yes_or_no(field: YesNoField, options: dict[str, Any]) -> serializers.Field:
    return serializers.BooleanField(**options)


@_field.register
def _box(field: forms.BooleanField, options: dict[str, Any]) -> serializers.Field:
    """A box that need not be ticked is false where nothing is sent."""
    return serializers.BooleanField(default=False, **{**options, "required": False})


@_field.register
def _choice(field: forms.ChoiceField, options: dict[str, Any]) -> serializers.Field:
    choices: Any = field.choices
    return serializers.ChoiceField(list(choices), **options)


@_field.register
def _day(field: forms.DateField, options: dict[str, Any]) -> serializers.Field:
    return serializers.DateField(**options)


@_field.register
def _key(field: forms.IntegerField, options: dict[str, Any]) -> serializers.Field:
    return key(**options)


@_field.register
def _text(field: forms.CharField, options: dict[str, Any]) -> serializers.Field:
    if not field.required:
        options["allow_blank"] = True
    return Text(max_length=field.max_length, **options)  # type: ignore[arg-type]


def key(**options: Any) -> serializers.Field:
    """The key of a row."""
    return serializers.IntegerField(min_value=1, max_value=BIGGEST_KEY, **options)


def _several(each: serializers.Field, most: int, options: dict[str, Any]) -> serializers.Field:
    if options["required"]:
        options["min_length"] = 1
    return serializers.ListField(child=each, max_length=most, **options)
