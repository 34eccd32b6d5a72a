"""Who may see a row, and why: the same rule as `visible_to`, asked from the row's side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hub.access.models import Governed
from hub.access.reader import Asking


@dataclass(frozen=True, slots=True)
class Reason:
    """One answer to "can this person see this row": a code for programs, a sentence for people."""

    sees: bool
    code: str
    sentence: str


def live(at: datetime) -> Q:
    """Condition on a grant row: not expired at the moment."""
    return Q(expires_at__isnull=True) | Q(expires_at__gt=at)


def party_keys(row: Governed) -> list[str]:
    """Match keys of the parties the row is about."""
    path = type(row).parties_path
    if path is None:
        return []
    keys = type(row)._base_manager.filter(pk=row.pk).values_list(path, flat=True)
    return [key for key in keys if key]


def readers_of(row: Governed) -> list[int]:
    """Primary keys, ascending, of everyone who may see the row now."""
    now = timezone.now()
    groups = row.group_grants.filter(live(now)).values("group_id")
    named = row.person_grants.filter(live(now)).values("user_id")
    people = get_user_model().objects
    return list(
        people.reading(groups=groups, named=named, rank=row.classification_id, keys=party_keys(row))
        .order_by("pk")
        .values_list("pk", flat=True)
        .distinct()
    )


def why(person: Asking, row: Governed) -> Reason:
    """Say in one sentence why the person can, or cannot, see the row now."""
    reader = person.reader()
    if not reader.group_ids:
        return Reason(False, "no_post", _("holds no valid post today"))
    if reader.clearance is None or reader.clearance < row.classification_id:
        return Reason(False, "clearance", _("clearance is below the classification of this record"))
    if set(reader.barred_keys) & set(party_keys(row)):
        return Reason(False, "recused", _("is recused from a party to this record"))
    for grant in _grants(row, reader.person_id, reader.group_ids):
        return Reason(True, "granted", _sentence(grant))
    return Reason(False, "no_grant", _("holds no valid grant on this record"))


def _grants(row: Governed, person_id: int, group_ids: Iterable[int]) -> Iterable[object]:
    now = timezone.now()
    yield from row.person_grants.filter(live(now), user_id=person_id)
    yield from row.group_grants.filter(live(now), group_id__in=list(group_ids)).select_related("group")


def _sentence(grant) -> str:  # type: ignore[no-untyped-def]
    holder = str(grant.group) if hasattr(grant, "group_id") else _("in person")
    since = date_format(timezone.localtime(grant.granted_at), "Y-m-d")
    until = date_format(timezone.localtime(grant.expires_at), "Y-m-d H:i") if grant.expires_at else _("no end date")
    return _("granted %(holder)s for “%(purpose)s”, since %(since)s, until %(until)s") % {
        "holder": holder,
        "purpose": grant.purpose,
        "since": since,
        "until": until,
    }
