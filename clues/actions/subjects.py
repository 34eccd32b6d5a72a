"""Finding or registering the subject of a letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.identity import check_number
from accounts.models import Unit
from clues.actions.related import look_for_related
from clues.models import Subject, SubjectIdentifier, SubjectStanding
from clues.terms import Authority, SubjectKind
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


@transaction.atomic
def find_or_register_subject(new: NewSubject) -> Subject:
    """The subject that already has one of the identifiers, or a new one; a name alone matches nobody.

    Raises Invalid for an identifier that fails its check digit, or identifiers of two different subjects.
    """
    keys = _keys(new)
    known = list(Subject.objects.filter(identifiers__key__in=keys.values()).distinct())
    if len(known) > 1:
        raise Invalid({"identifiers": [_("These identifiers belong to two different subjects.")]})
    subject = known[0] if known else Subject.objects.create(kind=new.kind, name=new.name)
    _add_identifiers(subject, new, keys)
    _add_standing(subject, new)
    return subject


def _keys(new: NewSubject) -> dict[str, str]:
    for scheme, value in new.identifiers.items():
        check_number(scheme, value, at="identifiers")
    return {scheme: match_key(scheme, value) for scheme, value in new.identifiers.items()}


def _add_identifiers(subject: Subject, new: NewSubject, keys: dict[str, str]) -> None:
    added = False
    for scheme, key in keys.items():
        made = SubjectIdentifier.objects.get_or_create(
            key=key, defaults={"subject": subject, "scheme": scheme, "sealed": seal(new.identifiers[scheme])}
        )
        added |= made[1]
    if added and subject.clues.exists():
        look_for_related(subject)


def _add_standing(subject: Subject, new: NewSubject) -> None:
    """Keep the history: a changed standing ends the current one and begins another."""
    if not (new.post or new.unit or new.unit_name or new.authority != Authority.UNKNOWN):
        return
    fields = {
        "post": new.post,
        "unit": new.unit,
        "unit_name": new.unit_name,
        "authority": new.authority,
        "territory": new.territory,
    }
    current = subject.standings.current()
    if current.filter(**fields).exists():
        return
    today = timezone.localdate()
    current.filter(from_on__lt=today).update(to_on=today - timedelta(days=1))
    SubjectStanding.objects.create(subject=subject, from_on=today, **fields)
