"""Where a row is in the interface, without knowing the rooms above."""

from __future__ import annotations

from django.db.models import Model
from django.urls import NoReverseMatch, reverse


def link_to(row: Model) -> str | None:
    """The address of a numbered row: the route of ``Letter`` in the app ``clues`` is ``clues-api:letter``.

    None for a row that the interface does not show.
    """
    route = f"{row._meta.app_label}-api:{row._meta.model_name}"
    try:
        return reverse(route, args=[getattr(row, "number", "")])
    except NoReverseMatch:
        return None
