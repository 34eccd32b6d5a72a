"""Adjectives of letters and of what is owed to who wrote them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.models import PostGroup
from clues.holders import ANSWERING
from clues.terms import ClueState, LetterState, LowerAnswer
from hub.access.querysets import GovernedQuerySet, reader_of


class LetterQuerySet(GovernedQuerySet):
    def waiting(self) -> Self:
        return self.filter(state=LetterState.RECEIVED)

    def answered_by(self, clue: Any) -> Self:
        """Letters whose matter the clue decides: its own, those of clues merged into it, and all repeats."""
        merges = apps.get_model("clues.Merge").objects
        keys = found = {clue.pk}
        while found:
            found = set(merges.in_force().filter(main__in=found).values_list("clue", flat=True))
            keys = keys | found
        first = self.model.objects.filter(clues__in=keys).values("pk")
        return self.filter(Q(pk__in=first) | Q(repeat_of__in=first))


class IdentityRequestQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> Self:
        """What the person asked, or is asked, while they see the letter."""
        letters = apps.get_model("clues.Letter").objects.visible_to(person).filter(pk=OuterRef("letter"))
        return self.filter(Exists(letters), Q(by=person.pk) | Q(approver=person.pk))

    def open(self) -> Self:
        return self.filter(answered_at=None)

    def usable(self, now: datetime) -> Self:
        """Granted, in time, and not used yet."""
        return self.filter(granted=True, until__gt=now, opening=None)


class TellingQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(told_on=None)

    def done(self) -> Self:
        return self.filter(told_on__isnull=False)


class EvidenceCheckQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(answered_at=None)

    def visible_to(self, person: Any) -> Self:
        """Those of the clues that a unit the person heads answers for, while they see the clue."""
        reader = reader_of(person)
        if reader.reads_nothing:
            return self.none()
        units = PostGroup.objects.filter(pk__in=reader.group_ids, role__in=ANSWERING).values("unit")
        clues = apps.get_model("clues.Clue").objects.visible_to(person).filter(pk=OuterRef("clue"))
        outside = Q(clue__state=ClueState.TRANSFERRED)  # as Clue.answering_unit
        answers = Q(clue__office__in=units) & outside | Q(clue__holder__in=units) & ~outside
        return self.filter(Exists(clues), answers)


class PassedDownQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        """Those the lower level has not answered."""
        return self.filter(answered_at=None)

    def accepted(self) -> Self:
        return self.filter(answer=LowerAnswer.ACCEPTED)
