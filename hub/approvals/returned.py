"""Steps that are open only once a signer has returned what somebody submitted."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from hub.approvals.sheets import returned_to
from hub.kernel.errors import Conflict


def not_returned(row: Any, by: Person) -> Conflict | None:
    """What keeps somebody from changing what no signer has returned to them."""
    if returned_to(row, by):
        return None
    return Conflict(_("Nobody has returned this to you."), code="not-returned")
