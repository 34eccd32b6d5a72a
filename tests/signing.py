"""The approval that runs about a row, and its signatures."""

from __future__ import annotations

from clues.clue.models.clues import Clue
from hub.approvals.actions import sign
from hub.approvals.models import Approval
from hub.approvals.purposes import digest_of, purpose_of
from tests.town import person


def running_approval(clue: Clue) -> Approval:
    return Approval.objects.about(clue).get(outcome="running")


def digest_for(approval: Approval) -> str:
    """The digest of what a signer sees now."""
    purpose = purpose_of(approval.purpose)
    return digest_of(purpose.content(purpose.model.objects.get(pk=approval.of_id)))


def sign_as(name: str, clue: Clue) -> None:
    approval = running_approval(clue)
    sign(approval.pk, by=person(name), digest=digest_for(approval))
