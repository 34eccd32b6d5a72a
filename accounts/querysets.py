"""Which people, posts and units count today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Self

from django.contrib.auth.models import UserManager
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone

from accounts.past import PastPeople
from accounts.terms import Role, UnitKind
from accounts.ties import tied_since, unit_tie_of
from hub.access.reader import Today


def on_day(day: date, start: str = "from_on", end: str = "to_on") -> Q:
    """Rows whose closed interval of days holds the day; an empty end has no end."""
    return Q(**{f"{start}__lte": day}) & (Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": day}))


def _until(since: date, end: str, day: str = "") -> Q:
    return Q(**{f"{end}__isnull": True}) | Q(**{f"{day or end}__gte": since})


class PostQuerySet(models.QuerySet[Any]):
    def valid(self, day: date | None = None) -> Self:
        """Posts held on the day (today) by active people in existing units."""
        day = day or timezone.localdate()
        return self.filter(
            on_day(day),
            on_day(day, "group__unit__from_on", "group__unit__to_on"),
            ended_at__isnull=True,
            person__is_active=True,
        )

    def during(self, first: date, last: date | None) -> Self:
        """Posts with days in common with these; an empty last day has no end."""
        return self.filter(_until(first, "to_on"), **({"from_on__lte": last} if last else {}))

    def covering(self, first: date, last: date | None) -> Self:
        """Posts that last all these days."""
        lasting = _until(last, "to_on") if last else Q(to_on__isnull=True)
        return self.filter(lasting, from_on__lte=first)

    def tying(self, day: date, since: date) -> Self:
        """Posts that tie their holder to the unit on the day, each with the tie's `key`: those held, and
        those given up not before `since`."""
        return self.filter(
            _until(since, "to_on"),
            _until(since, "group__unit__to_on"),
            _until(since, "ended_at", "ended_at__date"),
            from_on__lte=day,
        ).annotate(key=unit_tie_of("group__unit__code"))


class FormerPostQuerySet(models.QuerySet[Any]):
    def tying(self, since: date) -> Self:
        """Those given up not before `since`; their `unit_key` is the tie."""
        return self.filter(to_on__gte=since)


class RecusalQuerySet(models.QuerySet[Any]):
    def valid(self, day: date | None = None) -> Self:
        return self.filter(on_day(day or timezone.localdate()), ended_at__isnull=True)

    def visible_to(self, person: Any) -> Self:
        """One's own, those one declared, and for case management those of its commission's people and of
        the commissions below."""
        covered = person._meta.model.objects.covered_by(person).filter(pk=OuterRef("person"))
        return self.filter(Q(person=person) | Q(declared_by=person) | Exists(covered))


class UnitQuerySet(models.QuerySet[Any]):
    def existing(self, day: date | None = None) -> Self:
        return self.filter(on_day(day or timezone.localdate()))

    def covered_by(self, offices: Iterable[Any]) -> Self:
        """Units of the commissions that the offices belong to, and below. The commission at the top covers
        what stands beside the tree as well."""
        above = dict(self.model.objects.values_list("pk", "parent"))
        roots = {office.parent_id or office.pk for office in offices}
        if any(above[root] is None for root in roots):
            return self.all()

        def covered(at: int | None) -> bool:
            while at is not None and at not in roots:
                at = above[at]
            return at is not None

        return self.filter(pk__in=[pk for pk in above if covered(pk)])

    def staffed(self, role: str) -> Self:
        """Units where somebody holds the role today."""
        posts = self.model.groups.rel.related_model.posts.rel.related_model.objects.valid()
        return self.filter(Exists(posts.filter(group__unit=OuterRef("pk"), group__role=role)))


class PersonQuerySet(models.QuerySet[Any]):
    def holding(self, **post: Any) -> Self:
        """People who today hold a post with these properties (`group__role=...`, `group__unit=...`)."""
        posts = self.model.posts.rel.related_model.objects.valid().filter(person=OuterRef("pk"), **post)
        return self.filter(Exists(posts))

    def acting(self) -> Self:
        """People who may act now: with a post of today and a password that nobody else knows."""
        return self.holding().filter(one_time_until__isnull=True)

    def covered_by(self, manager: Any) -> Self:
        """People who have, or had, a post where the case management office of somebody is the one in charge;
        nobody to whoever is no case manager."""
        posts = self.model.posts.rel.related_model.objects
        offices = [
            post.group.unit
            for post in manager.current_posts
            if post.group.role == Role.CASE_MANAGER and post.group.unit.kind == UnitKind.CASE_MANAGEMENT
        ]
        if not offices or not manager.is_active:
            return self.none()
        units = type(offices[0]).objects.covered_by(offices)
        return self.filter(Exists(posts.filter(person=OuterRef("pk"), group__unit__in=units.values("pk"))))

    def with_posts(self) -> Self:
        """Each with the posts of today as `posts_now`, a list."""
        posts = self.model.posts.rel.related_model.objects.valid().select_related("group__unit")
        return self.prefetch_related(Prefetch("posts", queryset=posts.order_by("pk"), to_attr="posts_now"))

    def with_groups(self) -> Self:
        """Each with the groups of the posts of today as `groups_now`, a list of keys."""
        posts = self.model.posts.rel.related_model.objects.valid().filter(person=OuterRef("pk"))
        return self.annotate(groups_now=ArraySubquery(posts.values("group")))

    def today(self) -> Today:
        """What `reading` and `recused_from` go by."""
        day = timezone.localdate()
        return Today(day, tied_since(day))

    def reading(self, *, groups: Any, named: Any, rank: int, keys: Any, on: Today | None = None) -> Self:
        """People with a valid post, cleared for the rank and not recused from the keys, whom a grant
        names in person or through one of their posts. `hub.access` asks this from the row's side."""
        posts = self.model.posts.rel.related_model.objects
        post = posts.valid(on.day if on else None).filter(person=OuterRef("pk"))
        rows = self.filter(Exists(post), is_active=True, clearance__gte=rank)
        rows = rows.filter(Exists(post.filter(group__in=groups)) | Q(pk__in=named))
        if keys == []:
            return rows
        return rows.exclude(pk__in=self.model.objects.recused_from(keys, on).values("pk"))

    def recused_from(self, keys: Any, on: Today | None = None) -> Self:
        """Whom one of the keys bars: the same rule as `Person.reader`, asked from the row's side.

        keys: a list of them, or the question for them (`hub.access.readers.keys_of`).
        """
        on, of = on or self.today(), {"person": OuterRef("pk")}
        of_person = self.model.recusals.rel.related_model.objects.valid(on.day)
        posts = self.model.posts.rel.related_model.objects.tying(on.day, on.since)
        former = self.model.former_posts.rel.related_model.objects.tying(on.since)
        return self.filter(
            Q(identity_key__in=keys)
            | Q(branch_key__in=keys)
            | Exists(of_person.filter(**of, party_key__in=keys))
            | Exists(posts.filter(**of, key__in=keys))
            | Exists(former.filter(**of, unit_key__in=keys))
        )

    def as_they_were(self, *, groups: Iterable[int], named: Iterable[int], until: datetime) -> PastPeople:
        """The same from the row's side for past moments: whoever held a post of the groups, or is named."""
        return PastPeople(groups=groups, named=named, until=until)


class PersonManager(UserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]
    """Django's own way to create people with a password, and the adjectives above."""
