"""Whom the cells of a row name: several in one cell, bodies beside people, numbers with words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.identity import keys_of
from accounts.naming.people import Cell, Named, is_body, people_in
from accounts.terms import Scheme
from clues.imports.fields import FIELD_NAMES
from clues.subjects.actions import NewSubject
from clues.subjects.models import Subject
from clues.subjects.naming import in_its_unit, with_name
from clues.subjects.terms import SubjectKind
from hub.kernel.writing import cleaned, means_nothing

LONGEST = Subject._meta.get_field("name").max_length or 0
# A number of 15 or 18 signs inside other words: 身份证：… or …（本人）.
_INSIDE = re.compile(r"(?<![0-9A-Za-z])(\d{17}[\dXx]|\d{15})(?![0-9A-Za-z])")


@dataclass(frozen=True, slots=True)
class InRow:
    """The subjects of a row. remarks: what could not be taken over. problem: why a person has to look."""

    subjects: list[NewSubject]
    remarks: tuple[str, ...] = ()
    problem: str | Promise = ""


def subjects_in(values: Mapping[str, str]) -> InRow:
    """The subject with unit, post and number; of several in one cell only the names, for the rest belongs to
    one. Where nobody is named it is the unit."""
    written = values.get("subject_name", "")
    cell, unit = people_in(written), _said(values, "subject_unit")
    around = NewSubject(name="", unit_name=unit, post=_said(values, "subject_post"), written=written)
    beside = any((unit, around.post, _said(values, "subject_identity")))
    if not cell.named:
        return _of_the_unit(in_its_unit(around), left_out=beside)
    named = [_subject(around, each) for each in cell.named]
    if len(named) == 1:
        return _one(named[0], values.get("subject_identity", ""), cell)
    return _several(named, cell, left_out=beside)


def _said(values: Mapping[str, str], name: str) -> str:
    """A cell's text, without a word for nothing."""
    text = cleaned(values.get(name, ""))
    return "" if means_nothing(text) else text


def _subject(around: NewSubject, named: Named) -> NewSubject:
    kind = SubjectKind.ORGANISATION if named.is_body else SubjectKind.PERSON
    return in_its_unit(replace(with_name(around, named), kind=kind))


def _of_the_unit(new: NewSubject, *, left_out: bool) -> InRow:
    """Nobody is named: a unit of the hub, or what is clearly a body, is the subject itself."""
    if not (new.unit or is_body(new.unit_name)):
        return InRow([], (_left_out(),) if left_out else ())
    written = new.written or new.unit_name
    body = replace(new, name=new.unit_name, kind=SubjectKind.ORGANISATION, written=written)
    return InRow([body], (_("Nobody is named: the letter is about the unit."),))


def _one(new: NewSubject, number: str, cell: Cell) -> InRow:
    identifiers, remark = _identity(number)
    if identifiers and new.kind == SubjectKind.ORGANISATION:
        new = replace(new, kind=SubjectKind.PERSON)
    remarks = (remark, *_remarks(new, cell))
    problem = _problem([new], cell)
    if len(identifiers) > 1:
        problem = problem or _("More than one number of a person.")
    return InRow([replace(new, identifiers=dict(identifiers[:1]))], tuple(filter(None, remarks)), problem)


def _several(named: list[NewSubject], cell: Cell, *, left_out: bool) -> InRow:
    """The unit is everybody's only where it is one of the hub: what follows from it must not be lost."""
    subjects = [
        replace(
            new,
            post="",
            unit_name=new.unit_name if new.unit else "",
            written=f"{new.written} {new.unit_name} {new.post}",
        )
        for new in named
    ]
    remarks = (
        _left_out() if left_out else "",
        *(remark for new in named[:1] for remark in _remarks(new, cell)),
    )
    return InRow(subjects, tuple(filter(None, remarks)), _problem(subjects, cell))


def _left_out() -> str:
    return _("What is said of the subject was left out: one name is needed for it.")


def _remarks(new: NewSubject, cell: Cell) -> Iterator[str]:
    if cell.others:
        yield _("It names more people than it says who they are.")
    rest = next((each.rest for each in cell.named if each.rest and each.rest != new.post), "")
    if rest:
        yield _("Beside the name is written: “%(words)s”.") % {"words": rest[:40]}
    if new.unit_name and new.unit is None:
        yield _("The unit is not a known one: “%(word)s”.") % {"word": new.unit_name[:40]}


def _problem(subjects: list[NewSubject], cell: Cell) -> str | Promise:
    if cell.is_doubtful:
        return _("It is not certain where one name ends: please write 、 between names.")
    if any(len(new.name) > LONGEST for new in subjects):
        return _("Too long: %(field)s") % {"field": FIELD_NAMES["subject_name"]}
    return ""


def _identity(written: str) -> tuple[list[tuple[str, str]], str]:
    """(scheme, number) of the numbers in a cell, and a remark. What is none stays, and is refused later."""
    if means_nothing(written):
        return [], ""
    if keys_of({Scheme.RIC: written}):
        return [(Scheme.RIC, written)], ""
    inside = [number for number in _INSIDE.findall(written) if keys_of({Scheme.RIC: number})]
    if not inside:
        return [(Scheme.RIC, written)], ""
    remark = _("The number stands among other words.")
    return [(Scheme.RIC, number) for number in dict.fromkeys(inside)], remark
