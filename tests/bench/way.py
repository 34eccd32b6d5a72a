"""One clue from its letter to its conclusion by the real actions: how often each asks the database, how long.

As a program it walks once for each line it reads and answers with a line of JSON: so another checkout of the
hub walks in turn with this one (`tests.bench.approvals`). What it calls must be there in the oldest of them.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection
from django.utils import timezone

from clues.models import Category, Clue, DisposalWay, Letter
from hub.approvals.actions import sign
from tests.bench.prepare import prepare
from tests.factories import level, new_subject
from tests.signing import digest_for, running_approval
from tests.town import person, unit

try:
    from clues.closing.actions import propose_conclusion
    from clues.custody.actions import assign_handlers, push_clue, sign_clue
    from clues.disposal.actions import NewResult, feed_back, record_result, submit_opinion
    from clues.disposal.terms import Finding, Proposal
    from clues.intake.actions.drawing import NewClue, register_clue
    from clues.letters.actions.letters import NewLetter, register_letter
    from clues.routing.actions import propose_unit
except ImportError:  # a checkout in which the clue app did not lie by capability yet
    from clues.actions.custody import assign_handlers, push_clue, sign_clue
    from clues.actions.disposal import NewResult, feed_back, record_result, submit_opinion
    from clues.actions.letters import NewLetter, register_letter
    from clues.actions.motions import propose_conclusion
    from clues.actions.routing import NewClue, propose_unit, register_clue

    from clues.terms import Finding, Proposal

Act = Callable[[], Any]
KINDS = {
    "submission": ("propose unit", "submit opinion", "record result", "propose conclusion"),
    "turn": ("step",),
    "end": ("end",),
}


@dataclass(frozen=True, slots=True)
class Done:
    """One action: what it was, its queries, its milliseconds, what it gave.

    kind: what it does to an approval: a submission, a turn that opens the next step, or an end; else empty.
    """

    name: str
    queries: int
    ms: float
    result: Any = None

    @property
    def kind(self) -> str:
        return next((kind for kind, words in KINDS.items() if any(each in self.name for each in words)), "")


@contextmanager
def asked() -> Iterator[list[str]]:
    """The statements that are sent meanwhile. The savepoint of an action within a test's own transaction is
    left out: outside of one it is no statement of its own either."""
    sent: list[str] = []
    outside = len(connection.savepoint_ids) if connection.in_atomic_block else -1

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not (sql.startswith(("SAVEPOINT", "RELEASE")) and len(connection.savepoint_ids) == outside):
            sent.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield sent


# An action comes with a request, which looks once; the oldest checkouts know no looks.
try:
    from hub.kernel.acting import looking
except ImportError:
    looking = nullcontext


def measured(name: str, act: Act) -> Done:
    with looking(), asked() as sent:
        began = time.perf_counter()
        result = act()
        spent = time.perf_counter() - began
    return Done(name, len(sent), spent * 1000, result)


def way() -> list[Done]:
    """Every action of the way. Whatever an action is given is looked up beforehand."""
    registered = measured("register letter", _letter())
    drawn = measured("draw clue", _clue(registered.result))
    return [registered, drawn, *(measured(name, prepared(drawn.result)) for name, prepared in _STEPS)]


def _letter() -> Act:
    new = NewLetter(
        "来信",
        "反映的情况",
        timezone.localdate(),
        level(),
        subjects=[new_subject(identifiers={"staff": f"way-{time.time_ns()}"})],
        reporter=("举报人甲", "电话一"),
    )
    by = person("registrar")
    return lambda: register_letter(new, by=by)


def _clue(letter: Letter) -> Act:
    category = Category.objects.get(code="dining")
    new = NewClue(letter.subjects.get(), letter.title, letter.text, category, letter.classification)
    by = person("registrar")
    return lambda: register_clue(letter.number, new, by=by)


def _propose(clue: Clue) -> Act:
    by, chosen = person("manager"), unit("team-1")
    return lambda: propose_unit(clue.number, chosen=chosen, by=by)


def _signs(name: str) -> Callable[[Clue], Act]:
    def prepared(clue: Clue) -> Act:
        approval, by = running_approval(clue), person(name)
        digest = digest_for(approval)
        return lambda: sign(approval.pk, by=by, digest=digest)

    return prepared


def _by(name: str, act: Callable[[Clue, Any], object]) -> Callable[[Clue], Act]:
    def prepared(clue: Clue) -> Act:
        by = person(name)
        return lambda: act(clue, by)

    return prepared


def _assign(clue: Clue) -> Act:
    by, handlers = person("team_leader"), [person("team_handler"), person("team_handler_2")]
    return lambda: assign_handlers(clue.number, handlers=handlers, by=by)


def _opinion(clue: Clue) -> Act:
    by, chosen = person("team_handler"), DisposalWay.objects.get(code="verification")
    details = {"group": "两人", "work_plan": "初核〔2026〕1号"}
    return lambda: submit_opinion(clue.number, way=chosen, plan="按计划初核", details=details, by=by)


def _result(clue: Clue, by: Any) -> object:
    new = NewResult(
        finding=Finding.UNFOUNDED,
        report="经核查，反映问题失实",
        statement="本人说明情况如下",
        proposal=Proposal.CONCLUDE,
    )
    return record_result(clue.number, new=new, by=by)


_STEPS: list[tuple[str, Callable[[Clue], Act]]] = [
    ("propose unit", _propose),
    ("sign unit: next step", _signs("management_head")),
    ("sign unit: end", _signs("secretary")),
    ("push", _by("manager", lambda clue, by: push_clue(clue.number, by=by))),
    ("sign for", _by("team_custodian", lambda clue, by: sign_clue(clue.number, by=by))),
    ("name handlers", _assign),
    ("submit opinion", _opinion),
    ("sign opinion: next step", _signs("team_leader")),
    ("sign opinion: end", _signs("deputy")),
    ("record result", _by("team_handler", _result)),
    ("sign report: 2nd step", _signs("team_handler_2")),
    ("sign report: 3rd step", _signs("team_leader")),
    ("sign report: 4th step", _signs("deputy")),
    ("sign report: end", _signs("secretary")),
    ("feed back", _by("team_leader", lambda clue, by: feed_back(clue.number, text="结果", by=by))),
    (
        "propose conclusion",
        _by("manager", lambda clue, by: propose_conclusion(clue.number, reason="已办结", by=by)),
    ),
    ("sign conclusion: end", _signs("management_head")),
]


def main() -> None:
    prepare()
    for _line in sys.stdin:
        walked = [asdict(each) | {"result": None} for each in way()]
        print(json.dumps(walked), flush=True)


if __name__ == "__main__":
    main()
