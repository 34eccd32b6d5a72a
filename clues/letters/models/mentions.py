"""Whom a letter names, in its own words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from accounts.naming.search import LONGEST as LONGEST_KEY
from clues.letters.models.letters import Letter
from clues.subjects.models import Subject
from clues.subjects.terms import Authority


def key_of_number(match_key: str) -> str:
    """The word for an identity number that a letter gives: no name that is typed begins like it."""
    return f"#{match_key}"


class LetterKey(models.Model):
    """A word by which the letter is found: names and identity numbers in it, its number at the source."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="search_keys", db_index=False)
    key = models.CharField(max_length=LONGEST_KEY)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letter", "key"], name="letter_key_once")]
        indexes = [
            models.Index(
                fields=["key", "letter"], opclasses=["varchar_pattern_ops", "int8_ops"], name="letter_by_key"
            )
        ]


class Mention(models.Model):
    """A subject as one letter names it: all that a reader of the letter learns of it.

    What else is on file may come from matters that they do not see.
    """

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="mentions")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="mentions")
    name = models.CharField(_("name"), max_length=120)
    post = models.CharField(_("post"), max_length=120, blank=True)
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit")
    )
    unit_name = models.CharField(_("unit as written"), max_length=160, blank=True)
    authority = models.CharField(_("managed by"), max_length=12, choices=Authority, default=Authority.UNKNOWN)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def standing(self) -> str:
        """Unit and post, in the reader's language."""
        return " ".join(part for part in (str(self.unit or self.unit_name), self.post) if part)
