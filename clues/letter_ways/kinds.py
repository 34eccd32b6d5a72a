"""What becomes of a letter beside a clue: what can happen, how it is told, what waits for somebody."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from clues.letters.models.ways import FramingFinding, LetterReturn, PassedDown
from hub.access.purposes import grant_purposes
from hub.duties.kinds import duty_kind
from hub.events.kinds import EventKinds, Rows, Telling, event_kinds

ANSWER_PASS = duty_kind(
    "letter.passed_down",
    _("Accept the letter, pass it on or send it back"),
    _("A letter was passed down to your unit"),
    "report.lower_level",
)


def _letter_return(asked: Any) -> str:
    return f"{asked.get_ground_display()} {asked.organ}".rstrip() + f"\n{asked.reason}"


def _framing(finding: Any) -> str:
    said = f"{finding.get_organ_display()} {finding.document} {finding.decided_on}"
    return f"{said}\n{finding.late_reason}".rstrip()


_LETTER_RETURNS = Rows("return", LetterReturn.objects.all())


_PASSES = Rows("pass", PassedDown.objects.all(), ["to_unit"])


_FINDINGS = Rows("finding", FramingFinding.objects.all())


LETTER_RETURN = _LETTER_RETURNS.said(_letter_return)


PASSED_DOWN = _PASSES.said(lambda passed: f"{passed.to_unit}\n{passed.reason}")


PASS_ANSWER = _PASSES.said(lambda passed: passed.answer_reason)


FRAMING = _FINDINGS.said(_framing)


@event_kinds
class Kind(EventKinds):
    LETTER_RETURN_PROPOSED = (
        "letter.return_proposed",
        Telling("light-bulb", LETTER_RETURN),
        _("Return of the letter proposed"),
    )
    LETTER_RETURNED = "letter.returned", Telling("arrow-uturn-left", follows=True), _("Letter returned")
    LETTER_RETURN_DROPPED = "letter.return_dropped", Telling(follows=True), _("The letter is not returned")
    PASSED_DOWN = "letter.passed_down", Telling("arrow-right", PASSED_DOWN), _("Letter passed down")
    PASS_ACCEPTED = "letter.pass_accepted", Telling("check"), _("Letter accepted by the lower level")
    PASSED_ON = (
        "letter.passed_on",
        Telling("arrow-right", PASS_ANSWER),
        _("Letter passed on by the lower level"),
    )
    PASS_RETURNED = (
        "letter.pass_returned",
        Telling("arrow-uturn-left", PASS_ANSWER),
        _("Letter sent back by the lower level"),
    )
    FRAMING_FOUND = (
        "letter.framing_found",
        Telling("document-text", FRAMING),
        _("A finding of framing is on file"),
    )
    FRAMING_LIFTED = (
        "letter.framing_lifted",
        Telling("document-text", FRAMING),
        _("A finding of framing was lifted"),
    )


@grant_purposes
class For(models.TextChoices):
    PASSED_DOWN = "letter.passed_down", _("passed down to this unit")
