"""Numbers that name a person or a body: checked here, kept as match keys only."""

from __future__ import annotations

from django.utils.translation import gettext as _
from stdnum.cn import ric, uscc

from accounts.terms import Scheme
from hub.kernel.errors import Invalid
from hub.kernel.sealing import match_key

_CHECKS = {Scheme.RIC: ric.is_valid, Scheme.USCC: uscc.is_valid}


def check_number(scheme: str, number: str, *, at: str = "number") -> None:
    """Raise Invalid, on the field `at`, for a number that its own check digit contradicts."""
    check = _CHECKS.get(Scheme(scheme))
    if check and not check(number):
        raise Invalid({at: [_("This is not a valid number: %(kind)s.") % {"kind": Scheme(scheme).label}]})


def identity_key(scheme: str, number: str) -> str:
    """The match key of a number that was checked. Raises Invalid on "number"."""
    check_number(scheme, number)
    return match_key(scheme, number)
