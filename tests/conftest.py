"""The test database: real PostgreSQL, the installation's own seed tables, and a small town.

A test that commits leaves its rows behind; they are put back to what every test finds.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from django.core.management.commands import flush
from django.test import override_settings
from django.utils import translation

from tests.pristine import PRISTINE
from tests.town import build_town

# What takes longest begins first, so that the workers end together.
LONGEST = ("tests/browser/", "tests/urls/", "tests/races/", "tests/jobs/", "tests/queries/", "tests/serving/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Hashing is slow on purpose; no test asks how slow."""
    with override_settings(PASSWORD_HASHERS=["tests.hashing.OneRound"]):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureDef) -> None:
    with django_db_blocker.unblock():
        build_town()
        PRISTINE.keep()
    # What lives as long as the session is not looked through for rubbish again and again.
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)

    def put_back(*_args: object, **_options: object) -> list[str]:
        PRISTINE.put_back()
        return []  # no further SQL is to run

    # A test that commits ends with the flush command: ours runs in its place.
    flush.sql_flush = put_back
    flush.emit_post_migrate_signal = lambda *args, **options: None


@pytest.fixture
def english(settings: pytest.FixtureDef) -> Iterator[None]:
    """What the hub says to nobody in particular is said in English, jobs included."""
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        yield
