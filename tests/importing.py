"""Files of letters that are being registered, for tests."""

from __future__ import annotations

import json
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from clues.imports.actions.files import start_import
from clues.imports.actions.rows import run_import
from clues.imports.models import LetterImport
from tests.files import rows, xlsx
from tests.town import person


def started(content: bytes, by: str = "registrar", **given) -> LetterImport:
    return start_import("letters.xlsx", content, by=person(by), **given)


def run(content: bytes, by: str = "registrar", **given) -> LetterImport:
    return run_import(started(content, by, **given).pk)


def outcomes(batch: LetterImport) -> tuple[int, int, int]:
    found = batch.rows.outcomes()
    return found["registered"], found["known"], found["quarantined"]


def jobs() -> list[tuple[str, str, dict]]:
    """Those of imports: the town's people have queued some of their own."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT task_name, lock, args FROM procrastinate_jobs WHERE task_name LIKE %s ORDER BY id",
            ["%import%"],
        )
        return [(task, lock, json.loads(args)) for task, lock, args in cursor.fetchall()]


def damaged() -> bytes:
    lines = rows(6)
    lines[1][2] = None
    lines[3][3] = "2024年13月45日"
    lines[4][3] = (timezone.localdate() + timedelta(days=400)).isoformat()
    return xlsx(lines)
