"""Fields that many steps have: a unit, a person, a classification, a day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Person, Unit
from hub.access.readers import Choice
from hub.kernel.fields import DateInput
from hub.rules.models import Level
from hub.steps.fields import RowField
from hub.steps.forms import StepForm


def unit_field(**options: Any) -> RowField:
    return RowField(lambda: Unit.objects.existing(), **options)


def person_field(**options: Any) -> RowField:
    return RowField(lambda: Person.objects.filter(is_active=True), named_by="username", **options)


def level_field(**options: Any) -> RowField:
    return RowField(lambda: Level.objects.all(), **({"label": _("Classification")} | options))


def day_field(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DateInput())


def offer_people(form: StepForm, name: str, choice: Choice, *, but: Sequence[Person] = ()) -> None:
    """Let the field choose among who is offered; the page says who is left out because of recusal."""
    offered = [person.pk for person in choice.offered if person not in but]
    form.fields[name].queryset = Person.objects.filter(pk__in=offered).order_by("pk")  # type: ignore[attr-defined]
    form.not_offered = choice.not_offered
