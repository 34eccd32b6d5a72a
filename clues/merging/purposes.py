"""The merging of two clues, as its signers see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from clues.clue.models.clues import Clue
from clues.clue.models.merging import Merge
from clues.clue.purposes import around_of, facts_of, of_clues
from clues.merging.decided import merge_decided
from hub.approvals.purposes import digest_of


def _mergings(clues: Sequence[Clue]) -> list[dict[str, Any]]:
    around = around_of(clues, Prefetch("merged_here", Merge.objects.select_related("clue").order_by("pk")))
    return [facts_of(clue, around[clue.pk]) | _merging(around[clue.pk]) for clue in clues]


def _merging(around: Clue) -> dict[str, Any]:
    merge = list(around.merged_here.all())[-1]
    # Not its words: who sees the main clue need not see the other one. The digest binds them all the same.
    words = {"title": merge.clue.title, "summary": merge.clue.summary}
    return {"merged": {"number": merge.clue.number, "digest": digest_of(words)}, "reason": merge.reason}


def _merged(clue: dict[str, str]) -> str:
    return clue["number"]


MERGING = of_clues(
    "clue.merge",
    _("Merging of two clues"),
    _mergings,
    merge_decided,
    first={},
    last={"merged": (_("Clue that goes on within it"), _merged), "reason": (_("Reason"), str)},
)
