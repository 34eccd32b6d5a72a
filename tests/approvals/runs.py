"""Approvals for tests: a chain of named people about a real clue, and who is asked in turn."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable

import pytest
from django.utils import timezone

from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from clues.routing.actions import revise_proposal
from hub.approvals import actions
from hub.approvals.models import Approval, Chain, ChainSigner, ChainStep, Seat, Step
from hub.approvals.purposes import digest_of, purpose_of, seen_by_step
from hub.approvals.terms import Mode, Outcome, SignerBy, StepKind
from hub.duties.models import Duty
from hub.kernel.errors import Invalid
from tests.factories import clue_at
from tests.recorded import recorded
from tests.signing import running_approval
from tests.town import person, unit

# The people of the tables: F signs first; A, B, C together; T last; I asks for it all; X is brought in.
NAMES = {
    "F": "petition_head",
    "A": "secretary",
    "B": "deputy",
    "C": "management_head",
    "T": "office_head",
    "I": "manager",
    "X": "group_head",
    "Y": "district_head",
}
LETTERS = {name: letter for letter, name in NAMES.items()}
_reasons = itertools.count(1)


def chain(*steps: tuple[str, str, dict[str, object]], code: str = "clue.routing") -> Chain:
    """A newer version of the routing chain: (mode, letters, further fields of the step) for each step."""
    newest = Chain.objects.filter(code=code).order_by("-version").first()
    made = Chain.objects.create(
        code=code, version=newest.version + 1, name="测试", source="test", from_on=timezone.localdate()
    )
    for position, (mode, letters, fields) in enumerate(steps, 1):
        step = ChainStep.objects.create(chain=made, position=position, name=letters, mode=mode, **fields)
        for place, letter in enumerate(letters):
            ChainSigner.objects.create(
                step=step, position=place, by=SignerBy.PERSON, person=person(NAMES[letter])
            )
    return made


@recorded
def three(mode: str, quorum: int | None = None) -> Approval:
    """F; then A, B and C in the given way; then T."""
    chain((Mode.ANY, "F", {}), (mode, "ABC", {"quorum": quorum}), (Mode.ANY, "T", {}))
    return started()


def started() -> Approval:
    return running_approval(clue_at(ClueState.PROPOSED))


def open_step(approval: Approval) -> Step | None:
    return Step.objects.filter(approval=approval, state="open").first()


def asked(approval: Approval) -> str:
    """Letters of those whose signature is asked for now, in the order of the alphabet."""
    seats = Seat.objects.in_open_step(approval).select_related("person")
    return "".join(sorted(LETTERS[seat.person.username] for seat in seats))


def digest(approval: Approval) -> str:
    """Of what the open step shows."""
    purpose = purpose_of(approval.purpose)
    step = open_step(approval)
    content = purpose.content(purpose.model.objects.get(pk=approval.of_id))
    return digest_of(seen_by_step(content, step.hidden if step else []))


def sign(approval: Approval, letter: str) -> Approval:
    opinion = "同意"
    return actions.sign(approval.pk, by=person(NAMES[letter]), digest=digest(approval), opinion=opinion)


def signing(approval: Approval, letter: str) -> Callable[[], Approval]:
    """The same, with everything looked up that the action is given."""
    by, now = person(NAMES[letter]), digest(approval)
    return lambda: actions.sign(approval.pk, by=by, digest=now, opinion="同意")


def reject(approval: Approval, letter: str) -> Approval:
    return actions.reject(approval.pk, by=person(NAMES[letter]), digest=digest(approval), opinion="理由")


def send_back(approval: Approval, letter: str, to: str) -> Approval:
    """Return to the initiator (I) or to the first step of F."""
    by, now = person(NAMES[letter]), digest(approval)
    if to == "I":
        return actions.return_to_initiator(approval.pk, by=by, digest=now, opinion="请改")
    earlier = approval.steps.filter(name=to, repeats=None).order_by("position")[0]
    return actions.return_to_step(approval.pk, earlier.pk, by=by, digest=now, opinion="请再审")


def resubmit(approval: Approval, *, changed: bool) -> None:
    """The initiator submits again; a change gives another unit another reason."""
    clue = Clue.objects.get(pk=approval.of_id)
    proposal = clue.proposals.latest("pk")
    chosen, reason = proposal.chosen, proposal.override_reason
    if changed:
        chosen, reason = unit("supervision-1"), f"理由 {next(_reasons)}"
    revise_proposal(clue.number, chosen=chosen, override_reason=reason, by=person("manager"))


def turns(approval: Approval, *, changed: bool = False) -> list[str]:
    """Everybody asked approves until the end: who was asked in each turn, and how many had to sign."""
    seen = []
    while (step := open_step(approval)) is not None:
        letters, signed = asked(approval), 0
        assert letters, "a step is open and nobody is asked"
        if step.kind == StepKind.REVISE:
            resubmit(approval, changed=changed)
            signed = 1
        for letter in letters if step.kind != StepKind.REVISE else "":
            sign(approval, letter)
            signed += 1
            step.refresh_from_db()
            if step.state != "open":
                break
        seen.append(f"{letters} {signed}")
        assert len(seen) < 20, "the chain does not end"
    approval.refresh_from_db()
    assert approval.outcome == Outcome.APPROVED
    return seen


def each(letters: Iterable[str], act: Callable[[str], object]) -> None:
    for letter in letters:
        act(letter)


def duties_of(letter: str) -> int:
    return Duty.objects.open().filter(person=person(NAMES[letter])).count()


def fields(error: pytest.ExceptionInfo[Invalid]) -> set[str]:
    return set(error.value.fields)
