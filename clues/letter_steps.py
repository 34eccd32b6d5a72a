"""What the petition office does towards a real-name reporter: each step with its words, form and action."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from clues.actions import reports
from clues.forms import reports as forms
from clues.models import Letter, Objection, SignatureCheck, Telling
from clues.policies import may_answer_reporter
from clues.reports import OPEN, check_of
from hub.kernel.errors import Conflict, demand


@dataclass(frozen=True, slots=True)
class LetterStep:
    """slug: its place in addresses, and its name in `clues.reports.OPEN`. action: called with the letter's
    number, `by` and what was typed."""

    slug: str
    label: Any
    done: Any
    action: Callable[..., Letter]
    form: type[forms.LetterStepForm]


LETTER_STEPS = [
    LetterStep(
        "signature",
        _("Check the real name"),
        _("The check is noted."),
        reports.check_signature,
        forms.SignatureForm,
    ),
    LetterStep(
        "acceptance",
        _("Note that acceptance was told"),
        _("It is noted that the reporter was told of acceptance."),
        reports.tell_acceptance,
        forms.TellingForm,
    ),
    LetterStep(
        "result",
        _("Note that the result was told"),
        _("It is noted that the reporter was told the result."),
        reports.tell_result,
        forms.TellingForm,
    ),
    LetterStep(
        "objection",
        _("Record an objection"),
        _("The objection is recorded."),
        reports.record_objection,
        forms.ObjectionForm,
    ),
]


def possible(step: LetterStep, letter: Letter, person: Person) -> None:
    """Raise what taking the step would raise, before anything is typed."""
    demand(may_answer_reporter(letter, person))
    if not OPEN[step.slug](letter):
        raise Conflict(_("This is not open, or not any more."), code="not-open")


@dataclass(frozen=True, slots=True)
class Reporting:
    """What was done towards the reporter, what is owed, and the steps that are open."""

    check: SignatureCheck | None
    tellings: list[Telling]
    objections: list[Objection]
    steps: list[LetterStep]


def reporting_of(letter: Letter) -> Reporting:
    """Ask only for whoever answers reporters of the letter."""
    return Reporting(
        check_of(letter),
        list(letter.tellings.select_related("by")),
        list(letter.objections.prefetch_related("checks")),
        [step for step in LETTER_STEPS if OPEN[step.slug](letter)],
    )
