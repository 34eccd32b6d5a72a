"""Adjectives of clues and of what becomes of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.models import PostGroup
from accounts.terms import UnitKind
from clues.terms import ClueState
from hub.access.querysets import GovernedQuerySet, reader_of

# Clues that nobody has in hand any more.
OUT_OF_HAND = (ClueState.CONCLUDED, ClueState.MERGED, ClueState.STRUCK)


class ClueQuerySet(GovernedQuerySet):
    def kept_apart(self) -> Self:
        """Those in a compartment: their line of the ledger is not kept by case management."""
        return self.exclude(office__kind=UnitKind.CASE_MANAGEMENT)

    def unconcluded(self) -> Self:
        return self.exclude(state=ClueState.CONCLUDED)

    def undecided(self) -> Self:
        """Those without a result yet: neither concluded, nor ended by the organ outside that has them."""
        final = apps.get_model("clues.TransferOutcome").objects.filter(final=True)
        ended = Q(state=ClueState.TRANSFERRED) & Exists(final.filter(transfer__clue=OuterRef("pk")))
        return self.unconcluded().exclude(ended)

    def deciding(self, letter: Any) -> Self:
        """Clues drawn from the letter or the one it repeats; a merged one goes on within its main clue, a
        struck one decides nothing.

        Hidden ones too: ask only for what somebody else is to do, or together with `visible_to`.
        """
        merges = apps.get_model("clues.Merge").objects
        letters = [letter.pk, letter.repeat_of_id]
        keys = found = set(self.model.objects.filter(letters__in=letters).values_list("pk", flat=True))
        while found:
            moved = dict(merges.in_force().filter(clue__in=found).values_list("clue", "main"))
            found = set(moved.values())
            keys = keys - moved.keys() | found
        return self.filter(pk__in=keys).exclude(state=ClueState.STRUCK)

    def related_to(self, clue: Any) -> Self:
        """Clues found to be about the same subject, hidden ones too: ask together with `visible_to`."""
        matters = apps.get_model("clues.RelatedMatter").objects
        one = matters.filter(first=clue).values_list("second", flat=True)
        other = matters.filter(second=clue).values_list("first", flat=True)
        return self.filter(pk__in=one.union(other, all=True))

    def held_by(self, unit: Any) -> Self:
        """What the ledger says the unit has in hand."""
        return self.filter(holder=unit).exclude(state__in=OUT_OF_HAND)


class FeedbackQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> Self:
        """Feedback to a unit the person has a post in, as far as clearance and recusal leave its clue open.

        The unit is told the result whether or not it may see the clue.
        """
        reader = reader_of(person)
        if reader.reads_nothing:
            return self.none()
        open_clues = apps.get_model("clues.Clue").objects.readable(reader)
        units = PostGroup.objects.filter(pk__in=reader.group_ids).values("unit")
        return self.filter(to_unit__in=units, clue__in=open_clues.values("pk"))

    def about(self, letter: Any) -> Self:
        """On the clues that decide the letter, those of the letter it repeats included."""
        return self.filter(clue__in=apps.get_model("clues.Clue").objects.deciding(letter).values("pk"))


class MergeQuerySet(models.QuerySet[Any]):
    def in_force(self) -> Self:
        return self.filter(merged_at__isnull=False, undone_at=None)


class HoldQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(ended_at=None)

    def to_review(self, now: datetime) -> Self:
        """Those of clues held now whose time is up, and whose handlers have not been asked yet."""
        return self.open().filter(review_at__lte=now, asked_at=None, clue__state=ClueState.HELD)


class ResultQuerySet(models.QuerySet[Any]):
    def approved(self) -> Self:
        """Those that hold: recorded where nobody approves them, or approved."""
        return self.filter(approved=True)


class FollowUpQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(told_on=None)


class StageQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(done_on=None)
