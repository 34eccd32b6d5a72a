"""Finding or registering the subject of a letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.identity import check_number
from accounts.models import Unit
from accounts.ties import branch_tie, named_unit_tie, unit_tie
from clues.subjects.learned import identified, known_better
from clues.subjects.models import Subject, SubjectIdentifier, SubjectStanding, SubjectTie
from clues.subjects.terms import Authority, SubjectKind
from hub.kernel.acting import action
from hub.kernel.errors import Invalid
from hub.kernel.sealing import match_key, seal


@dataclass(frozen=True, slots=True)
class NewSubject:
    """A subject as the registrar knows it. identifiers: scheme -> value."""

    name: str
    kind: str = SubjectKind.PERSON
    identifiers: Mapping[str, str] = field(default_factory=dict)
    post: str = ""
    unit: Unit | None = None
    unit_name: str = ""
    authority: str = Authority.UNKNOWN
    territory: str = ""
    branch: str = ""
    position: str = ""


@action()
def find_or_register_subject(new: NewSubject) -> Subject:
    """The subject that already has one of the identifiers, or a new one; a name alone matches nobody.

    Raises Invalid for an identifier that fails its check digit, or identifiers of two different subjects.
    """
    keys = _keys(new)
    known = list(Subject.objects.filter(identifiers__key__in=keys.values()).distinct())
    if len(known) > 1:
        raise Invalid({"identifiers": [_("These identifiers belong to two different subjects.")]})
    subject = known[0] if known else Subject.objects.create(kind=new.kind, name=new.name)
    news = [_add_identifiers(subject, new, keys), _add_standing(subject, new)]
    if any(news) and subject.clues.exists():
        known_better.tell(subject)
    return subject


def tie(subject: Subject, standing: SubjectStanding) -> None:
    """From now on the standing says whose colleagues and comrades are recused; what it leaves open stays."""
    units, branches = set(_unit_ties(standing)), {branch_tie(standing.branch)} if standing.branch else set()
    for first_word, keys in (("unit", units), ("branch", branches)):
        if keys:
            subject.ties.filter(key__startswith=first_word).exclude(key__in=keys).delete()
    ties = [SubjectTie(subject=subject, key=key) for key in sorted(units | branches)]
    SubjectTie.objects.bulk_create(ties, ignore_conflicts=True)


def _unit_ties(standing: SubjectStanding) -> Iterator[str]:
    """A unit of the hub ties by its code and by its name: whoever worked there may have it by either."""
    name = standing.unit_name.strip()
    unit = standing.unit or (Unit.objects.filter(name=name).first() if name else None)
    if unit is not None:
        yield unit_tie(unit.code)
    if name := unit.name if unit else name:
        yield named_unit_tie(name)


def _keys(new: NewSubject) -> dict[str, str]:
    for scheme, value in new.identifiers.items():
        check_number(scheme, value, at="identifiers")
    return {scheme: match_key(scheme, value) for scheme, value in new.identifiers.items()}


def _add_identifiers(subject: Subject, new: NewSubject, keys: dict[str, str]) -> bool:
    added = False
    for scheme, key in keys.items():
        made = SubjectIdentifier.objects.get_or_create(
            key=key, defaults={"subject": subject, "scheme": scheme, "sealed": seal(new.identifiers[scheme])}
        )
        added |= made[1]
    if added and subject.clues.exists():
        identified.tell(subject)
    return added


def _add_standing(subject: Subject, new: NewSubject) -> bool:
    """Keep the history: a changed standing ends the current one and begins another; whether it did."""
    known = (new.post, new.unit, new.unit_name, new.branch, new.authority != Authority.UNKNOWN, new.position)
    if not any(known):
        return False
    fields = {
        "post": new.post,
        "unit": new.unit,
        "unit_name": new.unit_name,
        "branch": new.branch,
        "authority": new.authority,
        "territory": new.territory,
    }
    current = subject.standings.current()
    was = current.first()
    # What a rule asks for is not lost because a later letter does not say it.
    fields["position"] = new.position or (was.position if was else "")
    if current.filter(**fields).exists():
        return False
    today = timezone.localdate()
    current.filter(from_on__lt=today).update(to_on=today - timedelta(days=1))
    tie(subject, SubjectStanding.objects.create(subject=subject, from_on=today, **fields))
    return True
