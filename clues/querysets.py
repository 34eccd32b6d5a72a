"""Adjectives of the clue room. What can be seen is said by GovernedQuerySet.visible_to."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from accounts.querysets import on_day
from clues.terms import ClueState, LetterState
from hub.access.querysets import GovernedQuerySet


class LetterQuerySet(GovernedQuerySet):
    def waiting(self) -> Self:
        return self.filter(state=LetterState.RECEIVED)


class ClueQuerySet(GovernedQuerySet):
    def unconcluded(self) -> Self:
        return self.exclude(state=ClueState.CONCLUDED)


class SubjectQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> Self:
        """Subjects of the clues and letters the person sees."""
        clues = apps.get_model("clues.Clue").objects.visible_to(person).filter(subject=OuterRef("pk"))
        letters = apps.get_model("clues.Letter").objects.visible_to(person).filter(subjects=OuterRef("pk"))
        return self.filter(Exists(clues) | Exists(letters))


class StandingQuerySet(models.QuerySet[Any]):
    def current(self, day: date | None = None) -> Self:
        return self.filter(on_day(day or timezone.localdate()))


class RuleQuerySet(models.QuerySet[Any]):
    def in_force(self, day: date | None = None) -> Self:
        """The newest version of each rule in force on the day, in the order they are tried."""
        day = day or timezone.localdate()
        newer = self.model.objects.filter(on_day(day), code=OuterRef("code"), version__gt=OuterRef("version"))
        return self.filter(on_day(day)).exclude(Exists(newer)).order_by("position", "code")


class ImportQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> Self:
        return self.filter(by_id=person.pk) if person and person.pk else self.none()

    def unfinished(self) -> Self:
        return self.filter(Q(state="waiting") | Q(state="running"))


class ImportedRowQuerySet(models.QuerySet[Any]):
    def quarantined(self) -> Self:
        return self.filter(letter=None)

    def outcomes(self) -> dict[str, int]:
        """How many rows ended as "registered", "known" and "quarantined"."""
        return self.aggregate(
            registered=Count("pk", filter=Q(letter__isnull=False, known=False)),
            known=Count("pk", filter=Q(known=True)),
            quarantined=Count("pk", filter=Q(letter=None)),
        )
