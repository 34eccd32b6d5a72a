"""What somebody may know of related matters: the one place where that is decided.

Whoever sees both clues sees the link. Beyond that the unit that holds a clue learns only at which other units
something about the same subject exists, and whom to ask there. Everybody else is answered as if nothing were.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import Person, PostGroup, Unit
from clues.clue.models.clues import Clue
from clues.holders import CONTACT
from clues.related.models import OpeningRequest, RelatedMatter
from clues.related.policies import may_know_of_related


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Something exists at another unit. contact: the post to ask there. asked: the last request."""

    unit: Unit
    contact: PostGroup | None
    asked: OpeningRequest | None


@dataclass(frozen=True, slots=True)
class Related:
    """links: clues the person sees. elsewhere: per unit, that there is more."""

    links: list[Clue]
    elsewhere: list[Elsewhere]


def related_of(clue: Clue, person: Person) -> Related:
    """Ask only for a clue that is visible. What the database is asked does not depend on what is hidden."""
    links = list(Clue.objects.visible_to(person).filter(RelatedMatter.objects.of(clue)).order_by("pk"))
    knows = bool(may_know_of_related(clue, person))
    return Related(links, _elsewhere(clue, links) if knows else [])


def _elsewhere(clue: Clue, seen: Iterable[Clue]) -> list[Elsewhere]:
    hidden = RelatedMatter.objects.hidden_beside(clue, seen)
    units = list(Unit.objects.filter(pk__in=hidden.values("holder")).order_by("code"))
    contacts = contacts_of(units)
    asked = {each.unit_id: each for each in clue.opening_requests.all()}
    return [Elsewhere(unit, contacts.get(unit.pk), asked.get(unit.pk)) for unit in units]


def contacts_of(units: Iterable[Unit]) -> dict[int, PostGroup]:
    """The post to ask at each unit: its custodian, else its head; never the people who handle something."""
    groups = PostGroup.objects.filter(unit__in=list(units), role__in=CONTACT).select_related("unit")
    found: dict[int, PostGroup] = {}
    for group in sorted(groups, key=lambda each: CONTACT.index(each.role)):
        found.setdefault(group.unit_id, group)
    return found
