"""What the URL matrix is asked in: one clue pushed to a team, and an actor for every column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.client import ClientHandler
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver
from django.utils import timezone

from accounts.actions import (
    NewFormerPost,
    declare_recusal,
    enter_former_post,
    give_post,
    set_clearance,
)
from accounts.loading.actions import load_file
from accounts.terms import LoadKind, Role
from clues.clue.terms import ClueState
from clues.corrections.actions.corrections import ask_for_correction
from clues.imports.actions.files import prepare_import
from clues.letters.actions.letters import add_attachment
from clues.sent_on.actions import note_upward
from clues.stock.actions import open_stock_taking
from hub.access.grants import Holders, grant
from hub.approvals.actions import NewAbsence, declare_absence, draw_chain
from hub.approvals.models import Approval, Question
from hub.rules.models import Deadline
from tests import bulletins, identities
from tests.factories import clue_at, level, make_letter, new_subject
from tests.files import rows, text
from tests.recorded import recorded
from tests.town import person, unit

ACTORS = {
    "anonymous": None,
    "stranger": "district_custodian",
    "low_clearance": "team_handler_3",
    "recused": "team_leader",
    "expired": "office_handler",
    "reader": "management_head",
    "custodian": "team_custodian",
    "registrar": "registrar",
    "system_admin": "system_admin",
    "security_admin": "security_admin",
    "audit_admin": "audit_admin",
}
HIDDEN_FROM = (
    "stranger",
    "low_clearance",
    "recused",
    "expired",
    "system_admin",
    "security_admin",
    "audit_admin",
)
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
ABSENT = {
    "number": "XX-2026-999999",
    "pk": 987654321,
    "approval_id": 987654321,
    "import_id": 987654321,
    "post": 987654321,
    "former": 987654321,
}


@dataclass(frozen=True, slots=True)
class World:
    clue: str
    letter: str
    attachment: int
    approval: int
    person: int
    post: int
    former: int
    load: int
    recusal: int
    unit: int
    period: int
    batch: int
    step: int
    question: int
    absence: int
    chain: int
    chain_step: int
    identity: int
    correction: int
    stock: str
    bulletin: str
    sent_on: str

    def arguments(self, name: str) -> dict[str, object]:
        """What the route's own parameters are filled with so that they point to something that exists."""
        numbers = {"stock": self.stock, "bulletin": self.bulletin, "sent-on": self.sent_on}
        numbers["letter"] = self.letter
        number = next((number for area, number in numbers.items() if area in name), self.clue)
        keys = {
            "approvals:": self.approval,
            "chains:": self.chain,
            "accounts:person": self.person,
            "accounts:load": self.load,
            "accounts:recusal": self.recusal,
            "accounts:unit": self.unit,
            "accounts:period": self.period,
            "clues:letter-import": self.batch,
            "clues:identity": self.identity,
            "clues-api:identity": self.identity,
            "clues:correction": self.correction,
            "clues-api:correction": self.correction,
        }
        return {
            "number": number,
            "pk": next((key for area, key in keys.items() if name.startswith(area)), self.attachment),
            "approval_id": self.approval,
            "import_id": self.batch,
            "step_id": self.chain_step if name.startswith("chains:") else self.step,
            "code": "clue.opinion",
            "question_id": self.question,
            "absence_id": self.absence,
            "attachment_id": self.attachment,
            "post": self.post,
            "former": self.former,
            "unit": "supervision-1",
            "rest": "nothing",
        }


