"""What is alleged (问题反映): letters say it, clues deal with it, each several of the other."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from clues.categories import Category
from clues.clue.models.clues import Clue
from clues.letters.models.letters import Letter

SHORT = 80


class Allegation(models.Model):
    """One thing that is alleged of a subject, in the letters that say it and the clues that deal with it.

    Seen with a clue of it: a letter opens none, and no grant names one. Without letters, where a partner body
    passed the clue on.
    """

    text = models.TextField(_("text"))
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, related_name="+", verbose_name=_("category")
    )
    letters = models.ManyToManyField(
        Letter, related_name="allegations", blank=True, verbose_name=_("letters")
    )
    clues = models.ManyToManyField(Clue, related_name="allegations", verbose_name=_("clues"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name, verbose_name_plural = _("Allegation"), _("Allegations")

    def __str__(self) -> str:
        return Truncator(self.text).chars(SHORT)
