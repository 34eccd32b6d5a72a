"""The field beside a day on which something was done: what `clues.actions.days.entered` asks for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

BEFORE_TODAY = _("Required for a day before today.")


def why_late(help_text: Any = BEFORE_TODAY) -> forms.CharField:
    """Why a past day is entered only now."""
    return forms.CharField(
        label=_("Why it is entered late"), required=False, max_length=300, help_text=help_text
    )
