"""The only place that writes units, people, posts, clearance and recusal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.kinds import Kind
from accounts.models import Person, Post, PostGroup, Recusal, Unit
from accounts.policies import may_administer, may_clear, may_declare_recusal, may_hold
from accounts.terms import RecusalGround
from hub.events.actions import record
from hub.kernel.errors import Invalid, demand
from hub.kernel.sealing import match_key
from hub.kernel.transitions import locked
from hub.rules.models import Level


@dataclass(frozen=True, slots=True)
class NewUnit:
    code: str
    kind: str
    name: str
    name_en: str = ""
    parent: Unit | None = None
    supervised_by: Unit | None = None
    territory: str = ""
    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class NewPerson:
    """identity: (scheme, number) of the person's own identity; only its match key is kept."""

    username: str
    display_name: str
    identity: tuple[str, str] | None = None
    language: str = ""


@transaction.atomic
def open_unit(new: NewUnit, *, by: Person) -> Unit:
    """Open a unit. Raises NotAllowed, Invalid for a code that is taken."""
    demand(may_administer(by))
    if Unit.objects.filter(code=new.code).exists():
        raise Invalid({"code": [_("This code is taken.")]})
    unit = Unit.objects.create(
        code=new.code,
        kind=new.kind,
        name=new.name,
        name_en=new.name_en,
        parent=new.parent,
        supervised_by=new.supervised_by,
        territory=new.territory,
        from_on=new.from_on or timezone.localdate(),
        to_on=new.to_on,
    )
    record(Kind.UNIT_OPENED, by=by, of=unit, data={"code": unit.code})
    return unit


@transaction.atomic
def enter_person(new: NewPerson, *, by: Person) -> Person:
    """Enter a person without a password; they cannot sign in before one is set."""
    demand(may_administer(by))
    if Person.objects.filter(username=new.username).exists():
        raise Invalid({"username": [_("This user name is taken.")]})
    person = Person(username=new.username, display_name=new.display_name, language=new.language)
    person.identity_key = match_key(*new.identity) if new.identity else None
    person.set_unusable_password()
    person.save()
    record(Kind.PERSON_ENTERED, by=by, of=person)
    return person


@transaction.atomic
def give_post(
    person: Person,
    *,
    unit: Unit,
    role: str,
    by: Person,
    from_on: date | None = None,
    to_on: date | None = None,
) -> Post:
    """Give a person a post in a unit. Raises NotAllowed, also where the three administrators would mix."""
    demand(may_administer(by))
    demand(may_hold(person, role))
    group, _new = PostGroup.objects.get_or_create(
        unit=unit, role=role, defaults={"name": f"{unit.code}:{role}"}
    )
    post = Post.objects.create(
        person=person, group=group, from_on=from_on or timezone.localdate(), to_on=to_on
    )
    record(Kind.POST_GIVEN, by=by, of=person, data={"unit": unit.code, "role": role})
    return post


def end_post(post_id: int, *, by: Person) -> Post:
    """End a post as of now; open sockets close within two seconds, the next request signs the person out."""
    demand(may_administer(by))
    with locked(Post, pk=post_id) as post:
        post.ended_at = timezone.now()
        post.save()
        record(Kind.POST_ENDED, by=by, of=post.person, data={"group": post.group_id})
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


@transaction.atomic
def declare_recusal(
    person: Person,
    *,
    identity: tuple[str, str],
    by: Person,
    ground: str = RecusalGround.OTHER,
    reason: str = "",
) -> Recusal:
    """Recuse a person from a party named by (scheme, number), whether or not the hub knows the party."""
    demand(may_declare_recusal(person, by))
    recusal = Recusal.objects.create(
        person=person,
        party_key=match_key(*identity),
        ground=ground,
        reason=reason,
        from_on=timezone.localdate(),
        declared_by=by,
    )
    record(Kind.RECUSAL_DECLARED, by=by, of=person, data={"recusal": recusal.pk, "ground": ground})
    return recusal
