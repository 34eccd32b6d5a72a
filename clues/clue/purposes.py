"""What an approval of a clue shows of it and whom it asks, whatever is decided."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from operator import attrgetter
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import Unit
from accounts.terms import Role
from clues.apart.compartments import compartment_of
from clues.clue.handlers import handlers_of
from clues.clue.models.clues import Clue
from clues.clue.policies import may_end_approval
from clues.holders import CASE_MANAGEMENT, groups_in
from clues.letters.models.letters import Attachment, Letter
from clues.subjects.models import SubjectStanding
from clues.terms import Source
from hub.access.grants import Holders
from hub.approvals.purposes import Parts, Purpose, declare, labels_of, lines_by
from hub.rules.models import Level


def facts_of(clue: Clue, around: Clue) -> dict[str, Any]:
    """`around`: the same clue, freshly read with what hangs on it."""
    return {
        "number": clue.number,
        "classification": clue.classification_id,
        "title": clue.title,
        "summary": clue.summary,
        "source": clue.source,
        "category": around.category.name,
        "subject": around.subject.name,
        "standing": next((_as_written(**said) for said in around.standing_now), ""),  # type: ignore[attr-defined]
        "letters": around.letters_now,  # type: ignore[attr-defined]
    }


def _as_written(unit: str | None, unit_name: str, post: str) -> str:
    return " ".join(part for part in (unit or unit_name, post) if part)


def around_of(clues: Sequence[Clue], decided: Prefetch) -> dict[int, Clue]:
    """The clues by key, freshly read with everything that hangs on them and is signed too.

    Never taken from the rows given: what these remember may be older than the action that asks.
    """
    files = Attachment.objects.filter(letter=OuterRef("pk")).order_by("pk").values("sha256")
    letters = Letter.objects.filter(clues=OuterRef("pk")).order_by("pk")
    standings = SubjectStanding.objects.current().filter(subject=OuterRef("subject"))[:1]
    rows = Clue.objects.filter(pk__in=[clue.pk for clue in clues]).annotate(
        letters_now=ArraySubquery(
            letters.values_list(JSONObject(number="number", attachments=ArraySubquery(files)))
        ),
        standing_now=ArraySubquery(
            standings.values_list(JSONObject(unit="unit__name", unit_name="unit_name", post="post"))
        ),
    )
    return {row.pk: row for row in rows.select_related("category", "subject").prefetch_related(decided)}


@cache
def _levels() -> dict[int, Level]:
    """The levels are laid down with the program: they are read once."""
    return Level.objects.in_bulk()


def level_said(rank: int) -> str:
    return str(_levels().get(rank, rank))


def source_said(code: str) -> str:
    return str(Source(code).label)


def _letters(letters: list[dict[str, Any]]) -> str:
    return "\n".join(_letter(letter["number"], len(letter["attachments"])) for letter in letters)


def _letter(number: str, files: int) -> str:
    if not files:
        return number
    return ngettext("%(number)s with %(files)s file", "%(number)s with %(files)s files", files) % {
        "number": number,
        "files": files,
    }


FACTS: Parts = {
    "number": (_("Clue"), str),
    "classification": (_("Classification"), level_said),
    "title": (_("Title"), str),
    "summary": (_("Main allegations"), str),
    "subject": (_("Subject"), str),
    "standing": (_("Post of the subject"), str),
    "source": (_("Source"), source_said),
    "category": (_("Category"), str),
    "letters": (_("Letters"), _letters),
}


_RELATIONS = {
    "holder": _("the unit that holds it"),
    "target": _("the unit it goes to"),
    "office": _("the office that keeps its line of the ledger"),
}


# Parts that people have in a clue.
_PARTS = {"handlers": _("those who handle it")}


def _people_of(clue: Clue, part: str) -> Sequence[int]:
    return [handler.pk for handler in handlers_of(clue)] if part == "handlers" else []


def _unit_of(clue: Clue, relation: str) -> Unit | None:
    return {"holder": clue.holder, "target": clue.target, "office": clue.office}.get(relation)


def _circle(clue: Clue) -> Holders | None:
    """A clue that is kept apart: the compartment, and those who handle it."""
    if not clue.is_apart:
        return None
    return Holders(compartment_of(clue.office).groups, [handler.pk for handler in handlers_of(clue)])


def _case_management(clue: Clue) -> Sequence[int]:
    return groups_in(clue.office, *CASE_MANAGEMENT).groups


def case_managers(clue: Clue) -> Sequence[tuple[str, int]]:
    return [("group", pk) for pk in groups_in(clue.office, Role.CASE_MANAGER).groups]


def handlers(clue: Clue) -> Sequence[tuple[str, int]]:
    return [("person", handler.pk) for handler in handlers_of(clue)]


_NONE: Parts = {}


def of_clues(
    code: str, title: Any, contents: Any, decided: Any, *, first: Parts, last: Parts = _NONE, **more: Any
) -> Purpose:
    """A purpose that concerns clues. first, last: what is decided, read before and after the facts."""
    return declare(
        Purpose(
            code=code,
            title=title,
            model=Clue,
            contents=contents,
            home=attrgetter("home"),
            unit_of=_unit_of,
            relations=_RELATIONS,
            people_of=_people_of,
            people=_PARTS,
            decided=decided,
            circle=_circle,
            stewards=_case_management,
            lines=lines_by({**first, **FACTS, **last}),
            may_end=may_end_approval,
            fields=labels_of({**first, **last, **FACTS}),
            **({"revisers": case_managers} | more),
        )
    )
