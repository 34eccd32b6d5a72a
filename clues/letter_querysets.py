"""Adjectives of letters on their way to a lower level."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from clues.terms import LowerAnswer


class PassedDownQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        """Those the lower level has not answered."""
        return self.filter(answered_at=None)

    def accepted(self) -> Self:
        return self.filter(answer=LowerAnswer.ACCEPTED)
