"""Fields that forms of several capabilities have."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from clues.categories import Category
from clues.holders import NEVER_HOLD
from hub.steps.fields import RowField
from hub.steps.forms import StepForm

ALL = _("All")


def holding_units(request: Any) -> Any:
    return Unit.objects.existing().exclude(kind__in=NEVER_HOLD)


def category_field() -> RowField:
    return RowField(lambda: Category.objects.all(), label=_("Category"))


BEFORE_TODAY = _("Required for a day before today.")


ON_A_DAY = "Today, or an earlier day with late_reason."


def why_late(help_text: Any = BEFORE_TODAY) -> forms.CharField:
    """Why a past day is entered only now."""
    return forms.CharField(
        label=_("Why it is entered late"), required=False, max_length=300, help_text=help_text
    )


class DatedForm(StepForm):
    """A day, today unless somebody says otherwise and why. `day` is the field's name."""

    day = "told_on"

    def offer(self) -> None:
        self.initial.setdefault(self.day, timezone.localdate())
