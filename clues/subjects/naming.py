"""A subject as somebody filled it in, tidied: its name without posts and blanks, its unit recognised."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from accounts.naming.people import Named, people_in
from accounts.naming.units import find_unit
from clues.subjects.actions import NewSubject
from clues.subjects.terms import SubjectKind
from hub.kernel.errors import Invalid
from hub.kernel.writing import cleaned


def tidied(new: NewSubject) -> NewSubject:
    """For keeping; what was written stays in `written`. Raises Invalid on "name" for none, or for several."""
    cell = people_in(new.name) if new.kind == SubjectKind.PERSON else None
    if cell is None:
        return in_its_unit(replace(new, name=cleaned(new.name), written=new.written or new.name))
    if len(cell.named) > 1 or cell.is_doubtful:
        names = "、".join(each.name for each in cell.named)
        raise Invalid(
            {"name": [_("One name, please; this seems to be several: %(names)s.") % {"names": names}]}
        )
    if not cell.named:
        raise Invalid({"name": [_("This is no name.")]})
    return in_its_unit(with_name(new, cell.named[0]))


def with_name(new: NewSubject, named: Named) -> NewSubject:
    """The subject under this name; a post that was written beside it is its post where no other is given."""
    return replace(
        new, name=named.name, post=cleaned(new.post) or named.post, written=new.written or new.name
    )


def in_its_unit(new: NewSubject) -> NewSubject:
    """With the unit of the hub that its unit's name means, where one is certain."""
    if new.unit is not None or not new.unit_name.strip():
        return new
    return replace(new, unit=find_unit(new.unit_name).unit, unit_name=cleaned(new.unit_name))
