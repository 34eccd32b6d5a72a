"""What the recused held is handed on: to the head, to the next signer, with nobody left to case management.

Called after everything that can bring a recusal into force, and once a day for what began with the day.
Calling it again changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from clues.clue.actions import ask_heads, save
from clues.clue.flow import HANDLED, ClueFlow
from clues.clue.handlers import HANDLERS, eligible_handlers, handlers_of
from clues.clue.models.clues import Assignment, Clue
from clues.clue.terms import ClueState
from clues.custody.actions import name_handlers
from clues.holders import CASE_MANAGEMENT, groups_in
from clues.recusing.kinds import REPLACE, UNATTENDED, Kind
from clues.timing.actions.asking import ask_handlers
from clues.timing.kinds import OPINION, RESULT, REVIEW_HOLD
from clues.ways.kinds import STAGE
from hub.access.grants import Holders, revoke
from hub.access.readers import party_keys, readers_of
from hub.approvals.actions import relieve
from hub.approvals.kinds import BLOCKED
from hub.duties.actions import close_duties, open_duty
from hub.duties.models import Duty
from hub.events.actions import record
from hub.kernel.errors import Invalid, demand_reason
from hub.kernel.transitions import enter, locked

STUCK = (UNATTENDED.code, BLOCKED.code)


# What waits for the handlers in a state.
_WORK = {ClueState.ASSIGNED: OPINION, ClueState.IN_DISPOSAL: RESULT}


# A stage goes on waiting while the result's time stands still.
_IN_STAGES = (ClueState.IN_DISPOSAL, ClueState.SUSPENDED)


def clear_recused(clue: Clue, *, by: Person | None) -> None:
    """Hand on what the recused hold of the (locked) clue; `by` None: no person does it.

    To be called too where something waits again that had been set aside: it may wait for the recused.
    """
    recused = Person.objects.recused_from(party_keys(clue))
    for assignment in clue.assignments.filter(ended_at=None, person__in=recused):
        _end(assignment, clue, by)
        record(Kind.HANDLER_LEFT, by=by, of=clue, to=readers_of(clue), data={"person": assignment.person_id})
    for kind in (OPINION, RESULT, REVIEW_HOLD, STAGE):
        close_duties(kind, of=clue, by=by, person__in=recused)
    _ask_for_handlers(clue)
    relieve(clue, by=by)
    _tell_case_management(clue, by)


def replace_handler(
    number: str, *, comes: Person, reason: str, by: Person, leaves: Person | None = None
) -> Clue:
    """The head names another handler: in the place of one who leaves, or where one has left.

    Raises NotVisible, NotAllowed, Conflict, Invalid (`leaves` where nobody has left or who is no handler,
    `comes` who cannot be named or is one already, no `reason`).
    """
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).replace_handler, by=by)
        _check(clue, leaves, comes, reason)
        if leaves is not None:
            _end(clue.assignments.get(person=leaves, ended_at=None), clue, by)
        name_handlers(clue, [comes], by=by)
        _hand_work_to(clue, comes)
        if len(handlers_of(clue)) == HANDLERS:
            close_duties(REPLACE, of=clue, by=by)
        relieve(clue, by=by)
        save(clue)
        data = {"comes": comes.pk} | ({"leaves": leaves.pk} if leaves else {})
        record(Kind.HANDLER_REPLACED, by=by, of=clue, to=readers_of(clue), data=data)
        return clue


def clear_person(person_id: int) -> int:
    """After a person became recused from more than before; returns how many clues were seen to."""
    return _clear(_barred_to(Person.objects.get(pk=person_id)))


def clear_subject(subject_id: int) -> int:
    """After a subject's unit, branch or identifiers changed."""
    return _clear(Clue.objects.unconcluded().filter(subject=subject_id).values_list("pk", flat=True))


