"""What row rights cost: each question against the same question without permissions, in one run."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.contrib.auth.models import Group
from django.db import connection

from clues.clue.models.clues import Clue
from clues.finding.find import clues_of
from clues.finding.words import read_words
from hub.access.density import forget
from hub.access.grants import Holders, grant, revoke
from hub.access.paging import count_up_to, page_of
from tests.bench.crowd import NAMED, Viewer, empty, fill
from tests.bench.ratios import ratio

Report = Callable[[str, float, float | None], None]

COLUMNS = ("pk", "number", "title", "state", "registered_at")
PAGE = 50
DEEP = 0.5  # a page half-way down the table
LIST, MANY_GROUPS, FILTERED, CHECK, FIND, GRANTS = 3.0, 6.0, 6.0, 4.0, 4.0, 25_000


def run(report: Report, sizes: tuple[int, ...] = (10_000, 100_000, 1_000_000)) -> None:
    empty()
    for rows in sizes:
        viewers = fill(rows)
        forget()
        for viewer in viewers:
            target = MANY_GROUPS if len(viewer.groups) > 1 else LIST
            label = f"{rows:>9,} clues, {viewer.name}"
            report(f"{label}: list", _list(viewer, Clue.objects.all()), target)
            report(f"{label}: filtered list", _list(viewer, Clue.objects.filter(state="concluded")), FILTERED)
            report(f"{label}: deep page", _list(viewer, Clue.objects.all(), before=_half_way()), target)
            report(f"{label}: capped count", _count(viewer), None)
            report(f"{label}: single check", _check(viewer), CHECK)
            report(f"{label}: find by name", _find(viewer), FIND)
        report(f"{rows:>9,} clues: page of 50 checked at once", _page_check(viewer), CHECK)
        report(f"{rows:>9,} clues: grants a second, 1,000 x 3", _grants_per_second(), -GRANTS)


def _half_way() -> int:
    ids = Clue.objects.order_by("pk").values_list("pk", flat=True)
    return ids[int(ids.count() * DEEP)]


def _list(viewer: Viewer, rows, before: int | None = None) -> float:
    below = rows if before is None else rows.filter(pk__lt=before)
    return ratio(
        lambda: page_of(rows.values(*COLUMNS), viewer, before=before, limit=PAGE),
        lambda: list(below.order_by("-pk").values(*COLUMNS)[:PAGE]),
    )


def _count(viewer: Viewer) -> float:
    """Against counting the whole table."""
    return ratio(lambda: count_up_to(Clue.objects.all(), viewer), lambda: Clue.objects.count(), rounds=12)


def _check(viewer: Viewer) -> float:
    pk = page_of(Clue.objects.values("pk"), viewer, limit=1)[0]["pk"]
    return ratio(
        lambda: Clue.objects.visible_to(viewer).filter(pk=pk).exists(),
        lambda: Clue.objects.filter(pk=pk).exists(),
    )


def _find(viewer: Viewer) -> float:
    """The keys of some 40 clues about a name, however many clues there are."""
    named = clues_of(read_words(NAMED))
    return ratio(
        lambda: list(Clue.objects.visible_to(viewer).filter(named).values_list("pk", flat=True)),
        lambda: list(Clue.objects.filter(named).values_list("pk", flat=True)),
    )


def _page_check(viewer: Viewer) -> float:
    ids = [row["pk"] for row in Clue.objects.order_by("-pk").values("pk")[:PAGE]]
    return ratio(
        lambda: set(Clue.objects.visible_to(viewer).filter(pk__in=ids).values_list("pk", flat=True)),
        lambda: set(Clue.objects.filter(pk__in=ids).values_list("pk", flat=True)),
    )


def _grants_per_second() -> float:
    rows = list(Clue.objects.order_by("-pk")[:1000])
    groups = list(Group.objects.filter(name__startswith="bench-").values_list("pk", flat=True))[-3:]
    spent, written = 0.0, 0
    for _ in range(5):
        revoke(rows, Holders(groups=groups), by=None)
        began = time.perf_counter()
        written += grant(rows, Holders(groups=groups), purpose="bench", by=None)
        spent += time.perf_counter() - began
    assert connection.connection is not None
    return written / spent
