"""Who had received what was corrected, and telling them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from clues.clue.models.clues import Clue
from clues.corrections.kinds import Kind
from clues.corrections.models import Correction, Recipient
from clues.letters.models.letters import Letter
from hub.access.models import Look
from hub.access.readers import readers_of
from hub.events.actions import record
from hub.jobs.queue import enqueue
from hub.kernel.acting import action

JOB = "clues.corrections.tasks.tell_receivers"


def matters_about(correction: Correction) -> Iterator[Clue | Letter]:
    """Every clue and letter about the subject; first the clue that was asked about."""
    yield correction.clue
    yield from correction.subject.clues.exclude(pk=correction.clue_id).order_by("pk")
    yield from correction.subject.letters.order_by("pk")


def note_receivers(correction: Correction, matters: Iterable[Clue | Letter]) -> None:
    """Write down everyone who sees one of the matters now or looked at it before, and queue telling them. One
    row per person, through the first matter that reached them."""
    found: dict[int, Recipient] = {}
    for matter in matters:
        looked = _looked_at(matter)
        for person in sorted({*readers_of(matter), *looked}):
            found.setdefault(person, _recipient(correction, person, matter, looked.get(person)))
    Recipient.objects.bulk_create(found.values())
    enqueue(JOB, lock=f"correction-{correction.pk}", correction_id=correction.pk)


def _looked_at(matter: Clue | Letter) -> dict[int, datetime]:
    looks = Look.objects.at(matter).order_by().values("person").annotate(last=Max("at"))
    return dict(looks.values_list("person", "last"))


def _recipient(
    correction: Correction, person: int, matter: Clue | Letter, looked_at: datetime | None
) -> Recipient:
    label = matter._meta.label_lower
    return Recipient(
        correction=correction, person_id=person, label=label, row_id=matter.pk, looked_at=looked_at
    )


def tell_receivers(correction_id: int) -> int:
    """One notice for each receiver who still may see the matter; returns how many were told.

    A matter at a time, each in a transaction of its own: begun again after a stop, it tells nobody twice.
    """
    untold = Recipient.objects.untold().filter(correction=correction_id)
    matters = untold.order_by("label", "row_id").values_list("label", "row_id").distinct()
    return sum(_tell(correction_id, label, row_id) for label, row_id in list(matters))


@action()
def _tell(correction_id: int, label: str, row_id: int) -> int:
    model = Clue if label == Clue._meta.label_lower else Letter
    matter = model.objects.get(pk=row_id)
    waiting = Recipient.objects.untold().filter(correction=correction_id, label=label, row_id=row_id)
    waiting = waiting.filter(person__in=readers_of(matter)).select_for_update()
    people = list(waiting.values_list("person", flat=True))
    Recipient.objects.filter(correction=correction_id, person__in=people).update(told_at=timezone.now())
    if people:
        by = Correction.objects.select_related("by").get(pk=correction_id).by
        record(Kind.CORRECTION_TOLD, by=by, of=matter, to=people, data={"correction": correction_id})
    return len(people)
