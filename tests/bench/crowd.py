"""Many clues and their grants, written by SQL: three grants each, and readers who see different shares.

Group 1 sees 60 %, groups 2-93 together 60 % in 92 parts, group 94 sees 1 %, group 95 sees 20 rows spread over
the table; noise fills up to three grants a clue.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db import connection

from clues.clue.models.clues import Clue
from hub.access.querysets import view_permission_id
from hub.access.reader import Reader
from tests.factories import make_clue
from tests.guarded import unguarded

PARTS = 92
NOISE = 100


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person reduced to their reader."""

    name: str
    groups: tuple[int, ...]
    pk: int = 10**9

    def reader(self) -> Reader:
        return Reader(self.pk, self.groups, clearance=20, barred_keys=("nobody",))


def empty() -> None:
    """Take every clue out of the benchmark's own database."""
    with unguarded(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE clues_clue CASCADE")


def fill(rows: int) -> list[Viewer]:
    """Bring the table to that many clues (it only grows) and grant them anew; returns the viewers."""
    pattern = Clue.objects.order_by("pk").first() or make_clue()
    groups = list(Group.objects.filter(name__startswith="bench-").order_by("pk"))
    if not groups:
        groups = Group.objects.bulk_create(Group(name=f"bench-{n}") for n in range(PARTS + NOISE + 3))
    ids = [group.pk for group in groups]
    with unguarded(), connection.cursor() as cursor:
        cursor.execute(_CLUES, {"pattern": pattern.pk, "rows": rows - Clue.objects.count()})
        cursor.execute("TRUNCATE clues_cluegroupgrant")
        values = {
            "permission": view_permission_id(Clue),
            "groups": ids,
            "parts": PARTS,
            "noise": NOISE,
            "rows": rows,
        }
        cursor.execute(_GRANTS, values)
        cursor.execute(_NAMED, {"name": NAMED, "step": max(rows // 40, 1)})
        cursor.execute(_FOUND_BY)
        cursor.execute("VACUUM ANALYZE clues_subject")
        cursor.execute("VACUUM ANALYZE clues_clue")
        cursor.execute("VACUUM ANALYZE clues_cluegroupgrant")
    return [
        Viewer("sees 1 %", (ids[PARTS + 1],)),
        Viewer("sees 60 %, one group", (ids[0],)),
        Viewer("sees 60 %, 92 groups", tuple(ids[1 : PARTS + 1])),
        Viewer("sees 20 rows", (ids[PARTS + 2],)),
    ]


# Each clue has a subject of its own, as nearly all have in life.
_CLUES = """
WITH people AS (
    INSERT INTO clues_subject (kind, name, created_at)
    SELECT 'person', '某' || n, now() FROM generate_series(1, %(rows)s) AS n RETURNING id
)
INSERT INTO clues_clue (number, title, summary, source, state, registered_at, version, classification,
    category_id, subject_id, office_id, holder_id, initiator_id)
SELECT 'B-' || nextval('clues_clue_id_seq'), title, summary, source,
    CASE WHEN n %% 20 = 0 THEN 'concluded' ELSE 'registered' END,
    now(), 1, classification, category_id, person, office_id, holder_id, initiator_id
FROM clues_clue, (SELECT id AS person, row_number() OVER (ORDER BY id) AS n FROM people) p
WHERE clues_clue.id = %(pattern)s
"""

# Some 40 clues, spread over the table, are about a subject of this name.
NAMED = "有名"
_NAMED = """
WITH named AS (
    INSERT INTO clues_subject (kind, name, created_at) VALUES ('person', %(name)s, now()) RETURNING id
)
UPDATE clues_clue SET subject_id = named.id
FROM named, (SELECT id, row_number() OVER (ORDER BY id) AS n FROM clues_clue) c
WHERE clues_clue.id = c.id AND c.n %% %(step)s = 0
"""
_FOUND_BY = """
INSERT INTO clues_subjectkey (subject_id, key) SELECT id, name FROM clues_subject ON CONFLICT DO NOTHING
"""

# hashint4 spreads the rows evenly and always in the same way.
_GRANTS = """
INSERT INTO clues_cluegroupgrant (group_id, permission_id, content_object_id, purpose, granted_at)
SELECT DISTINCT (%(groups)s::int[])[slot], %(permission)s, id, 'bench', now() FROM (
    SELECT id, CASE
        WHEN k = 1 AND h %% 100 < 60 THEN 1
        WHEN k = 2 AND h %% 100 < 60 THEN 2 + h2 %% %(parts)s
        WHEN k = 3 AND h %% 100 = 99 THEN %(parts)s + 2
        WHEN k = 3 AND row_number %% greatest(%(rows)s / 20, 1) = 7 THEN %(parts)s + 3
        ELSE %(parts)s + 4 + (h2 + k) %% (%(noise)s - 1)
    END AS slot
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS row_number, abs(hashint8(id)) AS h,
        abs(hashint8(id * 7919)) AS h2 FROM clues_clue) c, generate_series(1, 3) AS k
) s
"""
