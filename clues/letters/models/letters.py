"""Letters as they came in, and what was attached."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from accounts.terms import UnitKind
from clues.categories import Category
from clues.letters.terms import LetterState, Signing
from clues.past import AsItWas, PastLetter, PastLetterSubject
from clues.subjects.models import Subject, SubjectIdentifier, SubjectTie
from clues.terms import Source
from hub.access.models import Governed, GroupGrant, PersonGrant
from hub.access.querysets import GovernedQuerySet
from hub.access.versions import Versions


class LetterQuerySet(GovernedQuerySet):
    def waiting(self) -> Self:
        return self.filter(state=LetterState.RECEIVED)


class Letter(Governed):
    """A letter, visit, call or web report as registered by the petition office (信访举报件).

    It carries no name of its writer: `reporter` is a random token into a store of its own.
    `fingerprint` is the SHA-256 of source, external number and normalised text, to recognise repeats.
    """

    number = models.CharField(_("number"), max_length=30, unique=True)
    source = models.CharField(_("source"), max_length=12, choices=Source, default=Source.LETTER)
    signing = models.CharField(_("signed"), max_length=10, choices=Signing, default=Signing.ANONYMOUS)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"))
    received_on = models.DateField(_("received on"))
    external_number = models.CharField(_("number at the source"), max_length=60, blank=True)
    category = models.ForeignKey(
        Category, null=True, blank=True, on_delete=models.PROTECT, verbose_name=_("category")
    )
    subjects = models.ManyToManyField(Subject, related_name="letters", blank=True, verbose_name=_("subjects"))
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("petition office")
    )
    state = models.CharField(_("state"), max_length=12, choices=LetterState, default=LetterState.RECEIVED)
    repeat_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="repeats"
    )
    reporter = models.UUIDField(null=True, blank=True, unique=True)
    fingerprint = models.CharField(max_length=64, db_index=True)
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = LetterQuerySet.as_manager()
    with_lock = ("unit",)

    class Meta:
        verbose_name, verbose_name_plural = _("Letter"), _("Letters")
        indexes = [models.Index(fields=["state", "-id"])]

    def __str__(self) -> str:
        return self.number

    @classmethod
    def parties(cls) -> Sequence[models.QuerySet[Any]]:
        tables = (SubjectIdentifier, SubjectTie)
        return [each.objects.filter(subject__letters=OuterRef("pk")) for each in tables]

    @property
    def home(self) -> Unit:
        """The office of the hub whose matter it is; its commission's leaders are those it goes to."""
        return self.unit

    @property
    def is_apart(self) -> bool:
        """Whether an office other than the petition office has it (`clues.compartments`)."""
        return self.unit.kind != UnitKind.PETITION

    def as_it_was(self, until: datetime) -> AsItWas:
        said: Versions[PastLetter] = Versions(PastLetter.objects.until(until).filter(of_id=self.pk))
        about = PastLetterSubject.objects.until(until).filter(letter_id=self.pk)
        return AsItWas(said, Versions(about), until)

    def get_absolute_url(self) -> str:
        return reverse("clues:letter-detail", args=[self.number])


class LetterGroupGrant(GroupGrant):
    content_object = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="group_grants")

    class Meta(GroupGrant.Meta):
        pass


class LetterPersonGrant(PersonGrant):
    content_object = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="person_grants")

    class Meta(PersonGrant.Meta):
        pass


class Attachment(models.Model):
    """A file that came with a letter. Seen by whoever sees the letter."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="attachments")
    name = models.CharField(_("file name"), max_length=200)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letter", "sha256"], name="one_copy_per_letter")]


class AttachmentBody(models.Model):
    """The sealed bytes, apart so that lists never load them."""

    attachment = models.OneToOneField(
        Attachment, primary_key=True, on_delete=models.PROTECT, related_name="body"
    )
    sealed = models.BinaryField()
