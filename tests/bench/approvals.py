"""What a clue's way and each turn of an approval cost, and the inbox of somebody with very much to do.

With HUB_BEFORE, the folder of another checkout with a `.venv` of its own, that one walks the way in turn.
"""

from __future__ import annotations

import os
import statistics
from collections.abc import Callable
from contextlib import nullcontext

from django.db import connection, transaction
from django.db.models import QuerySet

from clues.clue.models.clues import Clue
from hub.access.grants import Holders, grant
from hub.approvals.terms import Mode
from hub.duties.inbox import inbox_of
from hub.duties.models import Duty
from tests.approvals import runs
from tests.bench import before, way
from tests.bench.crowd import empty, fill
from tests.bench.ratios import ratio
from tests.town import person

Report = Callable[[str, float, float | None], None]

CLUES = 10_000
PAGE = 50
INBOX = 3.0
ROUNDS = 20
# What an action does to an approval -> its name, and how many queries it takes at most.
KINDS = {
    "submission": ("submission for approval", 35),
    "turn": ("signature that opens the next step, on the way", 25),
    "end": ("signature that ends the approval", 30),
}


def run(report: Report, open_tasks: int = 5_000, all_tasks: int = 1_000_000, rounds: int = ROUNDS) -> None:
    empty()
    _way(report, rounds)
    _turns(report, rounds)
    _inbox(report, open_tasks, all_tasks)


def _turns(report: Report, rounds: int) -> None:
    """A signature that decides a step and opens the next, and one that leaves the step open."""
    deciding, staying = [], []
    for _ in range(rounds):
        with transaction.atomic():
            approval = runs.three(Mode.ALL)
        deciding.append(way.measured("", runs.signing(approval, "F")))
        staying.append(way.measured("", runs.signing(approval, "A")))
    report("signature that opens the next step: queries", max(each.queries for each in deciding), 25)
    report("signature that leaves the step open: queries", max(each.queries for each in staying), 15)
    report("signature that opens the next step: ms", statistics.median(each.ms for each in deciding), None)
    report("signature that leaves the step open: ms", statistics.median(each.ms for each in staying), None)


def _way(report: Report, rounds: int) -> None:
    """The actions of one clue's way by what they are: the dearest of each, and all of them together."""
    elsewhere = os.environ.get("HUB_BEFORE")
    with before.walking(elsewhere) if elsewhere else nullcontext() as walk_before:
        way.way()  # warms what is looked up once for each process
        walks, walks_before = [], []
        for _ in range(rounds):
            walks.append(way.way())
            walks_before += [walk_before()] if walk_before else []
    for kind, (name, most) in KINDS.items():
        report(f"{name}: queries", max(each.queries for each in walks[-1] if each.kind == kind), most)
    report("a clue's whole way: queries", sum(each.queries for each in walks[-1]), 450)
    report("a clue's whole way: ms", _ms(walks), None)
    if walks_before:
        report("a clue's whole way, before: ms", _ms(walks_before), None)
        report("a clue's whole way: ms by those before", _ms(walks) / _ms(walks_before), 0.4)
        turn = _ms(walks, "turn") / _ms(walks_before, "turn")
        report("signatures that open the next step: ms by those before", turn, 0.3)


def _ms(walks: list[list[way.Done]], kind: str = "") -> float:
    """Median of the walks: all actions, or those of one kind."""
    return statistics.median(sum(each.ms for each in walk if kind in ("", each.kind)) for walk in walks)


def _inbox(report: Report, open_tasks: int, all_tasks: int) -> None:
    """The first page of somebody's open tasks among all, against the bare rows by the same index."""
    fill(min(CLUES, all_tasks))
    someone = person("office_head")
    mine = list(Clue.objects.order_by("pk")[:open_tasks])
    grant(mine, Holders(people=[someone.pk]), purpose="clue.handling", by=None)
    crowd = [person(name).pk for name in ("deputy", "group_head", "district_head", "team_leader")]
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {_table()}")
        for people, rows in (([someone.pk], open_tasks), (crowd, all_tasks - open_tasks)):
            values = {"people": people, "clues": [clue.pk for clue in mine], "rows": rows}
            cursor.execute(_DUTIES.format(table=_table()), values)
        cursor.execute(f"VACUUM ANALYZE {_table()}")
    floor = Duty.objects.open().filter(person=someone).order_by("due_at", "pk")
    found = ratio(lambda: inbox_of(someone, limit=PAGE), lambda: _bare(floor))
    assert len(inbox_of(someone, limit=PAGE)) == PAGE
    report(f"inbox: {open_tasks:,} open tasks among {all_tasks:,}, first page", found, INBOX)


def _bare(floor: QuerySet[Duty]) -> list[Clue]:
    """The same rows and the matters behind them, without asking who sees what."""
    return list(Clue.objects.filter(pk__in=[duty.of_id for duty in floor[:PAGE]]))


def _table() -> str:
    return Duty._meta.db_table


_DUTIES = """
INSERT INTO {table} (kind, person_id, of_label, of_id, opened_at, due_at, due_certain, reminded)
SELECT 'clue.result', (%(people)s::int[])[1 + n %% cardinality(%(people)s::int[])], 'clues.clue',
    (%(clues)s::bigint[])[1 + n %% cardinality(%(clues)s::bigint[])], now(),
    now() + n * interval '1 second', true, 0
FROM generate_series(1, %(rows)s) AS n
"""
