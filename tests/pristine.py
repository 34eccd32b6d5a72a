"""The test database as every test finds it: what the migrations put in, and the town.

Most tests are rolled back. Those that commit leave rows behind: what they changed is put back as it was, with
the same keys, from a copy that is kept beside.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Any

from django.db import connection, transaction

_COPY = "pristine"
_TABLES = """
SELECT c.relname, quote_ident(k.attname), array_agg(quote_ident(a.attname)::text ORDER BY a.attnum),
    EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary AND i.indnatts = 1
JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = i.indkey[0]
WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
GROUP BY c.oid, k.attname
"""
# Foreign keys that are checked at once, not at the end of the transaction.
_STRICT = """
SELECT DISTINCT own.relname, other.relname
FROM pg_constraint f JOIN pg_class own ON own.oid = f.conrelid JOIN pg_class other ON other.oid = f.confrelid
WHERE f.contype = 'f' AND NOT f.condeferrable AND own.oid <> other.oid
"""
# The tables that are not as they were: a row tells by which transaction it was written. One small question
# for each table takes a tenth of the time of one great question.
_CHANGED = """
CREATE FUNCTION {copy}.changed(since bigint) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    name text;
    found boolean;
BEGIN
    FOR name IN
        SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = '{copy}'::regnamespace
    LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %1$I WHERE xmin::text::bigint > $1)
            OR (SELECT count(*) FROM %1$I) <> (SELECT count(*) FROM {copy}.%1$I)', name)
        INTO found USING since;
        IF found THEN
            RETURN NEXT name;
        END IF;
    END LOOP;
END $$
"""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a primary key of one column, and the columns in their order."""

    name: str
    key: str
    columns: list[str]
    has_triggers: bool


@functools.cache
def tables() -> list[Table]:
    """All tables of the hub and of what it stands on; what a row must refer to comes before it."""
    found = {name: Table(name, *rest) for name, *rest in ask(_TABLES)}
    order = TopologicalSorter({name: [] for name in sorted(found)})
    for name, other in ask(_STRICT):
        order.add(name, other)
    return [found[name] for name in order.static_order()]


def rewriting(changed: Iterable[Table], deletes: Iterable[str], inserts: Iterable[str]) -> Iterator[str]:
    """Statements that delete, then insert, while the triggers of the tables rest.

    What the triggers would do is part of what is written.
    """
    resting = [table.name for table in changed if table.has_triggers]
    yield from (f"ALTER TABLE {name} DISABLE TRIGGER USER" for name in resting)
    yield from deletes
    yield from inserts
    # No table is altered while the checks of its foreign keys wait.
    yield "SET CONSTRAINTS ALL IMMEDIATE"
    yield from (f"ALTER TABLE {name} ENABLE TRIGGER USER" for name in resting)
    yield "SET CONSTRAINTS ALL DEFERRED"


class Pristine:
    """A copy of all tables, in a schema of its own, to which the database can be put back."""

    def __init__(self) -> None:
        self._since = 0

    def keep(self) -> None:
        """What there is now is what every test finds."""
        do(f"DROP SCHEMA IF EXISTS {_COPY} CASCADE", f"CREATE SCHEMA {_COPY}")
        do(*(f"CREATE TABLE {_COPY}.{table.name} AS SELECT * FROM {table.name}" for table in tables()))
        do(_CHANGED.format(copy=_COPY))
        self._since = _present_transaction()

    def put_back(self) -> None:
        """Whatever was added, changed or deleted since is as it was."""
        changed = self.changed()
        deletes = (f"DELETE FROM {table.name}" for table in reversed(changed))
        # Keys as they were, whoever gives them: the queue's tables take none from outside otherwise.
        with_keys = "OVERRIDING SYSTEM VALUE SELECT *"
        inserts = (f"INSERT INTO {table.name} {with_keys} FROM {_COPY}.{table.name}" for table in changed)
        with transaction.atomic():
            do(*rewriting(changed, deletes, inserts))
        self._since = _present_transaction()

    def changed(self) -> list[Table]:
        """The tables that are not as they were."""
        names = {name for (name,) in ask(f"SELECT {_COPY}.changed({self._since})")}
        return [table for table in tables() if table.name in names]

    @property
    def is_kept(self) -> bool:
        """Whether this process has a copy at all."""
        return self._since > 0

    @property
    def young(self) -> str:
        """Condition on a row: written since."""
        return f"xmin::text::bigint > {self._since}"

    def gone(self, table: Table) -> list[str]:
        """Keys of the rows that are not there any more, or are written anew."""
        stands = f"SELECT {table.key} FROM {table.name} WHERE NOT {self.young}"
        copy = f"{_COPY}.{table.name}"
        return [
            key for (key,) in ask(f"SELECT {table.key}::text FROM {copy} WHERE {table.key} NOT IN ({stands})")
        ]


PRISTINE = Pristine()


def is_untouched() -> bool:
    """Whether the test has written nothing yet. A transaction that is no test's own may follow others.

    Where nothing was kept, as in a benchmark, nobody can say.
    """
    if not PRISTINE.is_kept:
        return False
    if connection.in_atomic_block:
        own = connection.atomic_blocks[0]._from_testcase
        return own and bool(ask("SELECT pg_current_xact_id_if_assigned() IS NULL")[0][0])
    return not PRISTINE.changed()


def ask(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def do(*statements: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(";\n".join(statements))


def _present_transaction() -> int:
    return int(ask("SELECT pg_current_xact_id()::text")[0][0])
