"""Several people sign at once, on real PostgreSQL: nothing is decided twice, nothing gets stuck."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from accounts.actions import Why, end_post, give_post, recuse
from accounts.terms import Role
from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from hub.approvals.actions import sign
from hub.approvals.models import Approval, Chain, ChainSigner, ChainStep, Signature, Step
from hub.approvals.terms import Mode, Outcome, SignerBy, StepState
from hub.kernel.errors import Conflict, HubError, NotAllowed, NotVisible
from hub.kernel.transitions import locked
from tests.factories import clue_at
from tests.pristine import PRISTINE
from tests.recorded import recorded
from tests.signing import digest_for, running_approval
from tests.town import person, unit

pytestmark = pytest.mark.django_db(transaction=True)

PAIRS = 50
ROUNDS = 12
THREE = ("secretary", "deputy", "management_head")


def at_once(*works: Callable[[], object]) -> list[object]:
    """Do all works in threads of their own; each answer is the work's result or the HubError it raised."""

    def run(work: Callable[[], object]) -> object:
        try:
            return work()
        except HubError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def signing(name: str, approval: Approval, digest: str) -> Callable[[], object]:
    return lambda: sign(approval.pk, by=person(name), digest=digest)


def each_anew(times: int) -> Iterator[int]:
    """Rounds that each begin with what every test finds."""
    for turn in range(times):
        PRISTINE.put_back()
        yield turn


@recorded
def proposed_to_two_heads() -> Clue:
    """Two people head case management, where the first signature is asked."""
    head, office = person("petition_head"), unit("case-management")
    give_post(head, unit=office, role=Role.OFFICE_HEAD, by=person("system_admin"))
    return clue_at(ClueState.PROPOSED)


def test_of_two_who_sign_the_same_step_one_does():
    outcomes: Counter[str] = Counter()
    for _ in each_anew(PAIRS):
        clue = proposed_to_two_heads()
        approval = running_approval(clue)
        digest = digest_for(approval)
        answers = at_once(*(signing(name, approval, digest) for name in ("management_head", "petition_head")))
        outcomes.update(type(answer).__name__ for answer in answers)
        assert Signature.objects.filter(seat__step__approval=approval).count() == 1
        assert approval.steps.filter(state=StepState.APPROVED).count() == 1
        assert approval.steps.filter(state=StepState.OPEN).count() == 1
    assert outcomes == {"Approval": PAIRS, "Conflict": PAIRS}


def test_a_double_click_signs_once():
    clue = clue_at(ClueState.PROPOSED)
    approval = running_approval(clue)
    click = signing("management_head", approval, digest_for(approval))
    answers = at_once(click, click, click)
    assert sorted(type(answer).__name__ for answer in answers) == ["Approval", "Conflict", "Conflict"]


@recorded
def proposed_to_three(mode: str) -> Clue:
    """By a newer version of the routing chain: one step, three people by name."""
    version = Chain.objects.in_force("clue.routing")[0].version + 1
    chain = Chain.objects.create(
        code="clue.routing", version=version, name="三人", source="test", from_on=timezone.localdate()
    )
    quorum = 2 if mode == Mode.QUORUM else None
    step = ChainStep.objects.create(chain=chain, position=1, name="三人", mode=mode, quorum=quorum)
    for position, name in enumerate(THREE):
        ChainSigner.objects.create(step=step, position=position, by=SignerBy.PERSON, person=person(name))
    return clue_at(ClueState.PROPOSED)


@pytest.mark.parametrize(("mode", "needed"), [(Mode.ANY, 1), (Mode.QUORUM, 2), (Mode.ALL, 3)])
def test_three_sign_at_once(mode, needed):
    for _ in each_anew(ROUNDS):
        clue = proposed_to_three(mode)
        approval = running_approval(clue)
        digest = digest_for(approval)
        answers = at_once(*(signing(name, approval, digest) for name in THREE))
        approval.refresh_from_db()
        assert approval.outcome == Outcome.APPROVED
        assert Clue.objects.get(pk=clue.pk).state == ClueState.APPROVED
        signed = Signature.objects.filter(seat__step__approval=approval)
        assert signed.count() == signed.values("person").distinct().count() == needed
        refused = [answer for answer in answers if isinstance(answer, HubError)]
        assert len(refused) == 3 - needed
        assert all(isinstance(answer, Conflict) for answer in refused)
        assert not approval.task_set.filter(finished__isnull=True).exists()


def test_in_order_keeps_the_order_however_they_press():
    for _ in each_anew(ROUNDS):
        clue = proposed_to_three(Mode.IN_ORDER)
        approval = running_approval(clue)
        digest = digest_for(approval)
        for _attempt in range(6):
            answers = at_once(*(signing(name, approval, digest) for name in reversed(THREE)))
            assert all(isinstance(a, Approval | Conflict | NotAllowed | NotVisible) for a in answers)
            approval.refresh_from_db()
            if approval.outcome != Outcome.RUNNING:
                break
        assert approval.outcome == Outcome.APPROVED
        names = Signature.objects.filter(seat__step__approval=approval).order_by("seat__step__position")
        assert [signature.person.username for signature in names] == list(THREE)
        assert not Step.objects.filter(approval=approval).exclude(state=StepState.APPROVED).exists()


def test_whoever_is_recused_while_they_wait_signs_no_more():
    """The signer looked who they are before they waited for the row, which somebody else held meanwhile."""
    clue = clue_at(ClueState.PROPOSED)
    approval = running_approval(clue)
    press = signing("management_head", approval, digest_for(approval))
    with ThreadPoolExecutor(1) as pool:
        with locked(Clue, pk=clue.pk):
            answer = pool.submit(at_once, press)
            wait_until_somebody_waits()
            (key,) = clue.subject.identifiers.values_list("key", flat=True)
            recuse(person("management_head"), key, Why(), by=person("manager"))
        assert [type(each).__name__ for each in answer.result()] == ["NotVisible"]
    assert not Signature.objects.filter(seat__step__approval=approval).exists()


def test_whoever_loses_the_post_while_they_wait_signs_no_more():
    clue = clue_at(ClueState.PROPOSED)
    approval = running_approval(clue)
    press = signing("management_head", approval, digest_for(approval))
    with ThreadPoolExecutor(1) as pool:
        with locked(Clue, pk=clue.pk):
            answer = pool.submit(at_once, press)
            wait_until_somebody_waits()
            end_post(person("management_head").posts.get().pk, by=person("system_admin"))
        assert [type(each).__name__ for each in answer.result()] == ["NotVisible"]


def wait_until_somebody_waits() -> None:
    """For this session: other workers of the suite have waits of their own on the same server."""
    waiting = "SELECT count(*) FROM pg_locks WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))"
    with connection.cursor() as cursor:
        for _ in range(3000):
            cursor.execute(waiting)
            if cursor.fetchone()[0]:
                return
            time.sleep(0.01)
    raise AssertionError("nobody waits for the row")
