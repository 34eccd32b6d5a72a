"""Blind deconfliction (盲查重): finding matters about one subject, asking for them, answering."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person, Unit
from clues.clue.models.clues import Clue
from clues.holders import ANSWERING, KNOWING, groups_in
from clues.related.kinds import ANSWER_OPENING, For, Kind
from clues.related.models import OpeningRequest, RelatedMatter
from clues.related.policies import may_know_of_related
from clues.subjects.learned import identified
from clues.subjects.models import Subject, SubjectIdentifier
from hub.access.grants import Holders, grant, revoke
from hub.access.readers import readers_of
from hub.duties.actions import close_duties, open_duty
from hub.events.actions import record
from hub.jobs.queue import enqueue
from hub.kernel.acting import action
from hub.kernel.errors import Conflict, NotVisible, demand_reason
from hub.kernel.transitions import locked
from hub.rules.deadlines import due

JOB = "clues.related.tasks.find_related_matters"


OPEN_FOR = "related.opening"


@identified.then
def look_for_related(subject: Subject) -> None:
    """Queue the search: a job, so that the time of registering does not tell whether something was found."""
    enqueue(JOB, lock=f"related-{subject.pk}", subject_id=subject.pk)


@action()
def find_related(subject_id: int) -> int:
    """Write down every pair of clues, open or past, about subjects that share an identifier with this one.

    Each holder that was not told yet is told. A name alone never counts. Returns how many pairs are new.
    """
    keys = SubjectIdentifier.objects.filter(subject=subject_id).values("key")
    about = SubjectIdentifier.objects.filter(key__in=keys).values("subject")
    clues = list(Clue.objects.filter(subject__in=about).select_related("holder", "office").order_by("pk"))
    pairs = [
        RelatedMatter(first=first, second=second)
        for place, first in enumerate(clues)
        for second in clues[place + 1 :]
    ]
    known = RelatedMatter.objects.filter(first__in=clues, second__in=clues)
    before = known.count()
    RelatedMatter.objects.bulk_create(pairs, ignore_conflicts=True)
    _tell(clues)
    return known.count() - before


def _tell(clues: list[Clue]) -> None:
    """One notice per clue whose holder has not been told of all its related matters at other units."""
    matters = RelatedMatter.objects.filter(first__in=clues, second__in=clues)
    known = {clue.pk: clue for clue in clues}
    untold: dict[int, Clue] = {}
    for matter in matters.order_by("pk").select_for_update():
        first, second = known[matter.first_id], known[matter.second_id]
        if first.holder_id == second.holder_id or first.is_apart or second.is_apart:
            continue  # of what is kept apart nobody is told, not even that it exists
        untold |= {} if matter.first_told_id == first.holder_id else {first.pk: first}
        untold |= {} if matter.second_told_id == second.holder_id else {second.pk: second}
        matter.first_told, matter.second_told = first.holder, second.holder
        matter.save(update_fields=["first_told", "second_told"])
    for clue in untold.values():
        record(Kind.RELATED_FOUND, by=None, of=clue, to=_knowing(clue))


def _knowing(clue: Clue, *, answerers: bool = False) -> list[int]:
    """Who acts for the holder of the clue and sees it: not the recused, not those who are not cleared."""
    groups = groups_in(clue.holder, *(ANSWERING if answerers else KNOWING)).groups
    members = Person.objects.holding(group__in=groups).filter(pk__in=readers_of(clue))
    return list(members.order_by("pk").values_list("pk", flat=True))


def ask_to_open(number: str, *, unit: Unit, reason: str, by: Person) -> OpeningRequest:
    """Ask the head of the other unit to open what it has about the same subject.

    Raises NotVisible for whoever may not know, and where nothing is there; Invalid without a reason; Conflict
    while a request waits for its answer.
    """
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        if not may_know_of_related(clue, by):
            raise NotVisible
        hidden = list(RelatedMatter.objects.hidden_clues(clue, by).filter(holder=unit))
        if not hidden:
            raise NotVisible
        demand_reason(reason)
        if clue.opening_requests.filter(unit=unit, answered_at=None).exists():
            raise Conflict(_("This unit has been asked and has not answered yet."), code="asked-already")
        request = OpeningRequest.objects.create(clue=clue, unit=unit, reason=reason.strip(), by=by)
        request.asked.set(hidden)
        record(Kind.OPENING_ASKED, by=by, of=clue, data={"request": request.pk})
        _ask(request, hidden, by)
        return request


def _ask(request: OpeningRequest, hidden: Iterable[Clue], by: Person) -> None:
    for clue in hidden:
        for group in groups_in(request.unit, *ANSWERING).groups:
            open_duty(ANSWER_OPENING, of=clue, group_id=group, ref=request.pk)
    for clue in hidden:
        told = _knowing(clue, answerers=True)
        record(Kind.OPENING_ASKED, by=by, of=clue, to=told, data={"request": request.pk})


def answer_request(request_id: int, *, granted: bool, reason: str = "", by: Person) -> OpeningRequest:
    """The head of the other unit opens what they see themselves to the one who asked, for the time the rule
    gives, or refuses with a reason.

    Raises NotVisible, Conflict when it is answered already, Invalid for a refusal without a "reason".
    """
    with locked(OpeningRequest.objects.visible_to(by), pk=request_id) as request:
        if request.answered_at is not None:
            raise Conflict(_("This request is answered already."), code="answered")
        if not granted:
            demand_reason(reason)
        now = timezone.now()
        request.granted, request.answer = granted, reason.strip()
        request.answered_by, request.answered_at = by, now
        request.until = due(OPEN_FOR, now).at if granted else None
        request.version += 1
        request.save()
        _answer(request, by)
        return request


def _answer(request: OpeningRequest, by: Person) -> None:
    kind = Kind.OPENING_GRANTED if request.granted else Kind.OPENING_REFUSED
    if request.granted:
        opened = Clue.objects.visible_to(by).filter(asked_openings=request)
        holders = Holders(people=[request.by_id])
        grant(opened, holders, purpose=For.RELATED, by=by, expires_at=request.until)
    asked = list(request.asked.order_by("pk"))
    for clue in asked:
        close_duties(ANSWER_OPENING, of=clue, by=by, ref=request.pk)
    data = {"request": request.pk}
    for clue in asked:
        record(kind, by=by, of=clue, data=data)
    record(kind, by=by, of=request.clue, to=[request.by_id], data=data)


def forget_related(clue: Clue, *, by: Person) -> None:
    """The clue turned out to be about somebody else: its pairs are no pairs, and what was opened because of
    them is closed."""
    granted = OpeningRequest.objects.filter(Q(clue=clue) | Q(asked=clue), granted=True)
    for request in granted.distinct():
        opened = Clue.objects.filter(person_grants__user=request.by_id, person_grants__purpose=For.RELATED)
        wrong = (
            opened.filter(asked_openings=request) if request.clue_id == clue.pk else opened.filter(pk=clue.pk)
        )
        revoke(wrong, Holders(people=[request.by_id]), by=by)
    RelatedMatter.objects.filter(Q(first=clue) | Q(second=clue)).delete()
