"""Everything the database says, to look for what must not be there."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

_COLUMNS = """
SELECT table_name, column_name FROM information_schema.columns
WHERE table_schema = 'public' AND data_type IN ('text', 'character varying', 'json', 'jsonb', 'inet', 'uuid')
    AND table_name NOT LIKE 'seed\\_of\\_%' ORDER BY 1, 2
"""


def where(words: str) -> list[str]:
    """The columns ("table.column") of all text in the database in which the words stand."""
    return list(_found(words))


def _found(words: str) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS)
        columns = cursor.fetchall()
        assert len(columns) > 100
        for table, column in columns:
            cursor.execute(
                f'SELECT EXISTS (SELECT 1 FROM "{table}" WHERE position(%s in "{column}"::text) > 0)', [words]
            )
            if cursor.fetchone()[0]:
                yield f"{table}.{column}"
