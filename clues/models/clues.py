"""The clue, its grants, and who has it in hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from accounts.terms import UnitKind
from clues.models.letters import Category, Letter
from clues.models.past import Dossier, PastClue
from clues.models.subjects import Subject, SubjectIdentifier, SubjectTie
from clues.querysets.clues import ClueQuerySet
from clues.querysets.stock import CustodyQuerySet
from clues.terms import ClueState, Source
from hub.access.models import Governed, GroupGrant, PersonGrant
from hub.access.versions import Versions
from hub.rules.models import Level


class Clue(Governed):
    """A clue (问题线索): one subject and what is alleged of it, from one or several letters.

    `office` is the case management office that keeps its line of the ledger, `holder` the unit that has
    custody now, `target` the one it is to go to next.
    """

    number = models.CharField(_("number"), max_length=30, unique=True)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("main allegations"))
    source = models.CharField(_("source"), max_length=12, choices=Source)
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, related_name="clues", verbose_name=_("category")
    )
    subject = models.ForeignKey(
        Subject, on_delete=models.PROTECT, related_name="clues", verbose_name=_("subject")
    )
    letters = models.ManyToManyField(Letter, related_name="clues", blank=True, verbose_name=_("letters"))
    state = models.CharField(_("state"), max_length=12, choices=ClueState, default=ClueState.REGISTERED)
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("managed by"))
    holder = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="held_clues", verbose_name=_("held by")
    )
    target = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("goes to")
    )
    initiator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(_("registered at"), auto_now_add=True)
    opinion_due_at = models.DateTimeField(_("disposal opinion due"), null=True, blank=True)
    result_due_at = models.DateTimeField(_("result due"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = ClueQuerySet.as_manager()
    with_lock = ("office", "holder", "target")

    class Meta:
        verbose_name, verbose_name_plural = _("Clue"), _("Clues")
        indexes = [models.Index(fields=["state", "-id"]), models.Index(fields=["holder", "-id"])]

    def __str__(self) -> str:
        return self.number

    @classmethod
    def parties(cls) -> Sequence[models.QuerySet[Any]]:
        return [each.objects.filter(subject=OuterRef("subject")) for each in (SubjectIdentifier, SubjectTie)]

    @property
    def home(self) -> Unit:
        """The office of the hub whose matter it is; its commission's leaders are those it goes to."""
        return self.office

    @property
    def is_apart(self) -> bool:
        """Whether an office other than case management keeps its ledger line (`clues.compartments`)."""
        return self.office.kind != UnitKind.CASE_MANAGEMENT

    @property
    def answering_unit(self) -> Unit:
        """Who answers for what became of it: while an organ outside has it, whoever keeps its line."""
        return self.office if self.state == ClueState.TRANSFERRED else self.holder

    @property
    def prior_state(self) -> str:
        """Where a merged clue stood before it was merged."""
        return self.merges.in_force().get().prior_state

    @property
    def stopped_state(self) -> str:
        """Where a suspended clue stood before it was suspended."""
        return self.suspensions.open().get().prior_state

    @property
    def handed_state(self) -> str:
        """Where a clue on its way to another organ stood before it was handed over."""
        return self.transfers.running().get().prior_state

    @property
    def result_chain(self) -> str:
        """Code of the chain that approves its result; empty where its way asks for none."""
        opinion = self.opinions.select_related("way").last()
        return opinion.way.result_chain if opinion else ""

    def as_it_was(self, until: datetime) -> Dossier:
        said: Versions[PastClue] = Versions(PastClue.objects.until(until).filter(of_id=self.pk))
        return Dossier(said, said, until)

    def get_absolute_url(self) -> str:
        return reverse("clues:clue-detail", args=[self.number])


class ClueGroupGrant(GroupGrant):
    content_object = models.ForeignKey(Clue, on_delete=models.CASCADE, related_name="group_grants")

    class Meta(GroupGrant.Meta):
        pass


class CluePersonGrant(PersonGrant):
    content_object = models.ForeignKey(Clue, on_delete=models.CASCADE, related_name="person_grants")

    class Meta(PersonGrant.Meta):
        pass


class Custody(models.Model):
    """One hand-over of a clue (移交): signed by who gives and who receives, or returned with a reason.
    Rule: 监督执纪工作规则 art. 23; 监察法实施条例 art. 203."""

    clue = models.ForeignKey(Clue, on_delete=models.PROTECT, related_name="custodies")
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)
    note = models.TextField(_("note to the receiving unit"), blank=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    received_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    return_reason = models.TextField(_("reason for return"), blank=True)

    objects = CustodyQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["clue"],
                condition=Q(received_at__isnull=True, returned_at__isnull=True),
                name="one_open_hand_over",
            )
        ]


class Reclassification(models.Model):
    """One change of a clue's classification (密级变更), with its reason."""

    clue = models.ForeignKey(Clue, on_delete=models.PROTECT, related_name="reclassifications")
    before = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]


class Assignment(models.Model):
    """A handler of a clue (承办人); two for substantive acts."""

    clue = models.ForeignKey(Clue, on_delete=models.PROTECT, related_name="assignments")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments")
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]  # handlers are named in one order, whatever plan the database chooses
        constraints = [
            models.UniqueConstraint(
                fields=["clue", "person"], condition=Q(ended_at__isnull=True), name="assigned_once"
            )
        ]
