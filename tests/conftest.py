"""The test database: real PostgreSQL, the installation's own seed tables, and a small town.

A transactional test leaves its rows behind. They are deleted afterwards, the seed tables keep what the
migrations put in, and the town is built anew.
"""

from __future__ import annotations

import pytest
from django.core.management.commands import flush
from django.db import connection, transaction

from tests.guarded import unguarded
from tests.town import build_town

# Rows the migrations wrote stay; what a test added to these tables goes.
SEEDED = (
    "rules_level",
    "rules_calendaryear",
    "rules_calendarday",
    "rules_deadline",
    "clues_category",
    "clues_disposalway",
    "clues_wayfield",
    "clues_waystage",
    "clues_routingrule",
    "clues_apartrule",
    "clues_extensionrule",
    "clues_reportingrule",
    "clues_waychain",
    "clues_bulletinrule",
    "approvals_chain",
    "approvals_chainstep",
    "approvals_chainsigner",
)
UNTOUCHED = ("django_migrations", "django_content_type", "auth_permission")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureDef) -> None:
    with django_db_blocker.unblock():
        _remember_seed()
        build_town()
    # A transactional test ends with the flush command: ours runs in its place.
    flush.sql_flush = lambda *args, **options: _clear()
    flush.emit_post_migrate_signal = lambda *args, **options: None


def _remember_seed() -> None:
    with connection.cursor() as cursor:
        for table in SEEDED:
            cursor.execute(f"DROP TABLE IF EXISTS seed_of_{table}")
            cursor.execute(f"CREATE TABLE seed_of_{table} AS SELECT * FROM {table}")


def _clear() -> list[str]:
    """Delete what a transactional test left; no further SQL is to run."""
    with unguarded(), transaction.atomic(), connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in UNTOUCHED and not table.startswith("seed_of_"):
                cursor.execute(f"DELETE FROM {table}")
        for table in SEEDED:
            cursor.execute(f"INSERT INTO {table} SELECT * FROM seed_of_{table}")
    build_town()
    return []
