"""From references to rows: what stands behind duties and notices, as far as it is visible now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps

from hub.access.models import Governed, Matter
from hub.access.reader import Asking
from hub.rules.models import Level

Reference = tuple[str, int]  # ("clues.clue", primary key)


def visible_matters(person: Asking, references: Iterable[Reference]) -> dict[Reference, Matter]:
    """The matters among the references that the person may see now: one question per model."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for label, pk in references:
        wanted[label].add(pk)
    return {
        (label, row.pk): row
        for label, keys in sorted(wanted.items())
        if issubclass(apps.get_model(label), Matter)
        for row in apps.get_model(label)
        .objects.visible_to(person)
        .filter(pk__in=keys)
        .select_related("classification")
    }


def matter_numbered(number: str) -> Governed | None:
    """The governed row with this number, whether or not anybody may see it.

    Only for those who audit: they may be told ids, numbers and names of readers, never text.
    """
    for model in governed_models():
        row: Any = model._base_manager.filter(**{"number": number}).first()
        if row is not None:
            return row
    return None


def governed_models() -> list[type[Governed]]:
    """Every governed model."""
    return [model for model in apps.get_models() if issubclass(model, Governed)]


def highest_level(rows: Iterable[Matter]) -> Level | None:
    """The classification of a page that shows all these rows; None when it shows none."""
    return max((row.classification for row in rows), key=lambda level: level.rank, default=None)
