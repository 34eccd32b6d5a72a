"""Whoever sends a step about a row that has changed meanwhile is told so, and keeps what they typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import resolve
from django.utils import timezone

from hub.steps.pages import StepPage
from tests.places import places

TYPED = "写了很久的一段话"


def filled(form: forms.Form) -> dict[str, Any]:
    """What somebody could send: words in every field of words, the first choice of every other."""
    return {name: _said(form[name]) for name in form.fields}


def _said(bound: forms.BoundField) -> Any:
    field = bound.field
    if isinstance(field, forms.ModelMultipleChoiceField | forms.ModelChoiceField):
        first = field.queryset.first()
        return "" if first is None else field.prepare_value(first)
    if isinstance(field, forms.ChoiceField):
        return next(str(key) for key, _label in field.choices if str(key))
    if isinstance(field.widget, forms.Select):
        return next((str(key) for key, _label in field.widget.choices if str(key)), TYPED)
    if isinstance(field, forms.BooleanField):
        return "on"
    if isinstance(field, forms.DateField):
        return timezone.localdate().isoformat()
    if isinstance(field, forms.IntegerField):
        return "1"
    return TYPED if isinstance(field, forms.CharField) else bound.value() or ""


def step_places() -> list[tuple[str, str, str]]:
    """(route, who, where) of every page of a step."""
    found = []
    for route, (who, where) in places().items():
        view = resolve(where.partition("?")[0]).func
        if issubclass(getattr(view, "view_class", object), StepPage):
            found.append((route, who, where))
    return found


def test_every_step_keeps_what_was_typed_about_a_row_that_has_changed(acting):
    wrong = []
    for route, who, where in step_places():
        page = acting(who)
        shown = page.get(where)
        assert shown.status_code == 200, where
        form, hidden = shown.context["form"], shown.context["hidden"]
        sent = filled(form) | dict.fromkeys(hidden, "0") | {"confirmed": "1"}
        late = page.post(where, sent)
        said = late.content.decode()
        kept = TYPED not in sent.values() or TYPED in said
        if late.status_code != 412 or not kept:
            wrong.append((route, late.status_code, kept, getattr(late.context.get("form"), "errors", {})))
    assert wrong == []
