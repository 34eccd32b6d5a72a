"""What one turn of an approval costs, and the inbox of somebody with very much to do."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from django.db import connection, transaction
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from clues.models import Clue
from hub.access.grants import Holders, grant
from hub.approvals.models import Approval
from hub.approvals.terms import Mode
from hub.duties.inbox import inbox_of
from hub.duties.models import Duty
from tests.approvals import runs
from tests.bench.crowd import empty, fill
from tests.bench.ratios import ratio
from tests.town import person

Report = Callable[[str, float, float | None], None]

CLUES = 10_000
PAGE = 50
INBOX = 3.0


def run(report: Report, open_tasks: int = 5_000, all_tasks: int = 1_000_000, turns: int = 20) -> None:
    empty()
    _turns(report, turns)
    _inbox(report, open_tasks, all_tasks)


def _turns(report: Report, turns: int) -> None:
    """One signature that decides a step and opens the next, and one that leaves the step open."""
    deciding, staying, queries = [], [], []
    for _ in range(turns):
        with transaction.atomic():
            approval = runs.three(Mode.ALL)
        with CaptureQueriesContext(connection) as asked:
            deciding.append(_timed(lambda approval=approval: runs.sign(approval, "F")))
        queries.append(len(asked))
        staying.append(_timed(lambda approval=approval: runs.sign(approval, "A")))
    report("turn of a step: queries, those of the test's own look included", statistics.median(queries), None)
    report("turn of a step: ms", statistics.median(deciding), None)
    report("signature that leaves the step open: ms", statistics.median(staying), None)


def _timed(work: Callable[[], Approval]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


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
