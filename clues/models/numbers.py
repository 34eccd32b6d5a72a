"""Numbers that are given once and never again."""

from __future__ import annotations

from django.db import models


class NumberSeries(models.Model):
    """The last number given in a series and year; its row lock makes numbers gapless within a commit."""

    name = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "year"], name="one_series_per_year")]
