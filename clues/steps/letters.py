"""The steps of a letter that people take by hand: each with its words, its form, its action, open to whom.

What is owed to a real-name reporter, and what becomes of the letter beside a clue.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from clues.actions import framing, letter_returns, passing_down, reports
from clues.forms import letter_ways as ways
from clues.forms import reports as forms
from clues.letter_standing import (
    awaits_answer,
    framing_of,
    is_untouched,
    may_be_passed_on,
    open_return,
)
from clues.models import Letter, Objection, SignatureCheck, Telling
from clues.policies.letters import (
    may_answer_pass,
    may_answer_reporter,
    may_pass_down,
    may_record_framing,
    may_revise_return,
    may_transfer,
)
from clues.reports import OPEN, check_of
from hub.kernel.errors import Conflict, demand
from hub.kernel.verdict import Verdict


@dataclass(frozen=True, slots=True)
class LetterStep:
    """slug: its place in addresses. action: called with the letter's number, `by` and what was typed.
    may: who takes it. open: whether the letter stands where it can be taken. style: primary on the way.
    explains: what follows, for a step that asks for nothing."""

    slug: str
    label: Any
    done: Any
    action: Callable[..., Letter]
    form: type[forms.LetterStepForm]
    may: Callable[[Letter, Person], Verdict]
    open: Callable[[Letter], bool]
    style: str = ""
    explains: Any = ""


def _towards_reporter(
    slug: str,
    label: Any,
    done: Any,
    action: Callable[..., Letter],
    form: type[forms.LetterStepForm],
) -> LetterStep:
    return LetterStep(slug, label, done, action, form, may_answer_reporter, OPEN[slug])


REPORTER_STEPS = [
    _towards_reporter(
        "signature",
        _("Check the real name"),
        _("The check is noted."),
        reports.check_signature,
        forms.SignatureForm,
    ),
    _towards_reporter(
        "acceptance",
        _("Note that acceptance was told"),
        _("It is noted that the reporter was told of acceptance."),
        reports.tell_acceptance,
        forms.TellingForm,
    ),
    _towards_reporter(
        "return-told",
        _("Note that the return was told"),
        _("It is noted that the reporter was told of the return."),
        reports.tell_return,
        forms.TellingForm,
    ),
    _towards_reporter(
        "result",
        _("Note that the result was told"),
        _("It is noted that the reporter was told the result."),
        reports.tell_result,
        forms.TellingForm,
    ),
    _towards_reporter(
        "objection",
        _("Record an objection"),
        _("The objection is recorded."),
        reports.record_objection,
        forms.ObjectionForm,
    ),
]
WAYS = [
    LetterStep(
        "accept",
        _("Accept the letter"),
        _("The letter is accepted: draw a clue from it."),
        passing_down.accept_letter,
        ways.AcceptForm,
        may_answer_pass,
        awaits_answer,
        "primary",
        _("Your unit deals with it: clues are drawn from it at your unit, and no more where it came from."),
    ),
    LetterStep(
        "pass-on",
        _("Pass it on to a unit of your own"),
        _("The letter is passed on."),
        passing_down.pass_on,
        ways.PassForm,
        may_answer_pass,
        may_be_passed_on,
    ),
    LetterStep(
        "send-back",
        _("Send it back"),
        _("The letter is sent back."),
        passing_down.send_back,
        ways.SendBackForm,
        may_answer_pass,
        awaits_answer,
    ),
    LetterStep(
        "return-revision",
        _("Change the return and submit it again"),
        _("The return is submitted again."),
        letter_returns.revise_letter_return,
        ways.ReturnForm,
        may_revise_return,
        lambda letter: open_return(letter) is not None,
        "primary",
    ),
    LetterStep(
        "return",
        _("Propose to return the letter"),
        _("The return waits for approval."),
        letter_returns.propose_letter_return,
        ways.ReturnForm,
        may_transfer,
        is_untouched,
    ),
    LetterStep(
        "pass-down",
        _("Pass it down to a district"),
        _("The letter is passed down."),
        passing_down.pass_down,
        ways.PassForm,
        may_pass_down,
        is_untouched,
    ),
    LetterStep(
        "framing",
        _("Enter a finding of framing"),
        _("The finding is on file."),
        framing.record_framing,
        ways.DecisionForm,
        may_record_framing,
        lambda letter: framing_of(letter) is None,
    ),
    LetterStep(
        "framing-lifted",
        _("Enter that the finding was lifted"),
        _("The decision is on file."),
        framing.lift_framing,
        ways.DecisionForm,
        may_record_framing,
        lambda letter: framing_of(letter) is not None,
    ),
]
LETTER_STEPS = [*REPORTER_STEPS, *WAYS]


def possible(step: LetterStep, letter: Letter, person: Person) -> None:
    """Raise what taking the step would raise, before anything is typed."""
    demand(step.may(letter, person))
    if not step.open(letter):
        raise Conflict(_("This is not open, or not any more."), code="not-open")


def ways_of(letter: Letter, person: Person) -> list[LetterStep]:
    """The steps beside drawing a clue that the person can take now."""
    return [step for step in WAYS if step.may(letter, person) and step.open(letter)]


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
        [step for step in REPORTER_STEPS if step.open(letter)],
    )
