"""The steps of a letter that are open now: towards its reporter, and beside drawing a clue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from accounts.models import Person
from clues.letters.models.letters import Letter
from clues.letters.rows import LETTER
from clues.reporters.models import Objection, SignatureCheck, Telling
from clues.reporters.standing import check_of
from hub.steps.step import Step


def ways_of(letter: Letter, person: Person) -> list[Step]:
    """The steps beside drawing a clue that the person can take now."""
    return [step for step in LETTER.steps if step.group == "way" and step.verdict(letter, person)]


@dataclass(frozen=True, slots=True)
class Reporting:
    """What was done towards the reporter, what is owed, and the steps that are open."""

    check: SignatureCheck | None
    tellings: list[Telling]
    objections: list[Objection]
    steps: list[Step]


def reporting_of(letter: Letter, person: Person) -> Reporting:
    """Ask only for whoever answers reporters of the letter."""
    towards = [step for step in LETTER.steps if step.group == "reporter"]
    return Reporting(
        check_of(letter),
        list(letter.tellings.all()),
        _with_checks(letter.objections.all()),
        [step for step in towards if step.kept_by(letter, person) is None],
    )


def _with_checks(objections: Iterable[Objection]) -> list[Objection]:
    found = list(objections)
    prefetch_related_objects(found, "checks")
    return found
