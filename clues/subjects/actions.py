"""Finding or registering the subject of a letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.identity import checked_number
from accounts.models import Unit
from accounts.naming.search import search_keys
from accounts.terms import Scheme
from accounts.ties import branch_tie, named_unit_tie, unit_tie
from clues.subjects.learned import identified, known_better
from clues.subjects.models import Subject, SubjectIdentifier, SubjectKey, SubjectStanding, SubjectTie
from clues.subjects.terms import Authority, SubjectKind
from hub.kernel.acting import action
from hub.kernel.errors import Invalid
from hub.kernel.sealing import match_key, seal
from hub.kernel.transitions import take_turns
from hub.kernel.writing import cleaned

# A number of one kind of subject is none of the other's.
NOT_OF: Mapping[str, set[Scheme]] = {
    SubjectKind.PERSON: {Scheme.USCC},
    SubjectKind.ORGANISATION: {Scheme.RIC, Scheme.STAFF},
}
# By which somebody is recognised when several are known: a staff number may be given again.
BEST_FIRST = (Scheme.RIC, Scheme.USCC, Scheme.STAFF)


@dataclass(frozen=True, slots=True)
class NewSubject:
    """A subject as the registrar knows it. identifiers: scheme -> value. written: the name as it was filled
    in, where `name` is tidied (`clues.subjects.naming`)."""

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
    written: str = ""


@action()
def find_or_register_subject(new: NewSubject) -> Subject:
    """The subject that already has one of the identifiers, or a new one; a name alone matches nobody.

    Where they are of several subjects it is that of the best one. Nothing here tells whether a number was
    known: who may know is told afterwards (`clues.related`). Raises Invalid on "identifiers" for what is no
    number, or names no `new.kind`.
    """
    numbers = _numbers(new)
    keys = {scheme: match_key(scheme, number) for scheme, number in numbers.items()}
    known = _known(keys)
    subject = known[0].subject if known else _entered(new)
    lacking = keys.keys() - {each.scheme for each in known if each.subject_id == subject.pk}
    news = [
        _add_identifiers(subject, {scheme: numbers[scheme] for scheme in lacking}),
        _add_standing(subject, new),
    ]
    if any(news) and subject.clues.exists():
        known_better.tell(subject)
    return subject


def _entered(new: NewSubject) -> Subject:
    subject = Subject.objects.create(kind=new.kind, name=cleaned(new.name))
    _let_find(subject)
    return subject


def keep_findable(subject: Subject) -> None:
    """By the name it has now."""
    subject.search_keys.all().delete()
    _let_find(subject)


def _let_find(subject: Subject) -> None:
    keys = [SubjectKey(subject=subject, key=key) for key in sorted(search_keys(subject.name))]
    SubjectKey.objects.bulk_create(keys)


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


def _numbers(new: NewSubject) -> dict[str, str]:
    """Scheme -> number in its one spelling."""
    wrong = [scheme for scheme in new.identifiers if scheme in NOT_OF.get(new.kind, ())]
    if wrong:
        words = {"number": Scheme(wrong[0]).label, "kind": SubjectKind(new.kind).label}
        raise Invalid(
            {"identifiers": [_("This number does not belong to it: %(number)s, %(kind)s.") % words]}
        )
    return {
        scheme: checked_number(scheme, value, at="identifiers") for scheme, value in new.identifiers.items()
    }


def _known(keys: Mapping[str, str]) -> list[SubjectIdentifier]:
    """These identifiers as they are on file, the best and oldest first. Two who bring the same number at
    once take turns."""
    if not keys:
        return []
    take_turns(keys.values())
    on_file = SubjectIdentifier.objects.filter(key__in=keys.values()).select_related("subject")
    return sorted(on_file, key=lambda each: (BEST_FIRST.index(each.scheme), each.subject_id))


def _add_identifiers(subject: Subject, numbers: Mapping[str, str]) -> bool:
    """Whether there were any."""
    added = [
        SubjectIdentifier(subject=subject, scheme=scheme, key=match_key(scheme, number), sealed=seal(number))
        for scheme, number in sorted(numbers.items())
    ]
    SubjectIdentifier.objects.bulk_create(added)
    if added and subject.clues.exists():
        identified.tell(subject)
    return bool(added)


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
