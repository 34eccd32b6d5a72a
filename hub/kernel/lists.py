"""Narrowing a list: the conditions in force, in words, each with the address that drops it."""

from __future__ import annotations

from typing import Any


def narrowed(filterset: Any) -> Any:
    """The rows the filter leaves; a condition that cannot be understood finds nothing, not everything."""
    sound = not filterset.form.is_bound or filterset.form.is_valid()
    return filterset.qs if sound else filterset.queryset.none()


def chosen(filterset: Any) -> list[dict[str, str]]:
    """label and remove_url of every condition, as templates/parts/filters.html shows them."""
    found = []
    for field in filterset.form:
        words = words_for(field)
        if words:
            found.append(
                {"label": f"{field.label}: {words}", "remove_url": _without(filterset.data, field.name)}
            )
    return found


def _without(asked: Any, name: str) -> str:
    rest = asked.copy()
    for each in (name, "before", "back"):
        rest.pop(each, None)
    return f"?{rest.urlencode()}"


def words_for(field: Any) -> str:
    """What was chosen in a filter's field; empty where nothing was."""
    value = getattr(field.form, "cleaned_data", {}).get(field.name)
    if value in (None, ""):
        return ""
    choices = dict(getattr(field.field, "choices", ())) if isinstance(value, str) else {}
    return str(choices.get(value, value))
