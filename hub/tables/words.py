"""Fixed terms as people write them in a cell: codes and labels, in every language of the hub."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.utils.translation import override


def plain_word(word: str) -> str:
    """A word without what differs from writer to writer: width, case, blanks."""
    return "".join(unicodedata.normalize("NFKC", word).casefold().split())


def words_of(choices: type[models.TextChoices]) -> Mapping[str, str]:
    """Plain word -> value: the codes of the choices and their labels."""
    words = {plain_word(code): code for code in choices.values}
    for language, _name in settings.LANGUAGES:
        with override(language):
            words |= {plain_word(str(label)): code for code, label in choices.choices}
    return words
