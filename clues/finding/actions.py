"""Keeping why somebody looked for a number that names a person."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts.models import Person
from clues.finding.models import NumberSought
from hub.kernel.errors import Invalid


def keep_reason(key: str, reason: str, *, by: Person) -> None:
    """`key`: the match key of the number. Raises Invalid on "reason" where there is none."""
    if not reason.strip():
        said = _("Why are you looking for this number? The reason is kept.")
        raise Invalid({"reason": [said]}, code="reason-required")
    NumberSought.objects.create(by=by, key=key, reason=reason.strip())
