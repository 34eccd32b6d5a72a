"""Categories of what is alleged."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language


class Category(models.Model):
    """Category of allegation (问题类别), a tree; data, not code."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_en if self.name_en and get_language() == "en" else self.name
