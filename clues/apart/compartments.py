"""Matters about the commission's own people are kept apart: whether, and with whom. Decided here alone.

The rules are rows (`ApartRule`): the kind of the unit somebody works in -> the kind of office that keeps what
is said about them. Besides that office only the principal leader sees it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from django.db.models import CharField, F, Value
from django.utils.translation import gettext as _

from accounts.commission import nearest
from accounts.identity import keys_of
from accounts.models import Person, Unit
from accounts.naming.likeness import Like, likeness
from accounts.naming.units import find_unit
from accounts.terms import Role, UnitKind
from clues.apart.models import ApartRule
from clues.holders import KEEPING, groups_in
from clues.subjects.actions import NewSubject
from clues.subjects.models import Subject, SubjectStanding
from clues.subjects.terms import SubjectKind
from hub.access.grants import Holders
from hub.kernel.errors import Conflict
from hub.kernel.writing import cleaned, simplified

OWN_STAFF = "own_staff"  # ends the codes of the chains that decide in a compartment


def keeper_for_new(subjects: Iterable[NewSubject]) -> Unit | None:
    """The office that keeps a letter about these apart; None for an ordinary letter. Raises Conflict where
    there is no such office."""
    return _keeper(unit for new in subjects for unit in _units_of_new(new))


def doubtful_of(subjects: Iterable[NewSubject]) -> int | None:
    """The place of the first subject that may be of the commission's own people, where that is not certain:
    by a unit that may be ours, or by the name of a colleague without any unit."""
    kinds = own_kinds()
    for place, new in enumerate(subjects):
        if new.unit is None and (_may_be_of(kinds, new) or _is_called_like_one_of(kinds, new)):
            return place
    return None


def keeper_for(subject: Subject) -> Unit | None:
    """The same for a clue about a subject that is known."""
    keys = list(subject.identifiers.values_list("key", flat=True))
    return _keeper(_units_known(keys, subject))


def compartment_of(keeper: Unit) -> Holders:
    """Who sees what the office keeps apart: itself, and the principal leader."""
    return Holders(groups=[*groups_in(keeper, *KEEPING).groups, *_leaders_near(keeper).groups])


def watching_near(unit: Unit) -> Holders:
    """Who watches over the commission's own people, seen from a unit of it. Raises Conflict for nobody."""
    kinds = ApartRule.objects.in_force().values_list("keeper_kind", flat=True)
    keepers = (nearest(unit, kind) for kind in sorted(set(kinds)))
    keeper = next((each for each in keepers if each is not None), None)
    holders = compartment_of(keeper) if keeper else _leaders_near(unit)
    if not holders.groups:
        raise Conflict(_("There is nobody here who watches over this."), code="no-keeper")
    return holders


class MayBeApart(Protocol):
    @property
    def is_apart(self) -> bool: ...


def chain_for(row: MayBeApart, purpose: str, chosen: str = "") -> str:
    """Code of the chain that decides: in a compartment always its own, else the chosen or the purpose's."""
    return f"{purpose}.{OWN_STAFF}" if row.is_apart else chosen or purpose


def own_kinds() -> set[str]:
    """Kinds of unit whose people are kept apart today."""
    return set(ApartRule.objects.in_force().values_list("unit_kind", flat=True))


def _may_be_of(kinds: set[str], new: NewSubject) -> bool:
    said = (new.unit_name, new.post, new.written)
    return any(unit.kind in kinds for text in said for unit in find_unit(text).maybe)


def _is_called_like_one_of(kinds: set[str], new: NewSubject) -> bool:
    if new.unit_name or new.kind != SubjectKind.PERSON:
        return False
    written = Value(simplified(cleaned(new.written or new.name)).replace(" ", ""), CharField())
    own = Person.objects.holding(group__unit__kind__in=kinds).alias(written=written)
    names = own.filter(written__contains=F("display_name")).values_list("display_name", flat=True)
    return any(likeness(new.written or new.name, name) != Like.OTHER for name in names)


def _leaders_near(unit: Unit) -> Holders:
    leadership = nearest(unit, UnitKind.LEADERSHIP)
    return groups_in(leadership, Role.PRINCIPAL_LEADER) if leadership else Holders()


def _keeper(units: Iterable[Unit]) -> Unit | None:
    rules = {rule.unit_kind: rule.keeper_kind for rule in reversed(ApartRule.objects.in_force())}
    for unit in units:
        if unit.kind not in rules:
            continue
        keeper = nearest(unit, rules[unit.kind])
        if keeper is None:
            said = _("This is about the commission's own people, and there is no office that keeps it apart.")
            raise Conflict(said, code="no-keeper", happened={"unit": unit.code})
        return keeper
    return None


def _units_of_new(new: NewSubject) -> Iterator[Unit]:
    if new.unit:
        yield new.unit
    keys = [*keys_of(new.identifiers).values()]
    yield from _units_known(keys, Subject.objects.filter(identifiers__key__in=keys).first())


def _units_known(keys: list[str], subject: Subject | None) -> Iterator[Unit]:
    """Where a subject stands today, and where somebody of the hub with the same identifier holds a post."""
    standings = SubjectStanding.objects.current().filter(subject=subject, unit__isnull=False)
    yield from (standing.unit for standing in standings.select_related("unit") if standing.unit)
    for person in Person.objects.filter(identity_key__in=keys):
        yield from (post.group.unit for post in person.current_posts)
