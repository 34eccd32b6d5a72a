"""What somebody could read, and where a unit would stand, after a change that has not been made."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.charges import charges_through
from accounts.models import FormerPost, Person, Post, PostGroup, Unit
from accounts.ties import unit_tie
from hub.access.reader import Reader
from hub.rules.models import Level

NEW_GROUP = 0  # of a unit and role that nobody had yet: no grant names it


def with_post(person: Person, unit: Unit, role: str) -> Reader:
    """From the post's first day on."""
    group = PostGroup.objects.filter(unit=unit, role=role).values_list("pk", flat=True).first() or NEW_GROUP
    before = person.reader()
    if not person.is_active:
        return before
    tied = {*before.barred_keys, unit_tie(unit.code)}
    return replace(before, group_ids=tuple({*before.group_ids, group}), barred_keys=tuple(sorted(tied)))


def without_post(person: Person, post: Post) -> Reader:
    ended = {post.pk, *(each.pk for each in charges_through(post))}
    rest = [each.group_id for each in person.current_posts if each.pk not in ended]
    return replace(person.reader(), group_ids=tuple(rest)) if person.is_active else person.reader()


def disabled(person: Person) -> Reader:
    return replace(person.reader(), group_ids=())


def cleared(person: Person, level: Level | None) -> Reader:
    return replace(person.reader(), clearance=level.rank if level else None)


def without_unit(person: Person, unit: Unit) -> Reader:
    """After the unit's last day."""
    rest = [each.group_id for each in person.current_posts if each.group.unit_id != unit.pk]
    return replace(person.reader(), group_ids=tuple(rest))


def moved(unit: Unit, parent: Unit | None) -> Unit:
    """The unit as part of another one."""
    supposed = copy(unit)
    supposed.parent = parent
    return supposed


def tied(person: Person, since: date) -> Reader:
    """If units that were left on this day or later still counted."""
    return replace(person.reader(), barred_keys=tuple(sorted(person.barred_keys(since))))


def tied_otherwise(one: date, other: date) -> QuerySet[Person]:
    """Whoever left a unit between the two days: it counts from one of them on and not from the other."""
    day, (first, last) = timezone.localdate(), sorted((one, other))
    posts = Post.objects.tying(day, first).exclude(pk__in=Post.objects.tying(day, last).values("pk"))
    former = FormerPost.objects.tying(first).exclude(pk__in=FormerPost.objects.tying(last).values("pk"))
    left = Q(pk__in=posts.values("person")) | Q(pk__in=former.values("person"))
    return Person.objects.filter(left, is_active=True).order_by("pk")
