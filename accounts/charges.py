"""Who of a commission's leaders is in charge of which unit (分管领导).

Being in charge of an office is a post like any other: leader in charge, in that office. So it has days, is
given, loaded and ended like one, stands in the ledger, and opens nothing that no grant names. A unit has one
such leader at a time. Who stands in while they are away is said by their absence; who signs where they are
recused, by the chain.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.commission import nearest
from accounts.models import Person, Post, PostGroup, Unit, directory
from accounts.terms import Role, UnitKind
from hub.kernel.errors import Invalid

# Bodies whose leaders lead the body itself; every other unit is led by somebody of a commission's leadership.
LED_FROM_WITHIN = (
    UnitKind.LEADERSHIP,
    UnitKind.DISTRICT,
    UnitKind.PARTY_COMMITTEE,
    UnitKind.PARTNER,
    UnitKind.SUPERVISED,
)
LEADERS = (Role.LEADER_IN_CHARGE, Role.PRINCIPAL_LEADER)


def is_charge(unit: Unit, role: str) -> bool:
    """Whether a post means that somebody is in charge of another unit than their own."""
    return role == Role.LEADER_IN_CHARGE and unit.kind not in LED_FROM_WITHIN


def in_charge_of(unit: Unit) -> PostGroup | None:
    """Who is in charge of the unit today, or of the nearest one above it; where nobody is, the leaders in
    charge of its commission. None where it has none."""
    tree, near = directory(), nearest(unit, UnitKind.LEADERSHIP)
    led = [
        group for each in _led_together(unit) for group in tree.groups_of([each.pk], Role.LEADER_IN_CHARGE)
    ]
    posts = Post.objects.valid().filter(group__in=[group.pk for group in led])
    held = set(posts.values_list("group", flat=True)) if led else set()
    found = next((group for group in led if group.pk in held), None)
    if found is not None or near is None:
        return found
    return next(iter(tree.groups_of([near.pk], Role.LEADER_IN_CHARGE)), None)


def _led_together(unit: Unit) -> Iterator[Unit]:
    """The unit and those above it, up to a body that is led from within."""
    at: Unit | None = unit
    while at is not None:
        yield at
        at = directory().above(at) if at.kind not in LED_FROM_WITHIN else None


def check_charge(person: Person, unit: Unit, from_on: date, to_on: date | None) -> None:
    """Raise Invalid where somebody cannot be put in charge of the unit for these days."""
    leadership = nearest(unit, UnitKind.LEADERSHIP)
    own = Post.objects.filter(person=person, group__unit=leadership, group__role__in=LEADERS, ended_at=None)
    if leadership is None or not own.covering(from_on, to_on).exists():
        said = _("Only who belongs to the commission's leadership all these days is in charge of a unit.")
        raise Invalid({"role": [said]}, code="not-of-the-leadership")
    others = Post.objects.filter(group__unit=unit, group__role=Role.LEADER_IN_CHARGE, ended_at=None)
    standing = others.filter(person__is_active=True).during(from_on, to_on).select_related("person").first()
    if standing is not None:
        said = _("%(name)s is in charge of this unit in these days: end that first.")
        raise Invalid({"unit": [said % {"name": standing.person}]}, code="in-charge-already")


def leaderships_of_charges() -> dict[Post, Unit | None]:
    """Everybody who is in charge of another unit, or will be, with the leadership they must belong to."""
    lasting = Post.objects.during(timezone.localdate(), None).filter(ended_at=None, person__is_active=True)
    posts = lasting.filter(group__role=Role.LEADER_IN_CHARGE).select_related("person", "group__unit__parent")
    led = posts.exclude(group__unit__kind__in=LED_FROM_WITHIN).order_by("pk")
    return {post: nearest(post.group.unit, UnitKind.LEADERSHIP) for post in led}


def charges_through(post: Post) -> list[Post]:
    """The posts that end with this one: what its holder is in charge of as one of that leadership."""
    leadership = post.group.unit
    if post.group.role not in LEADERS or leadership.kind != UnitKind.LEADERSHIP:
        return []
    held = Post.objects.filter(person=post.person_id, ended_at=None).select_related("group__unit")
    if held.filter(group__unit=leadership, group__role__in=LEADERS).exclude(pk=post.pk).exists():
        return []
    led = (each for each in held.order_by("pk") if is_charge(each.group.unit, each.group.role))
    return [each for each in led if nearest(each.group.unit, UnitKind.LEADERSHIP) == leadership]
