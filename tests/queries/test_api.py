"""How often the interface asks the database. Smaller is better; a rise needs its reason in the commit.

One row or fifty, it is the same number.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from clues.imports.actions.files import prepare_import
from clues.letters.terms import Signing
from hub.approvals.models import Approval
from tests.api.conftest import Caller
from tests.factories import clue_at, make_clue, make_letter
from tests.files import rows as table
from tests.files import text
from tests.letter_ways import passed_down
from tests.recorded import anew, recorded
from tests.signing import digest_for, running_approval
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
    [("clues", 4), ("letters", 4), ("duties", 5), ("notices", 5), ("clues?state=registered", 4)],
)
def test_one_row_and_fifty(path, most):
    one, fifty = (asked_among(rows, path) for rows in (1, FULL))
    assert fifty == one == most


@pytest.mark.parametrize(
    ("state", "who", "queries"),
    [
        (ClueState.REGISTERED, "manager", 12),
        (ClueState.PROPOSED, "manager", 16),
        (ClueState.OPINION, "team_leader", 16),
        (ClueState.IN_DISPOSAL, "team_handler", 11),
        (ClueState.CONCLUDED, "team_leader", 12),
    ],
)
def test_a_clue(state, who, queries):
    assert asked_again(who, f"clues/{clue_at(state).number}") == queries


@pytest.mark.parametrize(
    ("state", "who", "queries"),
    [
        (ClueState.PROPOSED, "management_head", 13),
        (ClueState.PROPOSED, "manager", 17),
        (ClueState.OPINION, "team_leader", 16),
        (ClueState.OPINION, "team_handler", 18),
        (ClueState.CONCLUDED, "manager", 15),
    ],
)
def test_an_approval(state, who, queries):
    approval = Approval.objects.about(clue_at(state)).first()
    assert asked_again(who, f"approvals/{approval.pk}") == queries


def test_a_letter():
    letter = make_letter(reporter=("举报人甲", "电话一"), signing=Signing.REAL_NAME)
    assert asked_again("registrar", f"letters/{letter.number}") == 11
    passed_down(letter)
    assert asked_again("registrar", f"letters/{letter.number}") == 11


def test_a_signature():
    approval = running_approval(clue_at(ClueState.PROPOSED))
    tag = f'"{digest_for(approval)}"'
    assert written("management_head", f"approvals/{approval.pk}/signatures", If_Match=tag) == 30


def test_a_step():
    clue = clue_at(ClueState.APPROVED)
    tag = f'"{clue.pk}-{clue.version}"'
    assert written("manager", f"clues/{clue.number}/pushes", If_Match=tag) == 19


def asked_again(who, path):
    """What it costs once everything is warm that is looked up once for a process."""
    caller = Caller(who)
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            answer = caller.read(path)
        assert answer.status_code == 200
    return len(asked)


def written(who, path, **headers):
    caller = Caller(who)
    with CaptureQueriesContext(connection) as asked:
        answer = caller.write(path, **headers)
    assert answer.status_code == 200, answer.content
    return len(asked)


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
