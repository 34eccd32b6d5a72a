"""Adjectives of the clue room. What can be seen is said by GovernedQuerySet.visible_to."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone

from accounts.models import PostGroup
from accounts.querysets import on_day
from accounts.terms import UnitKind
from clues.holders import ANSWERING
from clues.terms import ClueState, LetterState
from hub.access.querysets import GovernedQuerySet, reader_of
from hub.kernel.sealing import match_key

# Clues that nobody has in hand any more.
OUT_OF_HAND = (ClueState.CONCLUDED, ClueState.MERGED, ClueState.STRUCK)


class LetterQuerySet(GovernedQuerySet):
    def waiting(self) -> Self:
        return self.filter(state=LetterState.RECEIVED)

    def answered_by(self, clue: Any) -> Self:
        """Letters whose matter the clue decides: its own, those of clues merged into it, and all repeats."""
        merges = apps.get_model("clues.Merge").objects
        keys = found = {clue.pk}
        while found:
            found = set(merges.in_force().filter(main__in=found).values_list("clue", flat=True))
            keys = keys | found
        first = self.model.objects.filter(clues__in=keys).values("pk")
        return self.filter(Q(pk__in=first) | Q(repeat_of__in=first))


class ClueQuerySet(GovernedQuerySet):
    def kept_apart(self) -> Self:
        """Those in a compartment: their line of the ledger is not kept by case management."""
        return self.exclude(office__kind=UnitKind.CASE_MANAGEMENT)

    def unconcluded(self) -> Self:
        return self.exclude(state=ClueState.CONCLUDED)

    def undecided(self) -> Self:
        """Those without a result yet: neither concluded, nor ended by the organ outside that has them."""
        final = apps.get_model("clues.TransferOutcome").objects.filter(final=True)
        ended = Q(state=ClueState.TRANSFERRED) & Exists(final.filter(transfer__clue=OuterRef("pk")))
        return self.unconcluded().exclude(ended)

    def deciding(self, letter: Any) -> Self:
        """Clues drawn from the letter or the one it repeats; a merged one goes on within its main clue, a
        struck one decides nothing.

        Hidden ones too: ask only for what somebody else is to do, or together with `visible_to`.
        """
        merges = apps.get_model("clues.Merge").objects
        letters = [letter.pk, letter.repeat_of_id]
        keys = found = set(self.model.objects.filter(letters__in=letters).values_list("pk", flat=True))
        while found:
            moved = dict(merges.in_force().filter(clue__in=found).values_list("clue", "main"))
            found = set(moved.values())
            keys = keys - moved.keys() | found
        return self.filter(pk__in=keys).exclude(state=ClueState.STRUCK)

    def related_to(self, clue: Any) -> Self:
        """Clues found to be about the same subject, hidden ones too: ask together with `visible_to`."""
        matters = apps.get_model("clues.RelatedMatter").objects
        one = matters.filter(first=clue).values_list("second", flat=True)
        other = matters.filter(second=clue).values_list("first", flat=True)
        return self.filter(pk__in=one.union(other, all=True))

    def held_by(self, unit: Any) -> Self:
        """What the ledger says the unit has in hand."""
        return self.filter(holder=unit).exclude(state__in=OUT_OF_HAND)


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


class IdentityRequestQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> Self:
        """What the person asked, or is asked, while they see the letter."""
        letters = apps.get_model("clues.Letter").objects.visible_to(person).filter(pk=OuterRef("letter"))
        return self.filter(Exists(letters), Q(by=person.pk) | Q(approver=person.pk))

    def open(self) -> Self:
        return self.filter(answered_at=None)

    def usable(self, now: datetime) -> Self:
        """Granted, in time, and not used yet."""
        return self.filter(granted=True, until__gt=now, opening=None)


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


class FeedbackQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> Self:
        """Feedback to a unit the person has a post in, as far as clearance and recusal leave its clue open.

        The unit is told the result whether or not it may see the clue.
        """
        reader = reader_of(person)
        if reader.reads_nothing:
            return self.none()
        open_clues = apps.get_model("clues.Clue").objects.readable(reader)
        units = PostGroup.objects.filter(pk__in=reader.group_ids).values("unit")
        return self.filter(to_unit__in=units, clue__in=open_clues.values("pk"))

    def about(self, letter: Any) -> Self:
        """On the clues that decide the letter, those of the letter it repeats included."""
        return self.filter(clue__in=apps.get_model("clues.Clue").objects.deciding(letter).values("pk"))


class MergeQuerySet(models.QuerySet[Any]):
    def in_force(self) -> Self:
        return self.filter(merged_at__isnull=False, undone_at=None)


class TellingQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(told_on=None)

    def done(self) -> Self:
        return self.filter(told_on__isnull=False)


class EvidenceCheckQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(answered_at=None)

    def visible_to(self, person: Any) -> Self:
        """Those of the clues that a unit the person heads answers for, while they see the clue."""
        reader = reader_of(person)
        if reader.reads_nothing:
            return self.none()
        units = PostGroup.objects.filter(pk__in=reader.group_ids, role__in=ANSWERING).values("unit")
        clues = apps.get_model("clues.Clue").objects.visible_to(person).filter(pk=OuterRef("clue"))
        outside = Q(clue__state=ClueState.TRANSFERRED)  # as Clue.answering_unit
        answers = Q(clue__office__in=units) & outside | Q(clue__holder__in=units) & ~outside
        return self.filter(Exists(clues), answers)


class HoldQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(ended_at=None)

    def to_review(self, now: datetime) -> Self:
        """Those of clues held now whose time is up, and whose handlers have not been asked yet."""
        return self.open().filter(review_at__lte=now, asked_at=None, clue__state=ClueState.HELD)


class ResultQuerySet(models.QuerySet[Any]):
    def approved(self) -> Self:
        """Those that hold: recorded where nobody approves them, or approved."""
        return self.filter(approved=True)


class MotionQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(decided_at=None)


class DueDateQuerySet(models.QuerySet[Any]):
    def in_force(self) -> Self:
        """Of each clue the last day for each thing awaited."""
        later = self.model.objects.filter(
            clue=OuterRef("clue"), awaited=OuterRef("awaited"), pk__gt=OuterRef("pk")
        )
        return self.exclude(Exists(later))


class ExtensionQuerySet(models.QuerySet[Any]):
    def granted(self, clue: Any, awaited: str) -> Self:
        return self.filter(motion__clue=clue, motion__carried=True, awaited=awaited)


class TransferQuerySet(models.QuerySet[Any]):
    def running(self) -> Self:
        """Handed over, and neither signed for nor declined."""
        return self.filter(handed_at__isnull=False, ended_at=None)


class SuspensionQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(resumed_at=None)


class FollowUpQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(told_on=None)


class StageQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(done_on=None)


class StandingQuerySet(models.QuerySet[Any]):
    def current(self, day: date | None = None) -> Self:
        return self.filter(on_day(day or timezone.localdate()))


class RuleQuerySet(models.QuerySet[Any]):
    def in_force(self, day: date | None = None) -> Self:
        """The newest version of each rule in force on the day, in the order they are tried."""
        day = day or timezone.localdate()
        newer = self.model.objects.filter(on_day(day), code=OuterRef("code"), version__gt=OuterRef("version"))
        return self.filter(on_day(day)).exclude(Exists(newer)).order_by("position", "code")


class ApartRuleQuerySet(models.QuerySet[Any]):
    def in_force(self, day: date | None = None) -> Self:
        return self.filter(on_day(day or timezone.localdate())).order_by("-from_on")
