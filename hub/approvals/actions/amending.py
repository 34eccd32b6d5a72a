"""A signer changes what their step lets them change. Who signed another content is asked again by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Person
from hub.approvals.actions.turning import check_seen, held, seat_of
from hub.approvals.flow import SeatFlow
from hub.approvals.kinds import Kind
from hub.approvals.models import Approval
from hub.kernel.errors import Invalid
from hub.kernel.transitions import enter


def amend(approval_id: int, changes: Mapping[str, str], *, by: Person, digest: str) -> Approval:
    """Write new texts into editable fields of the content.

    Raises Invalid at every field that is not editable in this step, and as `sign` does.
    """
    with held(approval_id, by) as turn:
        seat = seat_of(turn)
        enter(SeatFlow(seat).amend, by=by)
        check_seen(turn, seat, digest)
        barred = [key for key in changes if key not in seat.step.editable or key not in turn.purpose.amend]
        if barred or not changes:
            said = [_("This step does not change this field.")]
            raise Invalid({key: said for key in barred} or {"": said}, code="not-editable")
        written: dict[str, Any] = {}
        for key, text in changes.items():
            written |= turn.purpose.amend[key](turn.row, text.strip(), by)
        turn.note(Kind.AMENDED, step=seat.step, fields=sorted(changes), **written)
        return turn.approval
