"""The chains in force, kept in the process."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Q
from django.utils import timezone

from hub.approvals.models import Chain
from hub.rules.held import held


def chain_in_force(code: str) -> Chain | None:
    """The newest released version of the chain in force today, with its steps and their signers."""
    today = timezone.localdate()
    versions = held("chains", _read).get(code, ())
    return next((each for each in versions if each.from_on <= today <= (each.to_on or today)), None)


def _read() -> dict[str, list[Chain]]:
    """By code, the newest first; those that have ended are in force no more."""
    ends = Q(to_on__isnull=True) | Q(to_on__gte=timezone.localdate())
    found: dict[str, list[Chain]] = defaultdict(list)
    chains = Chain.objects.filter(ends, draft=False).prefetch_related("steps__signers__unit")
    for chain in chains.order_by("-version"):
        found[chain.code].append(chain)
    return found
