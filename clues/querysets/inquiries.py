"""Adjectives of letters of inquiry."""

from __future__ import annotations

from typing import Any, Self

from django.db import models


class InquiryQuerySet(models.QuerySet[Any]):
    def about(self, clue: Any) -> Self:
        return self.filter(clue=clue)

    def unanswered(self) -> Self:
        return self.filter(answered_on=None)

    def answered(self) -> Self:
        return self.exclude(answered_on=None)
