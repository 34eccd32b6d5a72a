"""The field of a form that asks what something is about."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from clues.models import Category
from hub.steps.fields import RowField


def category_field() -> RowField:
    return RowField(lambda: Category.objects.all(), label=_("Category"))
