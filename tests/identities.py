"""Requests for a reporter's identity, for tests."""

from __future__ import annotations

from clues.letters.actions.identities import answer_for_identity, ask_for_identity
from clues.letters.models.identities import IdentityRequest
from clues.letters.models.letters import Letter
from tests.town import person


def asked(letter: Letter, *, by: str = "registrar", approver: str = "petition_head") -> IdentityRequest:
    return ask_for_identity(
        letter.number, approver=person(approver), matter=letter.number, reason="受理告知", by=person(by)
    )


def granted(letter: Letter, *, by: str = "registrar", approver: str = "petition_head") -> IdentityRequest:
    request = asked(letter, by=by, approver=approver)
    return answer_for_identity(request.pk, granted=True, by=person(approver))
