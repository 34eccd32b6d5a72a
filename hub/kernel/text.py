"""What is text: UTF-8 can write it and the database can keep it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

NO_TEXT = _("This holds a character that no text has (NUL, or half of a pair).")
# PostgreSQL keeps no NUL; half of a surrogate pair is no character and has no UTF-8.
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")


def is_text(said: str) -> bool:
    """Whether all of it can be written down."""
    return _UNWRITABLE.search(said) is None


def are_texts(said: Iterable[str]) -> bool:
    """Whether each can be written down."""
    return all(map(is_text, said))
