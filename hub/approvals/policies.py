"""Who may sign, and who may revise."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from hub.approvals.models import Seat
from hub.approvals.terms import StepKind
from hub.kernel.verdict import ALLOWED, Verdict, deny


def holds_seat(seat: Seat, by: Person) -> Verdict:
    reader = by.reader()
    if seat.person_id == by.pk or (seat.group_id and seat.group_id in reader.group_ids):
        return ALLOWED
    return deny("not_your_seat", _("This signature is asked of somebody else."))


def may_sign(seat: Seat, by: Person) -> Verdict:
    """The seat's holder, who is not the one who asked for the approval."""
    if seat.step.kind != StepKind.SIGN:
        return deny("not_a_signature", _("This step is a revision, not a signature."))
    if seat.step.approval.initiator_id == by.pk:
        return deny("own_request", _("Nobody signs what they submitted themselves."))
    return holds_seat(seat, by)


def may_revise(seat: Seat, by: Person) -> Verdict:
    if seat.step.kind != StepKind.REVISE:
        return deny("not_a_revision", _("This step is a signature, not a revision."))
    return holds_seat(seat, by)
