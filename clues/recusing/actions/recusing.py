"""Recusal from a clue (回避), by own duty, by order, at somebody's request: 监察法实施条例 arts. 295-296.

What a recused person sees is decided by the gate alone; their work is handed on by `clearing`.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts.actions import Why, recuse
from accounts.models import Person
from accounts.recused import may_be_recused
from accounts.terms import Initiative
from accounts.ties import subject_tie
from clues.clue.actions import save
from clues.clue.flow import ClueFlow
from clues.clue.models.clues import Clue
from clues.recusing.actions.clearing import clear_recused
from clues.recusing.kinds import Kind
from clues.subjects.learned import known_better
from clues.subjects.models import Subject
from hub.access.readers import readers_of
from hub.events.actions import record
from hub.jobs.queue import enqueue
from hub.kernel.errors import Invalid, demand_reason
from hub.kernel.transitions import enter, locked

OF_PERSON = "clues.recusing.tasks.clear_recused_of_person"


FROM_SUBJECT = "clues.recusing.tasks.clear_recused_from_subject"


def recuse_self(number: str, *, ground: str, reason: str, by: Person) -> Clue:
    """Whoever sees the clue recuses themselves from its subject: it is out of their sight at once.

    Raises NotVisible, Invalid without a reason.
    """
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).recuse, by=by)
        _recuse(clue, by, Why(ground, demand_reason(reason), Initiative.OWN_DUTY), by=by)
        record(Kind.RECUSED, by=by, of=clue, to=readers_of(clue))
        return clue


def order_recusal(
    number: str, *, person: Person, ground: str, initiative: str, reason: str, by: Person
) -> Clue:
    """Case management or the head of the unit recuses somebody who sees the clue from its subject.

    Raises NotVisible, NotAllowed, Invalid without a reason, for oneself, for who does not see it anyway.
    """
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).order_recusal, by=by)
        if person.pk == by.pk or person.pk not in readers_of(clue):
            raise Invalid({"person": [_("Choose somebody else who sees the clue.")]}, code="no-reader")
        _recuse(clue, person, Why(ground, demand_reason(reason), initiative), by=by)
        told = {*readers_of(clue), person.pk}
        record(Kind.RECUSAL_ORDERED, by=by, of=clue, to=told - {person.pk}, data={"person": person.pk})
        return clue


def _recuse(clue: Clue, person: Person, why: Why, *, by: Person) -> None:
    recuse(person, _key_of(clue.subject), why, by=by)
    clear_recused(clue, by=by)
    save(clue)


def _key_of(subject: Subject) -> str:
    """An identifier, so that it holds for every matter about the subject; without one, the subject itself."""
    known = subject.identifiers.order_by("pk").first()
    if known is not None:
        return known.key
    return subject.ties.get_or_create(key=subject_tie(subject.pk))[0].key


@may_be_recused.then
def look_for_recused(person: Person) -> None:
    """Queue the search for what the person holds: a job, so that the time does not tell what there is."""
    enqueue(OF_PERSON, lock=f"recused-{person.pk}", person_id=person.pk)


@known_better.then
def look_for_recused_from(subject: Subject) -> None:
    """Something new about the subject may recuse somebody who works on a clue about them."""
    enqueue(FROM_SUBJECT, lock=f"recused-from-{subject.pk}", subject_id=subject.pk)
