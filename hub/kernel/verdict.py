"""A policy answers with a verdict: yes, or no with a reason a person can read."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to one "may this person do that?".

    ``code`` is stable and meant for machines and tests; ``reason`` is translated and meant for people.
    """

    allowed: bool
    code: str
    reason: str | Promise

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Verdict(allowed=True, code="allowed", reason=_("Allowed."))


def deny(code: str, reason: str | Promise) -> Verdict:
    """A refusal with its machine-readable code and its reason."""
    return Verdict(allowed=False, code=code, reason=reason)


def first_denial(*verdicts: Verdict) -> Verdict:
    """The first refusal among ``verdicts``, or ``ALLOWED`` when nobody refuses."""
    return next((verdict for verdict in verdicts if not verdict), ALLOWED)
