"""Ledger lines and notices, seen through the rows they are about."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from hub.events.kinds import kinds_aside


class EntryQuerySet(models.QuerySet[Any]):
    def about(self, row: models.Model) -> Self:
        """The history of one row, oldest first. Ask only for a row that is visible."""
        return self.filter(of_label=row._meta.label_lower, of_id=row.pk).select_related("by").order_by("pk")

    def steps(self) -> Self:
        """Without what not every reader of the row may know, such as who can see it."""
        return self.exclude(kind__in=kinds_aside())


class NoticeQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> Self:
        """A person's own notices; nobody reads another's."""
        return self.filter(recipient_id=person.pk) if person and person.pk else self.none()

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)

    def newest(self) -> Self:
        return self.select_related("entry__by").order_by("-seq")
