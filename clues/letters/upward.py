"""Letters that are not entered here: about an official of a higher level, or the own principal leader.

Rule: 处理检举控告工作规则 art. 15. The one place where such a letter is recognised. Where it is not
certain, the letter waits until a person says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.commission import leaderships
from accounts.identity import keys_of
from accounts.models import Person, Unit
from accounts.naming.likeness import Like, likeness
from accounts.terms import Role, UnitKind
from clues.letters.terms import Upward
from clues.subjects.actions import NewSubject
from clues.subjects.models import SubjectStanding
from clues.subjects.terms import Authority
from hub.kernel.errors import Invalid
from hub.kernel.writing import folded

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
MAY_BE: Mapping[str, str | Promise] = {
    Upward.HIGHER: _(
        "This may be about an official of a higher level. Nothing is entered before a person says."
    ),
    Upward.OWN_LEADER: _(
        "This may be about our own principal leader. Nothing is entered before a person says."
    ),
}

# Posts and bodies of the province and above, as somebody writes them (监察法实施条例 art. 45).
_HIGHER = re.compile(
    "省(?:委|政府|纪委|监委|人大|政协|高级法院|检察院|.{0,8}厅|管干部)"
    "|中央|国务院|中纪委|国家监委|中管干部|全国人大|全国政协"
)
# The post of the own principal leader, without a name or with a part of one.
_OWN_POST = re.compile("(?:纪委|纪委监委)书记|监委主任")
_LOWER = re.compile("[区县旗镇乡村局校院司]|街道|集团|派驻|支部")


class NotEntered(Invalid):
    """422. The letter is not entered; nothing of it may be kept anywhere. `kind`: why."""

    def __init__(self, place: int, kind: Upward) -> None:
        said = str(LAWFUL_WAY[kind])
        super().__init__({f"subjects.{place}.authority": [said]}, said, code="not-entered")
        self.kind = kind


class InDoubt(Invalid):
    """422. The letter waits until a person says whom it is about: `somebody_else` of the letter says it."""

    def __init__(self, place: int, said: str | Promise) -> None:
        super().__init__({f"subjects.{place}.name": [str(said)]}, str(said), code="in-doubt")


@dataclass(frozen=True, slots=True)
class Finding:
    """The first subject because of whom a letter goes upward, or may have to."""

    place: int
    kind: Upward
    is_certain: bool


def refuse_upward(subjects: Sequence[NewSubject], *, office: Unit, somebody_else: bool = False) -> None:
    """Raise NotEntered for a letter about these that goes upward from the office that received it.

    Raise InDoubt where it may have to, unless a person has said that it is about `somebody_else`.
    To be asked before anything is kept.
    """
    found = Watch(*_leaders(office), _some_higher).finds(subjects)
    if found is None:
        return
    if found.is_certain:
        raise NotEntered(found.place, found.kind)
    if not somebody_else:
        raise InDoubt(found.place, MAY_BE[found.kind])


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

    def finds(self, subjects: Sequence[NewSubject]) -> Finding | None:
        """What is certain goes before what may be."""
        found = [
            Finding(place, kind, like == Like.SAME)
            for place, new in enumerate(subjects)
            for kind, like in self._alike(new)
            if like != Like.OTHER
        ]
        return min(found, key=lambda each: not each.is_certain, default=None)

    def _alike(self, new: NewSubject) -> list[tuple[Upward, Like]]:
        keys = {*keys_of(new.identifiers).values()}
        own = max(_like_one_of(new, keys, self.leaders), _by_post(new))
        stated = new.authority == Authority.HIGHER or self.some_higher(keys)
        above = Like.SAME if stated else max(_like_one_of(new, keys, self.superiors), _by_level(new))
        return [(Upward.OWN_LEADER, own), (Upward.HIGHER, above)]


def _like_one_of(new: NewSubject, keys: set[str], leaders: Sequence[Known]) -> Like:
    """By an identifier; or by the name, unless a unit of the hub says it is somebody else."""
    if any(key in keys for key, _name in leaders):
        return Like.SAME
    if isinstance(new.unit, Unit) and new.unit.kind == UnitKind.SUPERVISED:
        return Like.OTHER
    return max((likeness(new.written or new.name, name) for _key, name in leaders), default=Like.OTHER)


def _by_post(new: NewSubject) -> Like:
    """The post alone: 市纪委书记, and no name that says who."""
    words = folded(f"{new.unit_name}{new.post}{new.written or new.name}")
    nameless = len(folded(new.name)) < 2 or "某" in new.name or _OWN_POST.search(folded(new.name))
    return Like.PERHAPS if nameless and _OWN_POST.search(words) and not _LOWER.search(words) else Like.OTHER


def _by_level(new: NewSubject) -> Like:
    said = folded(f"{new.unit_name} {new.post} {new.written or new.name}")
    return Like.PERHAPS if _HIGHER.search(said) and new.unit is None else Like.OTHER


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
