"""Asking about a matter or putting in a word (打听案情、过问案件、说情干预), reported and registered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from clues.intercessions.terms import Approach
from clues.past import Unchanging
from hub.access.models import Governed, GroupGrant, PersonGrant


class Intercession(Governed):
    """Who asked or put in a word, when, how, what was said, in which matter; and who reports it.

    Seen by whoever reports it and those who watch over the commission's own people, by nobody else. The
    matter is named by its number alone. Rule: 监察法 art. 66; 监察法实施条例 art. 294.
    """

    number = models.CharField(_("number"), max_length=30, unique=True)
    matter = models.CharField(_("matter"), max_length=30)
    asker = models.CharField(_("who asked"), max_length=160)
    asked_on = models.DateField(_("asked on"))
    approach = models.CharField(_("how"), max_length=12, choices=Approach)
    said = models.TextField(_("what was said"))
    late_reason = models.CharField(_("why it is entered late"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("reported by")
    )
    at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name, verbose_name_plural = _("Intercession"), _("Intercessions")

    def __str__(self) -> str:
        return self.number

    @property
    def title(self) -> str:
        """What stands beside its number in lists of matters."""
        return str(_("Intercession in %(matter)s")) % {"matter": self.matter}

    @classmethod
    def parties(cls) -> Sequence[models.QuerySet[Any]]:
        return [IntercessionParty.objects.filter(intercession=OuterRef("pk"))]

    def as_it_was(self, until: datetime) -> Unchanging:
        keys = IntercessionParty.objects.filter(intercession=self).values_list("key", flat=True)
        return Unchanging(self.classification_id, self.at, keys)

    def get_absolute_url(self) -> str:
        return reverse("clues:intercession", args=[self.number])


class IntercessionParty(models.Model):
    """Whom it concerns, by match key: the parties to the matter, and whoever of the hub asked."""

    intercession = models.ForeignKey(Intercession, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["intercession", "key"], name="one_party_per_key")]


class IntercessionGroupGrant(GroupGrant):
    content_object = models.ForeignKey(Intercession, on_delete=models.CASCADE, related_name="group_grants")

    class Meta(GroupGrant.Meta):
        pass


class IntercessionPersonGrant(PersonGrant):
    content_object = models.ForeignKey(Intercession, on_delete=models.CASCADE, related_name="person_grants")

    class Meta(PersonGrant.Meta):
        pass
