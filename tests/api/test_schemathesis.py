"""Whatever is sent: no defect, and every answer is one that the description promises.

Requests to addresses of the right form go to rows that exist and name their version, and codes are those of
the town, so that the generated rest of a request reaches the actions.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from schemathesis import checks
from schemathesis.config import SchemathesisConfig
from schemathesis.core.parameters import ParameterLocation

from clues.corrections.actions.corrections import ask_for_correction
from clues.imports.actions.files import prepare_import
from clues.letters.actions.letters import add_attachment
from clues.stock.actions import open_stock_taking
from hub.approvals.actions import NewAbsence, declare_absence
from hub.approvals.models import Approval, Question
from tests import bulletins
from tests.api.conftest import Caller
from tests.factories import clue_at, make_letter
from tests.files import rows, text
from tests.signing import digest_for, running_approval
from tests.town import person, unit

pytestmark = pytest.mark.django_db
DESCRIPTION = Path(__file__).parents[2] / "docs" / "openapi.yaml"
EXAMPLES = 8
PROMISES = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
CALLERS = {"letters": "registrar", "letter-imports": "registrar", "approvals": "management_head"}
CODES = {
    "chosen": "team-1",
    "classification": "work_secret",
    "category": "dining",
    "way": "verification",
    "holder": "team-1",
    "handlers": ["team_handler", "team_handler_2"],
}
CSRF = "a" * 32

description = schemathesis.openapi.from_path(
    DESCRIPTION, config=SchemathesisConfig.from_dict({"phases": {"coverage": {"enabled": False}}})
)
description.app = get_wsgi_application()


class Town:
    """Rows to hit, by the first part of an address, and who asks for them."""

    def __init__(self) -> None:
        letter, clue = make_letter(), clue_at("registered")
        file = add_attachment(letter.number, name="a", content=b"a", by=person("registrar"))
        batch = prepare_import("a.csv", text(rows(2)).encode(), by=person("registrar"))
        approval = running_approval(clue_at("proposed"))
        asker, asked, today = person("manager"), person("management_head"), timezone.localdate()
        question = Question.objects.create(approval=approval, by=asker, to=asked, text="?")
        absence = declare_absence(NewAbsence(asked, asker, today, today), by=asked)
        correction = ask_for_correction(clue.number, source="person", claim="x", by=asker)
        self.rows = {"letters": letter, "clues": clue, "letter-imports": batch, "corrections": correction}
        self.rows["bulletins"] = bulletins.sent()
        self.rows["stock-takings"] = open_stock_taking(unit("team-1"), by=asker)
        self.names = {
            "letters": {"number": letter.number, "attachment_id": file.pk},
            "letter-imports": {"import_id": batch.pk},
            "clues": {"number": clue.number},
            "explain": {"number": clue.number},
            "approvals": {
                "approval_id": approval.pk,
                "step_id": approval.steps.first().pk,
                "question_id": question.pk,
            },
            "bulletins": {"number": self.rows["bulletins"].number},
            "stock-takings": {"number": self.rows["stock-takings"].number},
            "corrections": {"id": correction.pk},
            "absences": {"absence_id": absence.pk},
        }

    def fit(self, case: Any, part: str) -> None:
        """Turn a request to an address of the right form to a row of the town at its present version."""
        case.path_parameters = {name: self.names[part][name] for name in case.path_parameters}
        if "If-Match" in (case.headers or {}):
            case.headers = {**case.headers, "If-Match": self.version(part)}
        if isinstance(case.body, dict):
            case.body = {name: CODES.get(name, value) for name, value in case.body.items()}

    def version(self, part: str) -> str:
        if part == "approvals":
            return f'"{digest_for(Approval.objects.get(pk=self.names[part]["approval_id"]))}"'
        row = self.rows[part]
        row.refresh_from_db()
        return f'"{row.pk}-{row.version}"'


@pytest.fixture
def town(db: None) -> Iterator[Town]:
    """The connection stays open between requests, as under Django's own test client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield Town()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@description.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_promised(case: Any, town: Town) -> None:
    part = case.path.split("/")[3]
    caller = Caller(CALLERS.get(part, "manager"))
    if part in town.names and not case.meta.is_negative_at(ParameterLocation.PATH):
        town.fit(case, part)
    cookies = {"sessionid": caller.cookies["sessionid"].value, "csrftoken": CSRF}
    # A form's parts have no types that could be wrong.
    promised = (
        PROMISES if case.media_type == "multipart/form-data" else [*PROMISES, checks.negative_data_rejection]
    )
    case.call_and_validate(cookies=cookies, headers={"X-CSRFToken": CSRF}, checks=promised)
