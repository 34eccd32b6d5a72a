"""The unit in charge: what can happen, how it is told, what waits for somebody."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from clues.routing.models import RoutingProposal
from hub.duties.kinds import duty_kind
from hub.events.kinds import EventKinds, Rows, Telling, event_kinds

PROPOSE = duty_kind(
    "clue.propose", _("Propose the unit in charge"), _("A clue was registered"), "clue.propose"
)


PUSH = duty_kind("clue.push", _("Push to the unit"), _("The assignment was approved"), "clue.push")


_PROPOSALS = Rows("proposal", RoutingProposal.objects.all())


CHOSEN = _PROPOSALS.said(lambda proposal: proposal.override_reason)


@event_kinds
class Kind(EventKinds):
    CLUE_PROPOSED = "clue.proposed", Telling("light-bulb", CHOSEN), _("Assignment proposed")
    CLUE_APPROVED = "clue.approved", Telling("check-badge", follows=True), _("Assignment approved")
    CLUE_REFUSED = "clue.refused", Telling(follows=True), _("Assignment refused")
