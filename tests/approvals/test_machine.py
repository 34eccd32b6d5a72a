"""Random lives of approvals: never stuck, never advanced twice, every signature there once.

`make soak` walks 2,000 of them; `make test` a small part.
"""

from __future__ import annotations

import os
from collections import Counter

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from hub.approvals import actions
from hub.approvals.models import Approval, Seat, Signature, Step
from hub.approvals.terms import Mode, Outcome, SamePerson, StepState
from hub.kernel.errors import Conflict, Invalid, NotAllowed, NotVisible, Stale
from tests.approvals import runs
from tests.town import person

WAYS = st.sampled_from([(Mode.ALL, None), (Mode.ANY, None), (Mode.QUORUM, 2), (Mode.IN_ORDER, None)])
GROUPS = st.sampled_from(["A", "AB", "ABC", "BC", "FAB"])
TWICE = st.sampled_from(list(SamePerson)[:2])
LETTERS = st.sampled_from("FABCTXY")
STEPS = st.lists(st.tuples(WAYS, GROUPS, TWICE), min_size=1, max_size=3)


class Lives(RuleBasedStateMachine):
    """One approval, and people who do what they may, in any order."""

    @initialize(steps=STEPS)
    def begin(self, steps):
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        described = []
        for (mode, quorum), letters, twice in steps:
            if mode == Mode.QUORUM and len(letters) < 2:
                mode, quorum = Mode.ANY, None
            described.append((mode, letters, {"quorum": quorum, "same_person": twice}))
        runs.chain(*described)
        self.approval = runs.started()
        self.signed: Counter[int] = Counter()

    def teardown(self):
        if hasattr(self, "savepoint"):
            try:
                self.comes_to_an_end()
            finally:
                transaction.set_rollback(True)
                self.savepoint.__exit__(None, None, None)

    @property
    def running(self) -> bool:
        return hasattr(self, "approval") and self.fresh().outcome == Outcome.RUNNING

    def fresh(self) -> Approval:
        return Approval.objects.get(pk=self.approval.pk)

    def tries(self, act) -> None:
        """Whoever may not is told so, and nothing has moved."""
        before = self.picture()
        try:
            with transaction.atomic():
                act()
        except (Conflict, Invalid, NotAllowed):
            assert self.picture() == before
        except (NotVisible, Stale):
            assert self.picture() == before

    def picture(self) -> tuple:
        steps = tuple(Step.objects.filter(approval=self.approval).order_by("pk").values_list("pk", "state"))
        seats = Seat.objects.filter(step__approval=self.approval).order_by("pk")
        return steps, tuple(seats.values_list("pk", "state", "person_id")), self.fresh().outcome

    def asked_or(self, letter: str) -> str:
        """Mostly somebody who is asked, so that lives get somewhere."""
        asked = runs.asked(self.approval)
        return asked[ord(letter) % len(asked)] if asked else letter

    @precondition(lambda self: self.running)
    @rule(letter=LETTERS)
    def signs(self, letter):
        self.tries(lambda: runs.sign(self.approval, self.asked_or(letter)))

    @precondition(lambda self: self.running)
    @rule(letter=LETTERS)
    def stranger_signs(self, letter):
        self.tries(lambda: runs.sign(self.approval, letter))

    @precondition(lambda self: self.running)
    @rule(letter=LETTERS)
    def rejects(self, letter):
        self.tries(lambda: runs.reject(self.approval, self.asked_or(letter)))

    @precondition(lambda self: self.running)
    @rule(letter=LETTERS)
    def returns(self, letter):
        self.tries(lambda: runs.send_back(self.approval, self.asked_or(letter), "I"))

    @precondition(lambda self: self.running)
    @rule(letter=LETTERS, which=st.integers(0, 5))
    def returns_to_a_step(self, letter, which):
        names = [step.name for step in self.fresh().steps.filter(repeats=None, added_by=None)]
        self.tries(lambda: runs.send_back(self.approval, self.asked_or(letter), names[which % len(names)]))

    @precondition(lambda self: self.running)
    @rule(changed=st.booleans())
    def initiator_submits_again(self, changed):
        self.tries(lambda: runs.resubmit(self.approval, changed=changed))

    @precondition(lambda self: self.running)
    @rule(letter=LETTERS, to=LETTERS, before=st.booleans())
    def adds(self, letter, to, before):
        by, taker = person(runs.NAMES[self.asked_or(letter)]), person(runs.NAMES[to])
        self.tries(
            lambda: actions.add_signer(self.approval.pk, to=taker, before=before, by=by, reason="加签")
        )

    @precondition(lambda self: self.running)
    @rule(letter=LETTERS, to=LETTERS)
    def delegates(self, letter, to):
        by, taker = person(runs.NAMES[self.asked_or(letter)]), person(runs.NAMES[to])
        self.tries(lambda: actions.delegate(self.approval.pk, to=taker, by=by, question="请提意见"))

    @precondition(lambda self: self.running)
    @rule(letter=LETTERS, to=LETTERS)
    def hands_over(self, letter, to):
        by, taker = person(runs.NAMES[self.asked_or(letter)]), person(runs.NAMES[to])
        self.tries(lambda: actions.transfer(self.approval.pk, to=taker, by=by, reason="出差"))

    @precondition(lambda self: self.running)
    @rule(which=st.integers(0, 5))
    def removes(self, which):
        added = list(self.fresh().steps.exclude(added_by=None).order_by("pk"))
        if added:
            step = added[which % len(added)]
            self.tries(lambda: actions.remove_signer(self.approval.pk, step.pk, by=step.added_by))

    @precondition(lambda self: self.running)
    @rule(letter=LETTERS)
    def takes_back(self, letter):
        self.tries(lambda: actions.take_back(self.approval.pk, by=person(runs.NAMES[letter])))

    @precondition(lambda self: self.running)
    @rule(away=LETTERS, proxy=LETTERS)
    def goes_away(self, away, proxy):
        today = timezone.localdate()
        new = actions.NewAbsence(person(runs.NAMES[away]), person(runs.NAMES[proxy]), today, today)
        self.tries(lambda: actions.declare_absence(new, by=new.person))

    @precondition(lambda self: hasattr(self, "approval") and not self.running)
    @rule(letter=LETTERS)
    def what_has_ended_stays_ended(self, letter):
        before = self.picture()
        self.tries(lambda: runs.sign(self.approval, letter))
        self.tries(lambda: actions.take_back(self.approval.pk, by=person(runs.NAMES[letter])))
        assert self.picture() == before

    @invariant()
    def one_step_is_open_while_it_runs(self):
        if not hasattr(self, "approval"):
            return
        open_steps = Step.objects.filter(approval=self.approval, state=StepState.OPEN)
        assert open_steps.count() == int(self.running)
        for step in open_steps:
            assert Seat.objects.open().filter(step=step).exists(), "nobody can act"
            assert step.task == self.fresh().task_set.get(finished__isnull=True), "the engine waits elsewhere"

    @invariant()
    def every_signature_is_there_once(self):
        if hasattr(self, "approval"):
            signatures = Signature.objects.filter(seat__step__approval=self.approval)
            seats = list(signatures.values_list("seat", flat=True))
            assert len(seats) == len(set(seats))
            assert signatures.filter(seat__state="open").count() == 0
            assert signatures.count() >= sum(self.signed.values())
            self.signed = Counter(seats)

    @invariant()
    def only_the_open_step_has_open_seats(self):
        if hasattr(self, "approval"):
            stray = Seat.objects.open().filter(step__approval=self.approval).exclude(step__state="open")
            assert not stray.exists()

    def comes_to_an_end(self) -> None:
        """However it was led: when everybody asked agrees, it ends."""
        if self.running:
            runs.turns(self.approval)
        assert not self.fresh().task_set.filter(finished__isnull=True).exists()


def _lives(count: int) -> settings:
    return settings(
        max_examples=count,
        stateful_step_count=12,
        deadline=None,
        print_blob=True,
        # A failing life is short enough to read; making it shorter takes minutes on a real database.
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


@pytest.mark.django_db
def test_a_few_lives():
    run(int(os.environ.get("LIVES", "12")))


@pytest.mark.soak
@pytest.mark.django_db
def test_two_thousand_lives():
    run(2000)


def run(count: int) -> None:
    machine = type("Lives", (Lives,), {})
    machine.TestCase.settings = _lives(count)
    machine.TestCase("runTest").debug()
