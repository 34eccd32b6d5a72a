"""What rows are opened for, in words. A grant and its ledger line keep the code."""

from __future__ import annotations

from typing import TypeVar

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _

Purposes = TypeVar("Purposes", bound=type[models.TextChoices])

_titles: dict[str, str | Promise] = {}


def grant_purpose(code: str, title: str | Promise) -> str:
    """Declare one purpose; returns its code."""
    if code in _titles:
        raise ValueError(f"purpose {code} is declared twice")
    _titles[code] = title
    return code


def grant_purposes(purposes: Purposes) -> Purposes:
    """Class decorator: declare the purposes for which an app opens rows."""
    for member in purposes:
        grant_purpose(member.value, member.label)
    return purposes


def words_for(purpose: str) -> str:
    """The purpose in the reader's language; what was written in words stays as it was written."""
    return str(_titles[purpose]) if purpose in _titles else _(purpose) if purpose else ""


def code_of(purpose: str) -> str:
    """The purpose as the ledger may keep it: words typed by somebody are text of a matter and stay out."""
    return purpose if purpose in _titles else ""
