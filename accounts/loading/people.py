"""A row of a file of people: the person, entered unless known, and at most one post."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import (
    NewFormerPost,
    NewPerson,
    enter_former_post,
    enter_person,
    give_post,
    set_branch,
)
from accounts.identity import identity_key
from accounts.loading.columns import PEOPLE
from accounts.models import Person, Unit
from accounts.terms import Role, Scheme
from hub.kernel.acting import action
from hub.tables import rows
from hub.tables.reading import Line
from hub.tables.rows import BadRow
from hub.tables.words import plain_word, words_of

ROOM = {"username": 60, "display_name": Person._meta.get_field("display_name").max_length, "number": 60}
ROOM |= {"branch": 120, "former_unit": 160}
LANGUAGES = {plain_word(word): code for code, name in settings.LANGUAGES for word in (code, name)}
NOT_KEPT = "***"  # stands where a refused row had an identity number


@dataclass(frozen=True, slots=True)
class FormerRow:
    """A unit that the person left: its code or its name."""

    unit: str
    from_on: date | None
    to_on: date


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as a row describes them; `unit` is a code, "" where the row gives no post."""

    line: Line
    username: str
    display_name: str
    language: str
    identity: tuple[str, str] | None
    unit: str
    role: str
    from_on: date | None
    to_on: date | None
    branch: str
    former: FormerRow | None


def read_person(line: Line) -> PersonRow:
    """Raises BadRow."""
    values = line.values
    rows.check_room(values, ROOM, PEOPLE)
    row = PersonRow(
        line=line,
        username=_username(rows.required(values, "username", PEOPLE)),
        display_name=values.get("display_name", ""),
        language=rows.term(values, "language", LANGUAGES, PEOPLE),
        identity=_identity(rows.term(values, "scheme", words_of(Scheme), PEOPLE), values.get("number", "")),
        unit=values.get("unit", ""),
        role=rows.term(values, "role", words_of(Role), PEOPLE),
        from_on=rows.day(values, "from_on", PEOPLE),
        to_on=rows.day(values, "to_on", PEOPLE),
        branch=values.get("branch", ""),
        former=_former(values),
    )
    if bool(row.unit) != bool(row.role):
        raise BadRow(_("A post needs both a unit and a role."))
    return row


def _former(values: Mapping[str, str]) -> FormerRow | None:
    unit, to_on = values.get("former_unit", ""), rows.day(values, "former_to", PEOPLE)
    if not unit and to_on is None:
        return None
    if not unit or to_on is None:
        raise BadRow(_("A former unit needs its last day."))
    return FormerRow(unit, rows.day(values, "former_from", PEOPLE), to_on)


def _username(text: str) -> str:
    try:
        validate_slug(text)
    except ValidationError:
        raise BadRow(_("A user name consists of Latin letters, digits, - and _.")) from None
    return text


def _identity(scheme: str, number: str) -> tuple[str, str] | None:
    if number == NOT_KEPT:
        raise BadRow(_("Write the number again: it was not kept."))
    if bool(scheme) != bool(number):
        raise BadRow(_("Give both the kind of identifier and its number, or neither."))
    return (scheme, number) if number else None


def in_order(found: Sequence[PersonRow]) -> tuple[Sequence[PersonRow], list[tuple[Line, str]]]:
    """As they stand in the file: a later row may give another post to the person of an earlier one."""
    return found, []


@action()
def put_person(row: PersonRow, *, by: Person) -> bool:
    """Enter the person and give the post; False where both are there already. Raises BadRow, HubError."""
    person = Person.objects.filter(username__iexact=row.username).first()
    if person is None:
        rows.required(row.line.values, "display_name", PEOPLE)
        new = NewPerson(row.username, row.display_name, row.identity, row.language)
        entered = enter_person(new, by=by)
        _put_post(entered, row, by)
        _put_ties(entered, row, by)
        return True
    _check_same(person, row)
    given = [_put_post(person, row, by), _put_ties(person, row, by)]
    return any(given)


def _put_ties(person: Person, row: PersonRow, by: Person) -> bool:
    """The branch and the former unit the row names; False where both are known."""
    given = False
    if row.branch and row.branch != person.branch:
        set_branch(person.pk, branch=row.branch, by=by)
        given = True
    if row.former is None:
        return given
    unit = Unit.objects.filter(Q(code=row.former.unit) | Q(name=row.former.unit)).first()
    name = "" if unit else row.former.unit
    known = person.former_posts.filter(to_on=row.former.to_on, unit=unit, unit_name=name)
    if not known.exists():
        new = NewFormerPost(row.former.to_on, unit, name, row.former.from_on)
        enter_former_post(person, new, by=by)
        given = True
    return given


def _check_same(person: Person, row: PersonRow) -> None:
    """What the row leaves empty may be anything."""
    if not person.is_active:
        raise BadRow(_("This person is disabled."))
    other = [
        str(PEOPLE.names[name])
        for name in ("display_name", "language")
        if getattr(row, name) not in ("", getattr(person, name))
    ]
    if row.identity and identity_key(*row.identity) != person.identity_key:
        other.append(str(PEOPLE.names["number"]))
    if other:
        raise BadRow(
            _("This person is there already, with another: %(fields)s") % {"fields": "、".join(other)}
        )


def _put_post(person: Person, row: PersonRow, by: Person) -> bool:
    """Give the post; False for one that is held. One that has ended is given again from a stated day only."""
    if not row.unit:
        return False
    unit = Unit.objects.filter(code=row.unit).first()
    if unit is None:
        raise BadRow(_("There is no unit with the code %(code)s.") % {"code": row.unit})
    posts = person.posts.filter(group__unit=unit, group__role=row.role).order_by("-from_on")
    post = (posts.filter(from_on=row.from_on) if row.from_on else posts).first()
    if post is None:
        give_post(person, unit=unit, role=row.role, from_on=row.from_on, to_on=row.to_on, by=by)
        return True
    if post.ended_at or (row.from_on is None and post.to_on and post.to_on < timezone.localdate()):
        raise BadRow(_("This post has ended. Say from which later day it is given again."))
    if post.to_on != row.to_on:
        raise BadRow(_("This post is held already, with another end."))
    return False
