"""Letters that are not entered here: about an official of a higher level, or the own principal leader.

Rule: 处理检举控告工作规则 art. 15. The one place where such a letter is recognised.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Person, Unit
from accounts.terms import Role, UnitKind
from clues.actions.subjects import NewSubject
from clues.models import SubjectStanding
from clues.terms import Authority, Upward
from hub.kernel.errors import Invalid
from hub.kernel.sealing import match_key

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


def refuse_upward(subjects: Sequence[NewSubject]) -> None:
    """Raise NotEntered for a letter about these that goes upward. To be asked before anything is kept."""
    leaders = list(
        Person.objects.holding(
            group__role=Role.PRINCIPAL_LEADER, group__unit__kind=UnitKind.LEADERSHIP
        ).values_list("identity_key", "display_name")
    )
    for place, new in enumerate(subjects):
        keys = {match_key(scheme, value) for scheme, value in new.identifiers.items()}
        if _is_leader(new, keys, leaders):
            raise NotEntered(place, Upward.OWN_LEADER)
        if _is_higher(new, keys):
            raise NotEntered(place, Upward.HIGHER)


def _is_leader(new: NewSubject, keys: set[str], leaders: Sequence[tuple[str | None, str]]) -> bool:
    """By an identifier; or by the name, unless a unit chosen from the list says it is somebody else."""
    if any(key in keys for key, _name in leaders):
        return True
    elsewhere = isinstance(new.unit, Unit) and new.unit.kind == UnitKind.SUPERVISED
    return not elsewhere and any(name == new.name.strip() for _key, name in leaders)


def _is_higher(new: NewSubject, keys: set[str]) -> bool:
    """As the registrar says, or as the subject with that identifier stands today."""
    if new.authority == Authority.HIGHER:
        return True
    known = SubjectStanding.objects.current().filter(authority=Authority.HIGHER)
    return bool(keys) and known.filter(subject__identifiers__key__in=keys).exists()