def clear_all() -> int:
    """Once a day: what began with the day, and whether anybody can act by now where nobody could."""
    waiting = Duty.objects.open().filter(of_label=Clue._meta.label_lower, kind__in=STUCK)
    keys = set(waiting.values_list("of_id", flat=True))
    for person in Person.objects.holding():
        keys |= set(_barred_to(person))
    return _clear(keys)


def _barred_to(person: Person) -> Iterable[int]:
    return Clue.objects.unconcluded().barred_to(person.reader()).values_list("pk", flat=True)


def _clear(clues: Iterable[int]) -> int:
    """Each in a transaction of its own."""
    keys = sorted(set(clues))
    for pk in keys:
        with locked(Clue, pk=pk) as clue:
            clear_recused(clue, by=None)
    return len(keys)


def _end(assignment: Assignment, clue: Clue, by: Person | None) -> None:
    """The work and the right to read end; the letters stay open where another clue of theirs needs them."""
    assignment.ended_at = timezone.now()
    assignment.save(update_fields=["ended_at"])
    gone = Holders(people=[assignment.person_id])
    kept = Assignment.objects.filter(person=assignment.person_id, ended_at=None).values("clue__letters")
    revoke([clue], gone, by=by)
    revoke(clue.letters.exclude(pk__in=kept.filter(clue__letters__isnull=False)), gone, by=by)
    close_duties(None, of=clue, by=by, person_id=assignment.person_id)


def _ask_for_handlers(clue: Clue) -> None:
    """Somebody is missing: the head names another, once."""
    missing = clue.state in HANDLED and len(handlers_of(clue)) < HANDLERS
    if missing and not Duty.objects.open().about(clue).filter(kind=REPLACE.code).exists():
        ask_heads(REPLACE, clue)


def _hand_work_to(clue: Clue, comes: Person) -> None:
    duty = _WORK.get(ClueState(clue.state))
    if clue.state == ClueState.HELD and clue.holds.open().exclude(asked_at=None).exists():
        duty = REVIEW_HOLD
    if duty is not None:
        ask_handlers(duty, clue, [comes])
    if clue.state in _IN_STAGES:
        for stage in clue.stages.open():
            open_duty(STAGE, of=clue, person=comes, due_at=stage.due_at, ref=stage.pk)


def _tell_case_management(clue: Clue, by: Person | None) -> None:
    """Where everybody of a group that is to act is recused, case management sees who can act instead."""
    stuck = [group for group in _waiting_groups(clue) if not _somebody(clue, [group])]
    waiting = Duty.objects.open().about(clue).filter(kind=UNATTENDED.code)
    if not stuck:
        close_duties(UNATTENDED, of=clue, by=by)
    elif not waiting.exists():
        groups = groups_in(clue.office, *CASE_MANAGEMENT).groups
        for group in groups:
            open_duty(UNATTENDED, of=clue, group_id=group)
        record(Kind.UNATTENDED, by=by, of=clue, to=_somebody(clue, groups))


def _waiting_groups(clue: Clue) -> Iterable[int]:
    duties = Duty.objects.open().about(clue).filter(group__isnull=False, ref=None)
    return duties.exclude(kind=UNATTENDED.code).values_list("group", flat=True)


def _somebody(clue: Clue, groups: Sequence[int]) -> list[int]:
    people = Person.objects.reading(
        groups=groups, named=[], rank=clue.classification_id, keys=party_keys(clue)
    )
    return list(people.order_by("pk").values_list("pk", flat=True))


def _check(clue: Clue, leaves: Person | None, comes: Person, reason: str) -> None:
    handlers = handlers_of(clue)
    if leaves is None and len(handlers) >= HANDLERS:
        raise Invalid({"leaves": [_("Say which handler leaves.")]}, code="nobody-leaves")
    if leaves is not None and leaves not in handlers:
        raise Invalid({"leaves": [_("This person does not handle the clue.")]}, code="no-handler")
    if comes in handlers or comes not in eligible_handlers(clue).offered:
        raise Invalid({"comes": [_("This person is not available for this clue.")]}, code="not-available")
    demand_reason(reason)
