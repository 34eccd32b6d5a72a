"""Standing proxies for days of absence. What is open already goes to the proxy too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from hub.access.grants import Holders, revoke
from hub.approvals.actions.asking import able_proxies, give_duties, let_proxy_read
from hub.approvals.actions.turn import Turn
from hub.approvals.hand import Hand
from hub.approvals.kinds import PROXY, Kind
from hub.approvals.models import Absence, Approval, Seat
from hub.approvals.policies import may_declare_absence, may_end_absence
from hub.approvals.purposes import purpose_of
from hub.duties.actions import close_duties
from hub.events.actions import record
from hub.kernel.acting import action
from hub.kernel.errors import Invalid, demand
from hub.kernel.transitions import locked


@dataclass(frozen=True, slots=True)
class NewAbsence:
    """purposes: codes of what the proxy may sign; empty for everything."""

    person: Person
    proxy: Person
    from_on: date
    to_on: date
    purposes: Sequence[str] = ()


@action()
def declare_absence(new: NewAbsence, *, by: Person) -> Absence:
    """Name who signs for somebody who is away (外出代签).

    Raises NotAllowed, and Invalid at the field: days in the past or out of order, oneself, a proxy who is
    away themselves in that time, a second proxy for the same days and purposes, a circle.
    """
    demand(may_declare_absence(new.person, by))
    # The two people are locked in order, so that two declarations cannot close a circle between them.
    list(Person.objects.filter(pk__in=[new.person.pk, new.proxy.pk]).order_by("pk").select_for_update())
    _check_days(new)
    _check_proxy(new)
    absence = Absence.objects.create(
        person=new.person,
        proxy=new.proxy,
        from_on=new.from_on,
        to_on=new.to_on,
        purposes=list(new.purposes),
        declared_by=by,
    )
    data = {"absence": absence.pk, "person": new.person.pk, "proxy": new.proxy.pk}
    told = {new.person.pk, new.proxy.pk} - {by.pk}
    record(Kind.ABSENCE_DECLARED, by=by, of=new.person, to=told, data=data)
    admit_proxy(absence)
    return absence


def end_absence(absence_id: int, *, by: Person) -> Absence:
    """The person is back earlier. What the proxy signed stays signed."""
    with locked(Absence, pk=absence_id) as absence:
        demand(may_end_absence(absence, by))
        if absence.ended_at is None:
            absence.ended_at = timezone.now()
            absence.save(update_fields=["ended_at"])
            for turn, _seat in _open_seats(absence, by):
                _dismiss_proxy(turn, absence)
            told = {absence.person_id, absence.proxy_id} - {by.pk}
            record(Kind.ABSENCE_ENDED, by=by, of=absence.person, to=told, data={"absence": absence.pk})
        return absence


def admit_proxies() -> int:
    """Let the proxies of all absences of today see and sign what is open; returns how many seats are new."""
    return sum(admit_proxy(absence) for absence in Absence.objects.in_force().select_related("person"))


@action()
def admit_proxy(absence: Absence) -> int:
    """Let the proxy of an absence in force see and sign what is open; returns how many seats are new."""
    if not Absence.objects.in_force().filter(pk=absence.pk).exists():
        return 0
    admitted = 0
    for turn, seat in _open_seats(absence, absence.declared_by):
        proxy = absence.proxy_id
        if turn.approval.initiator_id == proxy or not able_proxies(turn, [proxy]):
            continue
        if give_duties(turn, seat.step, people=[proxy]):
            let_proxy_read(turn, proxy, absence.until)
            admitted += 1
    return admitted


def _dismiss_proxy(turn: Turn, absence: Absence) -> None:
    """Duty and reading of the proxy end, unless they have a seat of their own or stand in for another."""
    proxy = absence.proxy
    if Seat.objects.in_open_step(turn.approval).held_by(proxy).exists():
        return
    close_duties(None, of=turn.row, by=turn.by, ref=turn.approval.pk, person=proxy)
    if turn.row.person_grants.filter(user=proxy, purpose=PROXY).exists():
        revoke([turn.row], Holders(people=[proxy.pk]), by=turn.by)


def _open_seats(absence: Absence, by: Person) -> list[tuple[Turn, Seat]]:
    """Open seats of the absent person that the proxy may take, each with its turn, its approval locked."""
    seats = Seat.objects.open().filter(step__state="open").held_in_person(absence.person)
    seats = seats.exclude(step__kind="revise").filter(step__part="")
    held = seats.values("step__approval")
    approvals = Approval.objects.filter(pk__in=held).order_by("pk").select_for_update(of=("self",)).in_bulk()
    found = []
    for seat in seats.filter(step__approval__in=approvals).select_related("step").order_by("pk"):
        approval = seat.step.approval = approvals[seat.step.approval_id]
        if absence.covers(approval.purpose):
            purpose = purpose_of(approval.purpose)
            row = purpose.model._base_manager.get(pk=approval.of_id)
            found.append((Turn(Hand(approval), row, purpose, by), seat))
    return found


def _check_days(new: NewAbsence) -> None:
    faults: dict[str, list[str]] = {}
    if new.from_on < timezone.localdate():
        faults["from_on"] = [_("This day is past.")]
    if new.to_on < new.from_on:
        faults["to_on"] = [_("The last day is before the first.")]
    if faults:
        raise Invalid(faults, code="days")


def _check_proxy(new: NewAbsence) -> None:
    """The proxy is somebody else, is there, and does not lead back to whoever is away."""
    said = ""
    if new.proxy.pk == new.person.pk:
        said = _("Choose somebody else than yourself.")
    elif not Person.objects.filter(pk=new.proxy.pk).holding().exists():
        said = _("This person holds no post today.")
    elif _meanwhile(new, person=new.proxy).filter(proxy=new.person).exists():
        said = _("You stand in for this person in these days: a circle of proxies signs nothing.")
    elif _meanwhile(new, person=new.proxy).exists():
        said = _("This person is away themselves in these days.")
    elif any(
        not new.purposes or not old.purposes or set(old.purposes) & set(new.purposes)
        for old in _meanwhile(new, person=new.person)
    ):
        said = _("A proxy is named for these days already.")
    if said:
        raise Invalid({"proxy": [said]}, code="proxy")


def _meanwhile(new: NewAbsence, **fields: Person) -> models.QuerySet[Absence]:
    return Absence.objects.filter(
        from_on__lte=new.to_on, to_on__gte=new.from_on, ended_at__isnull=True, **fields
    )
