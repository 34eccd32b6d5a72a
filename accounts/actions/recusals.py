"""What keeps a person from a matter: declared recusals, former posts, the Party branch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.units import check_days
from accounts.identity import identity_key
from accounts.kinds import Kind
from accounts.models import FormerPost, Person, Recusal, Unit
from accounts.policies import may_administer, may_declare_recusal, may_end_recusal
from accounts.recused import may_be_recused
from accounts.terms import Initiative, RecusalGround
from accounts.ties import branch_tie, named_unit_tie, unit_tie
from hub.events.actions import record
from hub.kernel.acting import action
from hub.kernel.errors import Conflict, Invalid, demand
from hub.kernel.transitions import locked


@dataclass(frozen=True, slots=True)
class Why:
    """Why somebody is recused, and on whose initiative (监察法 art. 67; 监察法实施条例 arts. 295-296)."""

    ground: str = RecusalGround.OTHER
    reason: str = ""
    initiative: str = Initiative.OWN_DUTY


@action()
def declare_recusal(
    person: Person,
    *,
    identity: tuple[str, str],
    by: Person,
    ground: str = RecusalGround.OTHER,
    reason: str = "",
    initiative: str = Initiative.ORDER,
) -> Recusal:
    """Recuse a person from a party named by (scheme, number), whether or not the hub knows the party.

    `initiative` counts where somebody else declares it: what one declares oneself is one's own duty.
    Raises NotAllowed; Invalid for a number that its check digit contradicts: it would match nobody.
    """
    demand(may_declare_recusal(person, by))
    initiative = Initiative.OWN_DUTY if person.pk == by.pk else initiative
    return recuse(person, identity_key(*identity), Why(ground, reason, initiative), by=by)


def recuse(person: Person, party_key: str, why: Why, *, by: Person) -> Recusal:
    """Write the recusal down; whoever calls has asked whether `by` may."""
    recusal = Recusal.objects.create(
        person=person,
        party_key=party_key,
        ground=why.ground,
        initiative=why.initiative,
        reason=why.reason,
        from_on=timezone.localdate(),
        declared_by=by,
    )
    record(Kind.RECUSAL_DECLARED, by=by, of=person, data={"recusal": recusal.pk, "ground": why.ground})
    may_be_recused.tell(person)
    return recusal


def end_recusal(recusal_id: int, *, reason: str, by: Person) -> Recusal:
    """End a recusal as of now; matters about its party can be shown to the person again.

    Raises NotVisible, NotAllowed, Conflict for one that has ended, Invalid for an empty "reason".
    """
    with locked(Recusal.objects.visible_to(by), pk=recusal_id) as recusal:
        demand(may_end_recusal(recusal, by))
        if not Recusal.objects.valid().filter(pk=recusal_id).exists():
            raise Conflict(_("This recusal has ended already."), code="wrong-state")
        if not reason.strip():
            raise Invalid({"reason": [_("Say why the recusal ends.")]})
        recusal.ended_at, recusal.ended_by, recusal.end_reason = timezone.now(), by, reason.strip()
        recusal.save()
        told = {recusal.person_id, recusal.declared_by_id}
        record(Kind.RECUSAL_ENDED, by=by, of=recusal.person, to=told, data={"recusal": recusal.pk})
        return recusal


@dataclass(frozen=True, slots=True)
class NewFormerPost:
    """Where somebody worked: a unit of the hub, or one by its name."""

    to_on: date
    unit: Unit | None = None
    unit_name: str = ""
    from_on: date | None = None


@action()
def enter_former_post(person: Person, new: NewFormerPost, *, by: Person) -> FormerPost:
    """Note a unit that somebody worked in before and that no post of the hub tells of.

    Raises NotAllowed, Invalid for a day to come, days out of order, no unit, what is noted already.
    """
    demand(may_administer(by))
    name = new.unit_name.strip()
    unit = new.unit or (Unit.objects.filter(name=name).first() if name else None)
    if unit is None and not name:
        raise Invalid({"unit_name": [_("Say which unit.")]})
    if new.to_on > timezone.localdate():
        raise Invalid({"to_on": [_("This day has not come yet.")]})
    check_days(new.from_on or new.to_on, new.to_on)
    key = unit_tie(unit.code) if unit else named_unit_tie(name)
    if person.former_posts.filter(unit_key=key, to_on=new.to_on).exists():
        raise Invalid({"to_on": [_("This is noted already.")]})
    former = FormerPost.objects.create(
        person=person,
        unit=unit,
        unit_name="" if unit else name,
        unit_key=key,
        from_on=new.from_on,
        to_on=new.to_on,
    )
    record(
        Kind.FORMER_POST_ENTERED, by=by, of=person, data={"former": former.pk, "to": new.to_on.isoformat()}
    )
    may_be_recused.tell(person)
    return former


def strike_former_post(former_id: int, *, by: Person) -> Person:
    """Take back a former post that was noted by mistake. What it was stays in the past."""
    demand(may_administer(by))
    with locked(FormerPost, pk=former_id) as former:
        person = former.person
        former.delete()
        record(Kind.FORMER_POST_STRUCK, by=by, of=person, data={"former": former_id})
        return person


def set_branch(person_id: int, *, branch: str, by: Person) -> Person:
    """Say which Party branch a person belongs to, by its full name; empty: none that is known."""
    demand(may_administer(by))
    with locked(Person, pk=person_id) as person:
        person.branch = branch.strip()
        person.branch_key = branch_tie(person.branch) if person.branch else ""
        person.save()
        record(Kind.BRANCH_SET, by=by, of=person)
        may_be_recused.tell(person)
        return person
