"""The rules of the house that no linter knows."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import call_command
from viewflow.workflow.models import Task
from viewflow.workflow.nodes import View

from hub.access.models import Governed
from hub.approvals import engine
from hub.approvals.flow import ApprovalFlow, SeatFlow
from hub.approvals.models import Approval
from hub.kernel.transitions import unguarded
from tests.factories import clue_at
from tests.signing import running_approval

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("hub", "accounts", "coordination", "clues")
LONGEST = 300
ROOF = ("hub/urls.py", "hub/settings.py")  # compose the apps
READING_ROOMS = ("models", "models.py", "querysets.py", "purposes", "purposes.py", "kinds.py", "lines.py")
WRITING_ROOMS = (
    "actions",
    "actions.py",
    "decided.py",
    "turns.py",
    "hand.py",
    "migrations",
    "demo",
    "seeding.py",
    "seed.py",
    "loading.py",
    "flow.py",
)
GOVERNED = {model.__name__ for model in apps.get_models() if issubclass(model, Governed)}
WRITES = {"create", "bulk_create", "update", "bulk_update", "delete", "get_or_create", "update_or_create"}
# Rooms that write something which is not a governed row or its story, each with the reason.
OTHER_WRITERS = {
    "hub/rest/idempotency.py": "keeps receipts of the interface",
    "hub/rules/calendar.py": "enters the holidays of a year",
    "hub/rules/seeding.py": "loads the tables of the rules",
    "hub/jobs/queue.py": "takes up jobs of dead workers",
    "hub/duties/reminders.py": "moves a duty to its next reminder",
    "accounts/clients.py": "the action that registers an external system",
    "accounts/founding.py": "the action that creates the first administrators",
}


def sources() -> Iterator[Path]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if not {"node_modules", "migrations"} & set(path.parts):
                yield path


def written() -> Iterator[Path]:
    """Every file that somebody wrote: sources, tests, templates, style sheets, scripts."""
    yield from sources()
    yield from (ROOT / "tests").rglob("*.py")
    yield from (ROOT / "templates").rglob("*.html")
    yield from (path for path in (ROOT / "hub/assets/src").rglob("*") if path.suffix in (".css", ".js"))


def test_no_file_is_longer_than_a_reader_can_hold():
    long = [str(path.relative_to(ROOT)) for path in written() if len(path.read_text().splitlines()) > LONGEST]
    assert long == []


@pytest.mark.parametrize("word", ["utils", "helpers", "services", "managers"])
def test_no_room_is_named_after_nothing(word):
    assert [p for p in sources() if p.stem == word or word in p.parent.parts] == []


def test_the_ground_names_no_domain():
    """Apps declare what the pages, the ledger and the interface show of them; only the roof knows them."""
    domains = re.compile(r"^(clues|coordination)([.:]|$)")
    named = []
    for path in sources():
        room = str(path.relative_to(ROOT))
        if not room.startswith("hub/") or room.startswith("hub/demo/") or room in ROOF:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            modules += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            said = [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []
            named += [f"{room}:{node.lineno} {each}" for each in modules + said if domains.match(each)]
    assert named == []


def test_governed_rows_are_reached_through_the_gate():
    """Outside the rooms that write or define querysets, `Clue.objects` asks visible_to or goes to a page."""
    leaks = []
    for path in sources():
        relative = str(path.relative_to(ROOT))
        if any(room in path.parts for room in (*WRITING_ROOMS, *READING_ROOMS)):
            continue
        for line, model, method in _manager_calls(path):
            if model in GOVERNED and method not in ("visible_to",):
                leaks.append(f"{relative}:{line} {model}.objects.{method}")
    allowed = [leak for leak in leaks if leak.split(":")[0] in PAGED]
    assert [leak for leak in leaks if leak not in allowed] == []


# Lists that hand an unevaluated queryset to hub.access.paging, the gate for pages.
PAGED = {
    "clues/overview/api/letter.py",
    "clues/overview/api/clue.py",
    "clues/overview/pages/lists.py",
    "clues/sent_on/pages.py",
    "clues/intercessions/pages.py",
}


def test_only_actions_write():
    found = []
    for path in sources():
        relative = str(path.relative_to(ROOT))
        if relative in OTHER_WRITERS or any(room in path.parts for room in WRITING_ROOMS):
            continue
        found += [
            f"{relative}:{line} {model}.objects.{m}" for line, model, m in _manager_calls(path) if m in WRITES
        ]
    assert found == []


def test_other_writers_still_exist():
    assert [path for path in OTHER_WRITERS if not (ROOT / path).exists()] == []


def test_every_human_node_has_a_permission():
    nodes = [node for node in ApprovalFlow.instance.nodes() if isinstance(node, View)]
    assert nodes
    assert all(node._owner_permission for node in nodes)


def test_transactions_are_opened_by_actions():
    """A savepoint of another kind would leave in the ledger what it undid (`hub.kernel.acting.attempt`)."""
    found = []
    for path in sources():
        relative = str(path.relative_to(ROOT))
        if "transaction.atomic" in path.read_text() and relative not in TRANSACTIONS:
            found.append(relative)
    assert found == []


# Where a transaction is opened that is no action, each with the reason.
TRANSACTIONS = {
    "hub/kernel/acting.py": "opens those of actions",
    "hub/rest/idempotency.py": "keeps a receipt beside the action that it surrounds",
    "hub/demo/city.py": "founds the invented city",
}


def test_the_engine_turns_only_what_its_action_holds():
    """It locks nothing itself (`hub.approvals.engine`): without the action's lock it refuses to turn."""
    with pytest.raises(RuntimeError):
        engine.turn(Approval(pk=1), Task(), by=None)


@pytest.mark.django_db
def test_viewflow_offers_its_tasks_to_nobody():
    approval = running_approval(clue_at("proposed"))
    assert approval.task_set.filter(finished=None).count() == 1
    for each in get_user_model().objects.all():
        assert not Task.objects.inbox([ApprovalFlow], each).exists()
        assert not Task.objects.queue([ApprovalFlow], each).exists()


def test_every_seat_transition_is_guarded():
    assert unguarded(SeatFlow) == []


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def _manager_calls(path: Path) -> Iterator[tuple[int, str, str]]:
    """(line, Model, method) of every `Model.objects.method` in a file."""
    for node in ast.walk(ast.parse(path.read_text())):
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Attribute)
            and node.value.attr == "objects"
            and isinstance(node.value.value, ast.Name)
        ):
            yield node.lineno, node.value.value.id, node.attr
