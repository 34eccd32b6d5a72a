"""People, their posts and clearance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.units import check_days, days_of
from accounts.charges import charges_through, check_charge, is_charge
from accounts.identity import identity_key
from accounts.kinds import Kind
from accounts.models import Person, Post, PostGroup, Unit
from accounts.policies import may_administer, may_clear, may_hold
from accounts.recused import may_be_recused
from hub.events.actions import record
from hub.kernel.acting import action, forget
from hub.kernel.errors import Invalid, demand
from hub.kernel.transitions import locked
from hub.rules.models import Level


@dataclass(frozen=True, slots=True)
class NewPerson:
    """identity: (scheme, number) of the person's own identity; only its match key is kept."""

    username: str
    display_name: str
    identity: tuple[str, str] | None = None
    language: str = ""


@action()
def enter_person(new: NewPerson, *, by: Person) -> Person:
    """Enter a person without a password; they cannot sign in before one is given.

    Raises NotAllowed, Invalid for a user name that is taken, a number that is wrong or somebody else's.
    """
    demand(may_administer(by))
    if Person.objects.filter(username__iexact=new.username).exists():  # signing in asks for no letter case
        raise Invalid({"username": [_("This user name is taken.")]})
    person = Person(username=new.username, display_name=new.display_name, language=new.language)
    person.identity_key = identity_key(*new.identity) if new.identity else None
    if person.identity_key and Person.objects.filter(identity_key=person.identity_key).exists():
        raise Invalid({"number": [_("Somebody else has this number.")]})
    person.set_unusable_password()
    person.save()
    record(Kind.PERSON_ENTERED, by=by, of=person)
    return person


@action()
def give_post(
    person: Person,
    *,
    unit: Unit,
    role: str,
    by: Person,
    from_on: date | None = None,
    to_on: date | None = None,
) -> Post:
    """Give a person a post in a unit.

    Raises NotAllowed, also where the three administrators would mix; Invalid for days out of order, for a
    post that began, or was to begin, on the same day already, and for a second leader in charge of a unit.
    """
    demand(may_administer(by))
    demand(may_hold(person, role))
    from_on = from_on or timezone.localdate()
    check_days(from_on, to_on)
    if is_charge(unit, role):
        list(Unit.objects.filter(pk=unit.pk).select_for_update())  # two at once give it to one person
        check_charge(person, unit, from_on, to_on)
    group, _new = PostGroup.objects.get_or_create(
        unit=unit, role=role, defaults={"name": f"{unit.code}:{role}"}
    )
    forget()
    if Post.objects.filter(person=person, group=group, from_on=from_on).exists():
        raise Invalid({"from_on": [_("The person was given this post from this day already.")]})
    post = Post.objects.create(person=person, group=group, from_on=from_on, to_on=to_on)
    data = {"post": post.pk, "group": group.pk, "unit": unit.code, "role": role} | days_of(post)
    record(Kind.POST_GIVEN, by=by, of=person, data=data)
    may_be_recused.tell(person)
    return post


def end_post(post_id: int, *, by: Person) -> Post:
    """End a post as of now; open sockets close within two seconds, the next request signs the person out.

    Who leaves the leadership is in charge of nothing any more.
    """
    demand(may_administer(by))
    with locked(Post, pk=post_id) as post:
        for each in (post, *charges_through(post)):
            each.ended_at = timezone.now()
            each.save()
            record(Kind.POST_ENDED, by=by, of=each.person, data={"post": each.pk, "group": each.group_id})
        return post


def disable_person(person_id: int, *, by: Person) -> Person:
    """Disable a person at once. People are never deleted: their signatures stay theirs."""
    demand(may_administer(by))
    with locked(Person, pk=person_id) as person:
        person.is_active = False
        person.save()
        record(Kind.PERSON_DISABLED, by=by, of=person)
        return person


def set_clearance(person_id: int, *, level: Level | None, by: Person) -> Person:
    """Clear a person up to a level, or for nothing."""
    demand(may_clear(by))
    with locked(Person, pk=person_id) as person:
        person.clearance = level
        person.save()
        record(Kind.CLEARANCE_SET, by=by, of=person, data={"rank": level.rank if level else None})
        return person
