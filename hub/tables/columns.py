"""What a kind of file holds: its fields in words, and the headings that people give them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import override

from hub.tables.headings import NOTHING, plain


@dataclass(frozen=True)
class Columns:
    """`names`: field -> its name in words. `headings`: a CSV file (heading, field), read when first needed.

    Every file must have a column for each field of `required`; a row without `telling` is no row of headings.
    """

    names: Mapping[str, str | Promise]
    headings: Path
    required: tuple[str, ...]
    telling: str

    @cached_property
    def known(self) -> Mapping[str, str]:
        """Plain heading -> field. What a page calls a field, in any language, is known as its heading."""
        with self.headings.open(encoding="utf-8", newline="") as file:
            known = {plain(row["heading"]): row["field"] for row in csv.DictReader(file)}
        return {plain(name): name for name in self.names} | self._shown() | known

    def _shown(self) -> dict[str, str]:
        shown: dict[str, str] = {}
        for language, _name in settings.LANGUAGES:
            with override(language):
                shown |= {plain(str(word)): name for name, word in self.names.items()}
        return shown

    def recognised(self) -> Columns:
        """The same for showing a file to a person: columns may be missing."""
        return replace(self, required=())

    def unrecognised(self) -> Columns:
        """The same for a file whose row of headings is known by nothing."""
        return replace(self, required=(), telling=NOTHING)
