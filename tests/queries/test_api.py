"""One row or fifty: a list of the interface asks the database the same number of questions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clues.clue.models.clues import Clue
from clues.imports.actions.files import prepare_import
from tests.api.conftest import Caller
from tests.factories import make_clue, make_letter
from tests.files import rows as table
from tests.files import text
from tests.recorded import anew, recorded
from tests.town import person

pytestmark = pytest.mark.django_db
FULL, SOME = 50, 12


def queries(path, who="manager"):
    caller = Caller(who)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = caller.read(path)
    assert answer.status_code == 200, answer.content
    return len(answer.json()["items"]), len(asked)


@pytest.mark.parametrize(
    ("path", "most"),
    [("clues", 6), ("letters", 6), ("duties", 7), ("notices", 7), ("clues?state=registered", 6)],
)
def test_one_row_and_fifty(path, most):
    one, fifty = (asked_among(rows, path) for rows in (1, FULL))
    assert fifty == one <= most


def asked_among(rows, path):
    with anew(clues, str(rows)):
        queries(path)  # warms what is looked up once per process
        found, asked = queries(path)
    assert found == rows
    return asked


@recorded
def clues(rows: str) -> Clue:
    return [make_clue() for _ in range(int(rows))][-1]


@pytest.mark.parametrize(
    ("path", "least"), [("units", 10), ("categories", 10), ("disposal-ways", 3), ("levels", 2)]
)
def test_what_inputs_may_name(path, least):
    rows, asked = queries(path)
    assert rows > least
    assert asked <= 5


def test_files_of_letters():
    def sent(name):
        return prepare_import(name, text(table(1)).encode(), by=person("registrar"))

    sent("a.csv")
    queries("letter-imports", "registrar")
    rows, one = queries("letter-imports", "registrar")
    assert rows == 1
    for n in range(SOME - 1):
        sent(f"{n}.csv")
    rows, many = queries("letter-imports", "registrar")
    assert rows == SOME
    assert many == one <= 6


def test_what_hangs_on_one_row():
    """However many letters, files and proposals hang on a clue."""
    clue = make_clue()
    caller = Caller("manager")
    path = f"clues/{clue.number}"

    def count():
        with CaptureQueriesContext(connection) as asked:
            assert caller.read(path).status_code == 200
        return len(asked)

    before = count()
    clue.letters.add(*[make_letter() for _ in range(5)])
    assert count() == before