@recorded
def build_world() -> World:
    """The clue is at PUSHED. Each hidden actor would see it but for the one thing their column names."""
    admin, security = person("system_admin"), person("security_admin")
    letter = make_letter(subjects=[new_subject(identifiers={"staff": "URL-1"})])
    attachment = add_attachment(letter.number, name="a.txt", content=b"a", by=person("registrar"))
    clue = clue_at(ClueState.PUSHED, letter=letter)
    give_post(person("team_handler_3"), unit=unit("team-1"), role=Role.CUSTODIAN, by=admin)
    set_clearance(person("team_handler_3").pk, level=level("internal"), by=security)
    recusal = declare_recusal(person("team_leader"), identity=("staff", "URL-1"), by=person("team_leader"))
    late = timezone.now() - timedelta(minutes=1)
    for row in (clue, letter):
        grant([row], Holders(people=[person("office_handler").pk]), purpose="past", by=None, expires_at=late)
    someone = person("liaison")
    approval = Approval.objects.about(clue).latest("pk")
    manager, asked = person("manager"), person("team_custodian")
    question = Question.objects.create(approval=approval, by=manager, to=asked, text="?")
    today = timezone.localdate()
    absence = declare_absence(NewAbsence(asked, manager, today, today), by=asked)
    draft = draw_chain("clue.routing", by=admin)
    former = enter_former_post(someone, NewFormerPost(today, unit_name="某单位"), by=admin)
    load = load_file(LoadKind.UNITS, "units.csv", b"code,kind,name\n!,petition,x\n", by=admin)
    batch = prepare_import("a.csv", text(rows(1)).encode(), by=person("registrar"))
    correction = ask_for_correction(clue.number, source="person", claim="?", by=manager)
    return World(
        clue=clue.number,
        letter=letter.number,
        attachment=attachment.pk,
        approval=approval.pk,
        person=someone.pk,
        post=someone.posts.get().pk,
        former=former.pk,
        load=load.pk,
        recusal=recusal.pk,
        unit=unit("org-3").pk,
        period=Deadline.objects.get(code="clue.sign").pk,
        batch=batch.pk,
        step=approval.steps.first().pk,
        question=question.pk,
        absence=absence.pk,
        chain=draft.pk,
        chain_step=draft.steps.all()[0].pk,
        identity=identities.asked(letter).pk,
        correction=correction.pk,
        stock=open_stock_taking(unit("team-1"), by=manager).number,
        bulletin=bulletins.sent().number,
        sent_on=note_upward(
            kind="higher", organ="provincial", received_on=today, by=person("registrar")
        ).number,
    )


def routes() -> Iterator[tuple[str, str]]:
    """(name, pattern) of every route of the hub."""
    yield from _routes(get_resolver().url_patterns, "", "")


def _routes(patterns: list[URLPattern | URLResolver], space: str, before: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _routes(pattern.url_patterns, inner, path)
        else:
            yield f"{space}{pattern.name or 'nothing-here'}", path


def address(pattern: str, arguments: dict[str, object]) -> str:
    """The pattern with its parameters filled in."""
    plain = re.sub(r"\(\?P<(\w+)>[^)]*\)", lambda m: str(arguments[m[1]]), pattern)
    plain = re.sub(r"<(?:\w+:)?(\w+)>", lambda m: str(arguments[m[1]]), plain)
    return "/" + plain.replace("^", "").replace("$", "")


def client_of(actor: str) -> Client:
    client = Client(raise_request_exception=False)
    if name := ACTORS[actor]:
        client.force_login(person(name), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def ask(client: Client, method: str, path: str) -> HttpResponse:
    """One request, whatever it changed undone."""
    json = path.startswith("/api/") and method != "GET"
    options = {"data": "{}", "content_type": "application/json"} if json else {}
    cookies = copy(client.cookies)
    with transaction.atomic():
        response = client.generic(method, path, **options)
        transaction.set_rollback(True)
    client.cookies = cookies
    return response


def ask_in_vain(actor: str, method: str) -> Callable[[str], int]:
    """Asks for paths that lack the method, as somebody who is at hand: no session is opened, nothing is kept.

    Gives the status.
    """
    whoever = person(name) if (name := ACTORS[actor]) else AnonymousUser()
    handler = ClientHandler(enforce_csrf_checks=False)
    handler.load_middleware()

    def asked(path: str) -> int:
        request = RequestFactory().generic(method, path)
        request._cached_user, request._dont_enforce_csrf_checks = whoever, True
        return handler.get_response(request).status_code

    return asked


def telling(response: HttpResponse, path: str) -> tuple[int, bytes, tuple[tuple[str, str], ...]]:
    """Everything a response tells but its request id, moment, CSRF tokens and the address asked for."""
    body = re.sub(rb"[A-Za-z0-9]{64}", b"token", b"".join(response)) if not response.streaming else b""
    body = body.replace(path.encode(), b"address").replace(response["X-Request-ID"].encode(), b"request")
    passing = ("X-Request-ID", "Set-Cookie", "Expires")
    headers = {name: value for name, value in response.items() if name not in passing}
    headers["Content-Length"] = str(len(body))
    return response.status_code, body, tuple(sorted(headers.items()))
