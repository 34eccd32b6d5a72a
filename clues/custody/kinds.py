"""Hand-overs: what can happen, how it is told, what waits for somebody."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from clues.custody.models import Custody
from hub.duties.kinds import duty_kind
from hub.events.kinds import EventKinds, Rows, Telling, event_kinds

SIGN_FOR = duty_kind("clue.sign", _("Sign for or return"), _("A clue was pushed to your unit"), "clue.sign")


ASSIGN = duty_kind("clue.assign", _("Name two handlers"), _("Your unit signed for a clue"), "clue.assign")


_CUSTODIES = Rows("custody", Custody.objects.all())


GIVEN = _CUSTODIES.said(lambda custody: custody.note)


RETURNED = _CUSTODIES.said(lambda custody: custody.return_reason)


@event_kinds
class Kind(EventKinds):
    CLUE_PUSHED = "clue.pushed", Telling("arrow-right", GIVEN), _("Clue pushed to the unit")
    CLUE_SIGNED = "clue.signed", Telling("check"), _("Clue signed for")
    CLUE_RETURNED = (
        "clue.returned",
        Telling("arrow-uturn-left", RETURNED),
        _("Clue returned to case management"),
    )
    CLUE_ASSIGNED = "clue.assigned", Telling("user-group"), _("Handlers named")
