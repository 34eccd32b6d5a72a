"""Everything the database says, to look for what must not be there."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterator

from cryptography.fernet import InvalidToken
from django.db import connection

from hub.kernel.sealing import unseal

_COLUMNS = """
SELECT table_name, column_name FROM information_schema.columns
WHERE table_schema = 'public' AND data_type IN ('text', 'character varying', 'json', 'jsonb', 'inet', 'uuid')
    AND table_name NOT LIKE 'seed\\_of\\_%' ORDER BY 1, 2
"""

_SEALED = """
SELECT table_name, column_name FROM information_schema.columns
WHERE table_schema = 'public' AND data_type = 'bytea' ORDER BY 1, 2
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


def sealed_where(words: str) -> list[str]:
    """The columns of sealed bytes in which the words stand once these are opened, workbooks included."""
    return list(_found_sealed(words.encode(), words.encode("utf-16-le")))


def _found_sealed(*words: bytes) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(_SEALED)
        columns = cursor.fetchall()
        assert ("clues_letterimport", "sealed") in columns
        for table, column in columns:
            cursor.execute(f'SELECT "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL')
            opened = [part for (value,) in cursor.fetchall() for part in _opened(bytes(value))]
            if any(each in part for each in words for part in opened):
                yield f"{table}.{column}"


def _opened(value: bytes) -> Iterator[bytes]:
    """What a sealed value holds: its text, the file that the text spells, and the parts of a workbook."""
    try:
        text = unseal(value)
    except InvalidToken:  # what is kept as it is
        yield value
        return
    yield text.encode()
    try:
        content = base64.b64decode(text, validate=True)
    except ValueError:
        return
    yield content
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from (archive.read(name) for name in archive.namelist())
