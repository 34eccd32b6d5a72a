"""The clue, its grants, and who handles it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from accounts.terms import UnitKind
from clues.categories import Category
from clues.clue.models.merging import Merge
from clues.clue.terms import ClueState
from clues.letters.models.letters import Letter, LetterQuerySet
from clues.past import AsItWas, PastClue
from clues.subjects.models import Subject, SubjectIdentifier, SubjectTie
from clues.terms import Source
from hub.access.models import Governed, GroupGrant, PersonGrant
from hub.access.querysets import GovernedQuerySet
from hub.access.versions import Versions

# Clues that nobody has in hand any more.
OUT_OF_HAND = (ClueState.CONCLUDED, ClueState.MERGED, ClueState.STRUCK)


class ClueQuerySet(GovernedQuerySet):
    def kept_apart(self) -> Self:
        """Those in a compartment: their line of the ledger is not kept by case management."""
        return self.exclude(office__kind=UnitKind.CASE_MANAGEMENT)

    def unconcluded(self) -> Self:
        return self.exclude(state=ClueState.CONCLUDED)

    def undecided(self) -> Self:
        """Those without a result yet: neither concluded, nor ended by the organ outside that has them."""
        return self.unconcluded().exclude(state=ClueState.TRANSFERRED, transfers__outcomes__final=True)

    def deciding(self, letter: Any) -> Self:
        """Clues drawn from the letter or the one it repeats; a merged one goes on within its main clue, a
        struck one decides nothing.

        Hidden ones too: ask only for what somebody else is to do, or together with `visible_to`.
        """
        letters = [letter.pk, letter.repeat_of_id]
        keys = found = set(self.model.objects.filter(letters__in=letters).values_list("pk", flat=True))
        while found:
            moved = dict(Merge.objects.in_force().filter(clue__in=found).values_list("clue", "main"))
            found = set(moved.values())
            keys = keys - moved.keys() | found
        return self.filter(pk__in=keys).exclude(state=ClueState.STRUCK)

    def held_by(self, unit: Any) -> Self:
        """What the ledger says the unit has in hand."""
        return self.filter(holder=unit).exclude(state__in=OUT_OF_HAND)


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

    def letters_answered(self) -> LetterQuerySet:
        """Letters whose matter it decides: its own, those of clues merged into it, and all repeats."""
        keys = found = {self.pk}
        while found:
            found = set(Merge.objects.in_force().filter(main__in=found).values_list("clue", flat=True))
            keys = keys | found
        first = Letter.objects.filter(clues__in=keys).values("pk")
        return Letter.objects.filter(Q(pk__in=first) | Q(repeat_of__in=first))

    def as_it_was(self, until: datetime) -> AsItWas:
        said: Versions[PastClue] = Versions(PastClue.objects.until(until).filter(of_id=self.pk))
        return AsItWas(said, said, until)

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
