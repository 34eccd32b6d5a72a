"""Who may see a row, and why: the same rule as `visible_to`, asked from the row's side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hub.access.models import Governed
from hub.access.purposes import code_of, words_for
from hub.access.reader import Asking, Today
from hub.kernel.prepared import DAY, MOMENT, RANK, ROW, SINCE, Prepared


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
    """Keys of the parties the row is about."""
    asked = _parties(type(row))
    return [key for (key,) in asked.rows({ROW: row.pk})] if asked else []


def keys_of(row: Governed) -> Any:
    """The same as a part of another question, such as `recused_from`, which then asks for them itself."""
    asked = _parties(type(row))
    return RawSQL(asked.sql, asked.params({ROW: row.pk})) if asked else []  # noqa: S611


def keys_of_any(model: type[Governed]) -> Any:
    """The same as a part of a prepared question, with the mark ROW for the row."""
    asked = _parties(model)
    return RawSQL(asked.sql, asked.marked) if asked else []  # noqa: S611


@cache
def _parties(model: Any) -> Prepared | None:
    """None where rows of the model concern nobody."""
    keys = {f"keys_{n}": ArraySubquery(each.values("key")) for n, each in enumerate(model.parties())}
    if not keys:
        return None
    rows = Prepared.of(model._base_manager.filter(pk=ROW).values(**keys))
    return Prepared(f"SELECT unnest({' || '.join(keys)}) FROM ({rows.sql}) AS parties", rows.marked)


def readers_of(row: Governed) -> list[int]:
    """Primary keys, ascending, of everyone who may see the row now."""
    model: Any = type(row)
    today = get_user_model().objects.today()
    now = {DAY: today.day, SINCE: today.since, MOMENT: timezone.now()}
    return [pk for (pk,) in _reading(model).rows(now | {ROW: row.pk, RANK: row.classification_id})]


@cache
def _reading(model: Any) -> Prepared:
    groups, named = model._meta.get_field("group_grants"), model._meta.get_field("person_grants")
    grants = {"content_object": ROW}
    people = get_user_model().objects.reading(
        groups=groups.related_model.objects.filter(live(MOMENT), **grants).values("group_id"),
        named=named.related_model.objects.filter(live(MOMENT), **grants).values("user_id"),
        rank=RANK,
        keys=keys_of_any(model),
        on=Today(DAY, SINCE),
    )
    return Prepared.of(people.order_by("pk").values_list("pk", flat=True).distinct())


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom somebody can choose for a row (people, in a fixed order), and who is left out for recusal alone.

    Of the latter no more may be told than that they are recused, and that only to whoever answers for the
    choice.
    """

    offered: Any
    not_offered: Any


def choice_for(row: Governed, people: Any) -> Choice:
    """Parts those of `people` who could read the row if it were opened to them, recusal left aside.

    The one place where it is decided whom a matter can be given to: handlers, signers, readers of copies.
    """
    able = people.reading(groups=[], named=people.values("pk"), rank=row.classification_id, keys=[])
    barred = able.recused_from(keys_of(row))
    return Choice(able.exclude(pk__in=barred.values("pk")).order_by("pk"), barred.order_by("pk"))


@dataclass(frozen=True, slots=True)
class Opening:
    """One grant on a row and the people who see the row, or saw it, through it.

    `holder`: the group in words, or empty for a grant to a person by name. `purpose`: as it is kept.
    """

    holder: str
    purpose: str
    since: datetime
    until: datetime | None
    people: list[Any]

    @property
    def words(self) -> str:
        """What it was given for."""
        return words_for(self.purpose)

    @property
    def coded(self) -> str:
        """The same for those who may read no text of a matter: words that somebody typed are left out."""
        return words_for(code_of(self.purpose))

    @property
    def sentence(self) -> str:
        until = date_format(timezone.localtime(self.until), "Y-m-d H:i") if self.until else _("no end date")
        return _("granted %(holder)s for “%(purpose)s”, since %(since)s, until %(until)s") % {
            "holder": self.holder or _("in person"),
            "purpose": self.words,
            "since": date_format(timezone.localtime(self.since), "Y-m-d"),
            "until": until,
        }


def openings_of(row: Governed) -> list[Opening]:
    """Who may see the row, grant by grant: the same people as `readers_of`, each with the reason why."""
    now = timezone.now()
    groups = row.group_grants.filter(live(now)).select_related("group__postgroup__unit").order_by("pk")
    named = row.person_grants.filter(live(now)).order_by("pk")
    people = get_user_model().objects.reading(
        groups=[grant.group_id for grant in groups],
        named=[grant.user_id for grant in named],
        rank=row.classification_id,
        keys=keys_of(row),
    )
    found = list(people.with_groups().order_by("pk"))
    by_group = [(grant, [each for each in found if grant.group_id in each.groups_now]) for grant in groups]
    by_name = [(grant, [each for each in found if each.pk == grant.user_id]) for grant in named]
    return [_told(grant, readers) for grant, readers in (*by_group, *by_name)]


def _told(grant: Any, people: list[Any]) -> Opening:
    return Opening(_holder(grant), grant.purpose, grant.granted_at, grant.expires_at, people)


def _holder(grant: Any) -> str:
    """The group in words, or empty for a grant to a person by name."""
    return str(getattr(grant.group, "postgroup", grant.group)) if hasattr(grant, "group_id") else ""


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
        return Reason(True, "granted", _told(grant, [person]).sentence)
    return Reason(False, "no_grant", _("holds no valid grant on this record"))


def _grants(row: Governed, person_id: int, group_ids: Iterable[int]) -> Iterable[object]:
    now = timezone.now()
    yield from row.person_grants.filter(live(now), user_id=person_id)
    yield from row.group_grants.filter(live(now), group_id__in=list(group_ids)).select_related(
        "group__postgroup__unit"
    )
