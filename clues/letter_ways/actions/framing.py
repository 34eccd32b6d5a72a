"""A finding that a report framed somebody (诬告陷害), and a later decision that lifts it.

Both are decided elsewhere, by a municipal or higher commission, and only entered here. Nothing follows from
them by itself, and neither opens who wrote the letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import Person
from clues.days import entered
from clues.letter_ways.kinds import Kind
from clues.letter_ways.policies import may_record_framing
from clues.letter_ways.standing import framing_of
from clues.letters.models.letters import Letter
from clues.letters.models.ways import FramingFinding
from clues.letters.terms import DecidingCommission, FramingDecision
from hub.access.readers import readers_of
from hub.events.actions import record
from hub.kernel.errors import Conflict, Invalid, demand
from hub.kernel.transitions import locked


@dataclass(frozen=True, slots=True)
class Decision:
    """What a commission decided: which level it is of, its document, and on which day."""

    organ: str
    document: str
    decided_on: date
    late_reason: str = ""


def record_framing(number: str, *, new: Decision, by: Person) -> Letter:
    """Enter that a commission found that the letter frames somebody.

    Raises NotVisible, NotAllowed, Conflict while such a finding holds, Invalid at "organ" for a district's,
    at "document", "decided_on" and "late_reason".
    """
    return _record(number, FramingDecision.FOUND, new, by)


def lift_framing(number: str, *, new: Decision, by: Person) -> Letter:
    """Enter that a finding was lifted; it stays on file. Raises as `record_framing` does."""
    return _record(number, FramingDecision.LIFTED, new, by)


_TOLD = {FramingDecision.FOUND: Kind.FRAMING_FOUND, FramingDecision.LIFTED: Kind.FRAMING_LIFTED}


def _record(number: str, decision: FramingDecision, new: Decision, by: Person) -> Letter:
    with locked(Letter.objects.visible_to(by), number=number) as letter:
        demand(may_record_framing(letter, by))
        holds = framing_of(letter)
        if (holds is None) != (decision == FramingDecision.FOUND):
            said = _("No finding of framing holds.") if holds is None else _("Such a finding holds already.")
            raise Conflict(said, code="not-open")
        finding = FramingFinding.objects.create(
            letter=letter,
            decision=decision,
            organ=_organ(new.organ),
            document=_document(new.document),
            decided_on=new.decided_on,
            late_reason=_late(letter, holds, new),
            by=by,
        )
        letter.version += 1
        letter.save(update_fields=["version"])
        record(_TOLD[decision], by=by, of=letter, to=readers_of(letter), data={"finding": finding.pk})
        return letter


def _organ(organ: str) -> str:
    if organ in DecidingCommission.values:
        return organ
    said = _("Framing is found by a municipal or higher commission alone.")
    raise Invalid({"organ": [said]}, code="not-deciding")


def _document(number: str) -> str:
    if not number.strip():
        raise Invalid({"document": [_("Please give the number of the document.")]}, code="document-required")
    return number.strip()


def _late(letter: Letter, holds: FramingFinding | None, new: Decision) -> str:
    """Why it is entered late. A decision follows the letter, and one that lifts a finding follows that."""
    if new.decided_on < (holds.decided_on if holds else letter.received_on):
        said = _("This is before the finding.") if holds else _("This is before the letter came.")
        raise Invalid({"decided_on": [said]}, code="too-early")
    return entered("decided_on", new.decided_on, new.late_reason)
