"""Choosing people: one or several of those a matter can go to."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from hub.steps.fields import RowField, RowsField

# The same words whatever the reason: it may be a recusal.
_CANNOT = _("This person cannot take this on.")


def _anybody() -> QuerySet[Person]:
    return Person.objects.filter(is_active=True)


class PersonField(RowField):
    """One of the people a matter can go to; templates/approvals/picker.html shows it."""

    several = False

    def __init__(self, **kwargs: Any) -> None:
        errors = {"required": _("Choose a person."), "invalid_choice": _CANNOT}
        super().__init__(_anybody, named_by="username", error_messages=errors, **kwargs)


class PeopleField(RowsField):
    """Several of them."""

    several = True

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        errors = {"required": _("Choose at least one person."), "invalid_choice": _CANNOT}
        super().__init__(_anybody, named_by="username", most=most, error_messages=errors, **kwargs)
