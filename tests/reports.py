"""Real-name reports for tests, walked by the petition office's own actions."""

from __future__ import annotations

from django.utils import timezone

from clues.letters.models.letters import Letter
from clues.letters.terms import Signing
from clues.reporters.actions import check_signature, record_objection, tell_acceptance, tell_result
from clues.reporters.terms import Manner
from tests.factories import clue_at, make_letter
from tests.town import person


def real_name(**fields: object) -> Letter:
    return make_letter(**({"signing": Signing.REAL_NAME} | fields))


def checked(letter: Letter | None = None) -> Letter:
    """A letter whose name was found to be true."""
    letter = letter or real_name()
    return check_signature(letter.number, genuine=True, note="回访核实", by=person("registrar"))


def accepted(letter: Letter | None = None) -> Letter:
    letter = checked(letter)
    by = person("registrar")
    return tell_acceptance(letter.number, told_on=timezone.localdate(), manner=Manner.CALL, by=by)


def concluded(letter: Letter | None = None) -> Letter:
    """Acceptance was told, and the clue drawn from the letter is concluded: the result is owed."""
    letter = accepted(letter)
    clue_at("concluded", letter=letter)
    letter.refresh_from_db()
    return letter


def answered(letter: Letter | None = None) -> Letter:
    letter = concluded(letter)
    by = person("registrar")
    return tell_result(letter.number, told_on=timezone.localdate(), manner=Manner.CALL, by=by)


def objected(letter: Letter | None = None) -> Letter:
    """The reporter does not accept the result and offers new evidence."""
    letter = answered(letter)
    return record_objection(
        letter.number,
        raised_on=timezone.localdate(),
        text="不认可核查结果，补充证据",
        new_evidence=True,
        by=person("registrar"),
    )
