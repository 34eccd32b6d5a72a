"""Adjectives of bulletins: who sees one, and which of its lines."""

from __future__ import annotations

from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Q

from accounts.models import PostGroup
from clues.holders import TELLING
from hub.access.querysets import reader_of


class BulletinQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> Self:
        """For those who act for the sender, and, once it is sent, those who act for the receiver."""
        reader = reader_of(person)
        if reader.reads_nothing:
            return self.none()
        units = PostGroup.objects.filter(pk__in=reader.group_ids, role__in=TELLING).values("unit")
        rows = self.filter(Q(sender__in=units) | Q(receiver__in=units, sent_at__isnull=False))
        return rows.filter(classification__lte=reader.clearance)


class BulletinLineQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> Self:
        """Lines about letters the person sees: a bulletin opens nothing."""
        seen = apps.get_model("clues.Letter").objects.visible_to(person).values("pk")
        return self.filter(letter__in=seen)
