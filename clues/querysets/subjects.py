"""Adjectives of subjects, of what is known of them and of matters about the same one."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch
from django.utils import timezone

from accounts.models import PostGroup
from accounts.querysets import on_day
from clues.holders import ANSWERING
from hub.access.querysets import reader_of
from hub.kernel.sealing import match_key


class RelatedMatterQuerySet(models.QuerySet[Any]):
    def hidden_clues(self, clue: Any, person: Any) -> models.QuerySet[Any]:
        """What other units hold about the subject of a clue and the person does not see: never to be shown,
        only that it exists, at which unit, to whoever may know."""
        clues = apps.get_model("clues.Clue").objects
        seen = list(clues.visible_to(person).related_to(clue).values_list("pk", flat=True))
        hidden = clues.related_to(clue).exclude(pk__in=seen).exclude(holder=clue.holder_id)
        return hidden.exclude(pk__in=clues.kept_apart().values("pk")).order_by("pk")


class OpeningRequestQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> Self:
        """Requests to a unit the person heads, while they see a clue of it that the request is about."""
        reader = reader_of(person)
        if reader.reads_nothing:
            return self.none()
        units = PostGroup.objects.filter(pk__in=reader.group_ids, role__in=ANSWERING).values("unit")
        seen = apps.get_model("clues.Clue").objects.visible_to(person).filter(asked_openings=OuterRef("pk"))
        return self.filter(Exists(seen), unit__in=units)


class SubjectQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> Self:
        """Subjects of the clues and letters the person sees."""
        clues = apps.get_model("clues.Clue").objects.visible_to(person).filter(subject=OuterRef("pk"))
        letters = apps.get_model("clues.Letter").objects.visible_to(person).filter(subjects=OuterRef("pk"))
        return self.filter(Exists(clues) | Exists(letters))

    def with_standing(self) -> Self:
        """Each with its standing of today as `standing_now`, a list."""
        now = apps.get_model("clues.SubjectStanding").objects.current().select_related("unit")
        return self.prefetch_related(Prefetch("standings", queryset=now, to_attr="standing_now"))

    def identified_by(self, scheme: str, number: str) -> Self:
        """The subject with this identifier."""
        return self.filter(identifiers__key=match_key(scheme, number))

    def named(self, name: str) -> Self:
        """Subjects of this name, who need not be one person."""
        return self.filter(name=name.strip())


class CorrectionQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> Self:
        """Those asked for at clues the person sees."""
        return self.filter(clue__in=apps.get_model("clues.Clue").objects.visible_to(person).values("pk"))


class ReceiptQuerySet(models.QuerySet[Any]):
    def untold(self) -> Self:
        return self.filter(told_at=None)


class StandingQuerySet(models.QuerySet[Any]):
    def current(self, day: date | None = None) -> Self:
        return self.filter(on_day(day or timezone.localdate()))
