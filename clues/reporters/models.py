"""What a real-name reporter is owed: a check of the name, two answers, and a hearing of their objection."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import PostGroup, Unit
from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from clues.holders import ANSWERING
from clues.letters.models.letters import Letter
from clues.reporters.terms import Manner, ToTell
from hub.access.querysets import reader_of


class FeedbackQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> Self:
        """Feedback to a unit the person has a post in, as far as clearance and recusal leave its clue open.

        The unit is told the result whether or not it may see the clue.
        """
        reader = reader_of(person)
        if reader.reads_nothing:
            return self.none()
        open_clues = Clue.objects.readable(reader)
        units = PostGroup.objects.filter(pk__in=reader.group_ids).values("unit")
        return self.filter(to_unit__in=units, clue__in=open_clues.values("pk"))

    def about(self, letter: Any) -> Self:
        """On the clues that decide the letter, those of the letter it repeats included."""
        return self.filter(clue__in=Clue.objects.deciding(letter).values("pk"))


class Feedback(models.Model):
    """What the petition office may tell of the result (反馈)."""

    clue = models.ForeignKey(Clue, on_delete=models.PROTECT, related_name="feedbacks")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("feedback"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]


class SignatureCheck(models.Model):
    """Whether a letter's real name holds (实名核实): a true name, and its bearer can be reached.

    One that cannot be verified makes the letter anonymous, which is handled all the same
    (监察法实施条例 art. 209; 处理检举控告工作规则 art. 29).
    """

    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="signature_check")
    genuine = models.BooleanField(_("true name and reachable"))
    note = models.CharField(_("how it was checked"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)


class TellingQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(told_on=None)

    def done(self) -> Self:
        return self.filter(told_on__isnull=False)


class Telling(models.Model):
    """One thing a real-name reporter is to be told (告知), closed with the day and how it was told.

    told_on is the day it was done; another day than that of the entry has its reason in late_reason.
    """

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="tellings")
    what = models.CharField(max_length=12, choices=ToTell)
    opened_at = models.DateTimeField(auto_now_add=True)
    told_on = models.DateField(_("told on"), null=True, blank=True)
    manner = models.CharField(_("how it was told"), max_length=12, choices=Manner, blank=True)
    late_reason = models.CharField(_("why it is entered late"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField(null=True, blank=True)

    objects = TellingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "what"], condition=models.Q(told_on=None), name="one_open_telling"
            )
        ]


class Objection(models.Model):
    """The reporter does not accept the result (提出异议). Without new evidence it is noted, and no more."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="objections")
    raised_on = models.DateField(_("raised on"))
    late_reason = models.CharField(_("why it is entered late"), max_length=300, blank=True)
    text = models.TextField(_("what the reporter objects"))
    new_evidence = models.BooleanField(_("with new evidence"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]


class EvidenceCheckQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(answered_at=None)

    def visible_to(self, person: Any) -> Self:
        """Those of the clues that a unit the person heads answers for, while they see the clue."""
        reader = reader_of(person)
        if reader.reads_nothing:
            return self.none()
        units = PostGroup.objects.filter(pk__in=reader.group_ids, role__in=ANSWERING).values("unit")
        clues = Clue.objects.visible_to(person).filter(pk=OuterRef("clue"))
        outside = Q(clue__state=ClueState.TRANSFERRED)  # as Clue.answering_unit
        answers = Q(clue__office__in=units) & outside | Q(clue__holder__in=units) & ~outside
        return self.filter(Exists(clues), answers)


class EvidenceCheck(models.Model):
    """New evidence goes back to the unit that dealt with the clue, which says what came of it."""

    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="checks")
    clue = models.ForeignKey(Clue, on_delete=models.PROTECT, related_name="evidence_checks")
    answer = models.TextField(_("what came of it"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = EvidenceCheckQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["objection", "clue"], name="one_evidence_check_per_clue")
        ]
