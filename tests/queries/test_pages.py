"""How often each page asks the database. Smaller is better; a rise needs its reason in the commit.

One row or fifty, it is the same number.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actions import declare_recusal
from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from clues.imports.actions.files import prepare_import, start_import
from clues.imports.actions.rows import run_import
from clues.letter_ways.actions.passing_down import send_back
from clues.letters.terms import Signing
from hub.approvals.actions import NewAbsence, ask_aside, copy_to, declare_absence
from hub.approvals.models import Approval
from tests.factories import clue_at, make_clue, make_letter
from tests.files import rows, text
from tests.letter_ways import passed_down
from tests.queries.asking import FULL, SOME, asked, asked_again, sent
from tests.recorded import anew, recorded
from tests.signing import digest_for, running_approval
from tests.town import person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("who", "path", "queries"),
    [
        ("manager", "/", 6),
        ("manager", "/notices/", 6),
        ("manager", "/clues/", 7),
        ("manager", "/clues/?state=registered", 7),
        ("registrar", "/letters/", 5),
        ("system_admin", "/people/", 7),
        ("audit_admin", "/ledger/", 5),
        ("manager", "/recusals/", 6),
        ("manager", "/me/", 6),
    ],
)
def test_one_row_and_fifty(who, path, queries):
    one, fifty = (asked_among(rows, who, path) for rows in (1, FULL))
    assert fifty == one == queries


def asked_among(rows, who, path):
    with anew(clues_and_recusals, str(rows)) as clue:
        asked(who, path)  # warms what is looked up once per process
        queries, page = asked(who, path)
    assert clue.number in page or who != "manager" or path in ("/recusals/", "/me/")
    return queries


@recorded
def clues_and_recusals(rows: str) -> Clue:
    for n in range(int(rows)):
        clue = make_clue()
        declare_recusal(person("manager"), identity=("staff", f"Q-{n}"), by=person("manager"))
    return clue


@pytest.mark.parametrize(
    ("state", "who", "queries"),
    [
        (ClueState.REGISTERED, "manager", 15),
        (ClueState.PROPOSED, "manager", 21),
        (ClueState.PUSHED, "team_custodian", 15),
        (ClueState.OPINION, "team_leader", 22),
        (ClueState.IN_DISPOSAL, "team_handler", 17),
        (ClueState.REPORT, "team_handler_2", 21),
        (ClueState.CONCLUDED, "team_leader", 17),
    ],
)
def test_a_clue(state, who, queries):
    assert asked_again(who, clue_at(state).get_absolute_url()) == queries


@pytest.mark.parametrize(
    ("state", "who", "queries"),
    [
        (ClueState.PROPOSED, "management_head", 17),
        (ClueState.PROPOSED, "manager", 20),
        (ClueState.OPINION, "team_leader", 20),
        (ClueState.OPINION, "team_handler", 21),
        (ClueState.REPORT, "team_handler", 20),
        (ClueState.CONCLUDED, "manager", 18),
    ],
)
def test_a_sheet(state, who, queries):
    approval = Approval.objects.about(clue_at(state)).first()
    assert asked_again(who, f"/approvals/{approval.pk}/") == queries


def test_a_letter():
    letter = make_letter(reporter=("举报人甲", "电话一"), signing=Signing.REAL_NAME)
    assert asked_again("registrar", letter.get_absolute_url()) == 13
    passed_down(letter)
    assert asked_again("registrar", letter.get_absolute_url()) == 14


def test_who_reads():
    """However many grants there are."""
    for state in (ClueState.REGISTERED, ClueState.CONCLUDED):
        assert asked_again("manager", f"/clues/{clue_at(state).number}/readers/") == 8
    assert asked_again("registrar", f"/letters/{make_letter().number}/readers/") == 8


@pytest.mark.parametrize(
    ("state", "who", "step", "queries"),
    [
        (ClueState.REGISTERED, "manager", "propose", 14),
        (ClueState.REGISTERED, "manager", "allegation", 7),
        (ClueState.APPROVED, "manager", "push", 8),
        (ClueState.PUSHED, "team_custodian", "sign", 5),
        (ClueState.SIGNED, "team_leader", "assign", 8),
        (ClueState.SIGNED, "team_leader", "extend", 8),
        (ClueState.ASSIGNED, "team_handler", "opinion", 8),
        (ClueState.ASSIGNED, "team_leader", "replace-handler", 10),
        (ClueState.IN_DISPOSAL, "team_handler", "result", 8),
        (ClueState.RESULT, "team_leader", "feedback", 5),
        (ClueState.ANSWERED, "manager", "conclude", 5),
    ],
)
def test_the_form_of_a_step(state, who, step, queries):
    assert asked_again(who, f"/clues/{clue_at(state).number}/{step}/") == queries


def test_a_signature():
    """Sent by a page: what the sheet asks before, the action itself, and where it leads."""
    approval = running_approval(clue_at(ClueState.PROPOSED))
    said = {"decision": "approved", "digest": digest_for(approval), "opinion": ""}
    assert sent("management_head", f"/approvals/{approval.pk}/", said) == 30


def test_a_step():
    clue = clue_at(ClueState.APPROVED)
    assert sent("manager", f"/clues/{clue.number}/push/", {"version": clue.version}) == 18


def test_files_of_letters():
    """However many files an office has, however many rows of one are in quarantine."""

    def sent(lines):
        return run_import(start_import("a.csv", text(lines).encode(), by=person("registrar")).pk)

    few = sent([["1", "x", "", ""]])
    one = [asked("registrar", path)[0] for path in ("/letters/imports/", few.get_absolute_url())]
    one = [asked("registrar", path)[0] for path in ("/letters/imports/", few.get_absolute_url())]
    many = sent([[str(n), "x", "", ""] for n in range(SOME)])
    for n in range(SOME - 2):
        prepare_import("b.csv", text(rows(1, start=n)).encode(), by=person("registrar"))
    more = [asked("registrar", path)[0] for path in ("/letters/imports/", many.get_absolute_url())]
    assert more == one
    assert max(one) <= 15


def test_what_hangs_on_one_clue():
    """However many letters hang on a clue, and however long its history is."""
    clue = make_clue()
    path = f"/clues/{clue.number}/"
    asked("manager", path)
    before, _page = asked("manager", path)
    clue.letters.add(*[make_letter() for _ in range(5)])
    after, _page = asked("manager", path)
    assert after == before


def test_how_often_a_letter_was_passed_down():
    """However often it came back, and however long its history is."""
    letter = make_letter()
    path = f"/letters/{letter.number}/"
    there_and_back(letter)
    asked("registrar", path)
    before, _page = asked("registrar", path)
    for _ in range(4):
        there_and_back(letter)
    after, page = asked("registrar", path)
    assert page.count("属区管干部，按管辖转送") == 2 * 5  # beside the letter, and in its history
    assert after == before


def there_and_back(letter):
    passed_down(letter)
    send_back(letter.number, reason="不属我区管辖", by=person("district_custodian"))


def test_what_waits_to_be_signed():
    """However many approvals of a purpose wait, all of them are shown in full."""
    clue_at(ClueState.PROPOSED)
    asked("management_head", "/approvals/batch/")
    one, _page = asked("management_head", "/approvals/batch/")
    for _ in range(SOME - 1):
        clue_at(ClueState.PROPOSED)
    many, page = asked("management_head", "/approvals/batch/")
    assert page.count("batch-item") == SOME
    assert many == one <= 30


def test_absences():
    """However many of them somebody has declared."""

    def away(first):
        day = timezone.localdate() + timedelta(days=first)
        declare_absence(NewAbsence(person("deputy"), person("secretary"), day, day), by=person("deputy"))

    away(0)
    asked("deputy", "/approvals/absences/")
    one, _page = asked("deputy", "/approvals/absences/")
    for n in range(1, FULL):
        away(n)
    fifty, _page = asked("deputy", "/approvals/absences/")
    assert fifty == one <= 20


def test_a_sheet_with_much_said_beside_it():
    """However often an approval was copied, and however many people took part."""
    approval = running_approval(clue_at(ClueState.PROPOSED))
    path = f"/approvals/{approval.pk}/"
    asked("manager", path)
    one, _page = asked("manager", path)
    others = [person(name) for name in ("secretary", "deputy", "petition_head", "group_head")]
    copy_to(approval.pk, to=others, by=person("manager"))
    for other in others:
        ask_aside(approval.pk, to=other, text="?", by=person("manager"))
    more, _page = asked("manager", path)
    assert more == one
