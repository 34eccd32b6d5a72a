"""What a correction changed, in words, and who had received the wrong data."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.terms import Scheme
from clues.corrections.models import Correction, Recipient
from clues.subjects.terms import Authority, Position

LABELS = {
    "name": _("Name"),
    "post": _("Post"),
    "unit": _("Unit"),
    "branch": _("Party branch"),
    "position": _("Position"),
    "authority": _("Managed by"),
    **{scheme.value: scheme.label for scheme in Scheme},
}


def changes_of(correction: Correction) -> list[tuple[Any, str, str]]:
    """What was put right: (label, before, after)."""
    return [
        (LABELS.get(field, field), _in_words(field, before), _in_words(field, after))
        for field, (before, after) in correction.changes.items()
    ]


def _in_words(field: str, said: str) -> str:
    words: Any = {"authority": Authority, "position": Position}.get(field)
    return str(words(said).label) if words and said else said


def receivers_of(correction: Correction) -> list[Recipient]:
    """Everyone who had received what was corrected: who looked first, then who could have."""
    return list(
        correction.recipients.select_related("person").order_by(F("looked_at").asc(nulls_last=True), "pk")
    )
