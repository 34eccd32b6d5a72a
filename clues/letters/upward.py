"""Letters that are not entered here: about an official of a higher level, or the own principal leader.

Rule: 处理检举控告工作规则 art. 15. The one place where such a letter is recognised.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.commission import leaderships
from accounts.models import Person, Unit
from accounts.terms import Role, UnitKind
from clues.letters.terms import Upward
from clues.subjects.actions import NewSubject
from clues.subjects.models import SubjectStanding
from clues.subjects.terms import Authority
from hub.kernel.errors import Invalid
from hub.kernel.sealing import match_key

Known = tuple[str | None, str]  # match key of somebody's identifier, and their name


LAWFUL_WAY: Mapping[str, str | Promise] = {
    Upward.HIGHER: _(
        "This is about an official of a higher level. It is not entered here and not copied: it goes to our "
        "own principal leader, and upward within 5 working days. Only that it was sent on is noted."
    ),
    Upward.OWN_LEADER: _(
        "This is about our own principal leader. It is not entered here and not copied: it goes straight "
        "upward within 5 working days. Only that it was sent on is noted."
    ),
}


class NotEntered(Invalid):
    """422. The letter is not entered; nothing of it may be kept anywhere. `kind`: why."""

    def __init__(self, place: int, kind: Upward) -> None:
        said = str(LAWFUL_WAY[kind])
        super().__init__({f"subjects.{place}.authority": [said]}, said, code="not-entered")
        self.kind = kind


def refuse_upward(subjects: Sequence[NewSubject], *, office: Unit) -> None:
    """Raise NotEntered for a letter about these that goes upward from the office that received it.

    To be asked before anything is kept.
    """
    found = Watch(*_leaders(office), _some_higher).finds(subjects)
    if found is not None:
        raise NotEntered(*found)


@dataclass(frozen=True, slots=True)
class Watch:
    """What such letters are recognised by. leaders: (key, name) of the own commission's principal leaders.

    superiors: the same of the commissions above it.
    some_higher: whether one of these keys is that of somebody who stands at a higher level today.
    """

    leaders: Sequence[Known]
    superiors: Sequence[Known]
    some_higher: Callable[[set[str]], bool]

    @classmethod
    def over_many(cls, office: Unit) -> Self:
        """For the rows of a file: everything is asked for once."""
        higher = frozenset(_higher().values_list("subject__identifiers__key", flat=True))
        return cls(*_leaders(office), lambda keys: not keys.isdisjoint(higher))

    def finds(self, subjects: Sequence[NewSubject]) -> tuple[int, Upward] | None:
        """The place of the first subject because of whom a letter goes upward, and why."""
        for place, new in enumerate(subjects):
            keys = {match_key(scheme, value) for scheme, value in new.identifiers.items()}
            if _is_leader(new, keys, self.leaders):
                return place, Upward.OWN_LEADER
            higher = new.authority == Authority.HIGHER or self.some_higher(keys)
            if higher or _is_leader(new, keys, self.superiors):
                return place, Upward.HIGHER
        return None


def _is_leader(new: NewSubject, keys: set[str], leaders: Sequence[Known]) -> bool:
    """By an identifier; or by the name, unless a unit chosen from the list says it is somebody else."""
    if any(key in keys for key, _name in leaders):
        return True
    elsewhere = isinstance(new.unit, Unit) and new.unit.kind == UnitKind.SUPERVISED
    return not elsewhere and any(name == new.name.strip() for _key, name in leaders)


def _leaders(office: Unit) -> tuple[list[Known], list[Known]]:
    """Principal leaders of the office's own commission, and of those above. A lower level's are neither: to
    look into them is the commission's own business."""
    upwards = leaderships(office)
    return _leading(upwards[:1]), _leading(upwards[1:])


def _leading(units: Sequence[Unit]) -> list[Known]:
    led = {"group__role": Role.PRINCIPAL_LEADER, "group__unit__in": units}
    return list(Person.objects.holding(**led).values_list("identity_key", "display_name"))


def _higher() -> QuerySet[SubjectStanding]:
    return SubjectStanding.objects.current().filter(authority=Authority.HIGHER)


def _some_higher(keys: set[str]) -> bool:
    return bool(keys) and _higher().filter(subject__identifiers__key__in=keys).exists()
