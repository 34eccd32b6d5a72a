"""A subject as the reader of one clue may know it: what they see of it and how it ended (廉政档案)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q

from accounts.models import Person
from accounts.terms import Scheme
from clues.closing.kinds import Kind
from clues.closing.models import FollowUp
from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from clues.corrections.models import Correction
from clues.disposal.models import DisposalResult
from clues.letters.models.letters import Letter
from clues.subjects.models import Subject, SubjectStanding
from hub.events.models import Entry


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a clue ended. finding: in words, or empty where it was concluded without a check. told: what the
    person was told, and when."""

    clue: Clue
    concluded_at: datetime | None
    finding: str
    told: Sequence[FollowUp]


@dataclass(frozen=True, slots=True)
class Dossier:
    subject: Subject
    identifiers: Sequence[str]  # kinds that are on file; never the numbers
    standings: Sequence[SubjectStanding]
    clues: Sequence[Clue]
    letters: Sequence[Letter]
    outcomes: Sequence[Outcome]
    corrections: Sequence[Correction]


def dossier_of(clue: Clue, person: Person) -> Dossier:
    """Ask only for a clue that is visible."""
    subject = clue.subject
    clues = list(
        Clue.objects.visible_to(person).filter(subject=subject).select_related("holder").order_by("pk")
    )
    asked = Correction.objects.visible_to(person).filter(Q(subject=subject) | Q(clue=clue))
    return Dossier(
        subject=subject,
        identifiers=[
            str(Scheme(scheme).label)
            for scheme in subject.identifiers.order_by("pk").values_list("scheme", flat=True)
        ],
        standings=list(subject.standings.select_related("unit")),
        clues=clues,
        letters=list(Letter.objects.visible_to(person).filter(subjects=subject).order_by("pk")),
        outcomes=_outcomes([each for each in clues if each.state == ClueState.CONCLUDED]),
        corrections=list(asked.select_related("asked_by", "by", "other")),
    )


def _outcomes(clues: Sequence[Clue]) -> list[Outcome]:
    keys = [clue.pk for clue in clues]
    found = DisposalResult.objects.approved().filter(clue__in=keys).order_by("pk")
    results = {each.clue_id: each for each in found}
    told: dict[int, list[FollowUp]] = {}
    for each in FollowUp.objects.filter(clue__in=keys).order_by("pk"):
        told.setdefault(each.clue_id, []).append(each)
    lines = Entry.objects.filter(of_label=Clue._meta.label_lower, of_id__in=keys, kind=Kind.CLUE_CONCLUDED)
    ended = dict(lines.order_by().values("of_id").annotate(last=Max("at")).values_list("of_id", "last"))
    return [
        Outcome(
            clue=clue,
            concluded_at=ended.get(clue.pk),
            finding=results[clue.pk].get_finding_display() if clue.pk in results else "",
            told=told.get(clue.pk, []),
        )
        for clue in clues
    ]
