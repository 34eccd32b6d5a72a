"""Bulletins between offices: what can happen, how it is told, what waits for somebody."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hub.duties.kinds import duty_kind
from hub.events.kinds import EventKinds, event_kinds

SEND_BULLETIN = duty_kind(
    "bulletin.send", _("Look through the bulletin and send it"), _("A period has ended"), "bulletin.send"
)


SIGN_BULLETIN = duty_kind(
    "bulletin.sign",
    _("Sign for the bulletin"),
    _("An office tells yours what there was"),
    "bulletin.sign",
)


@event_kinds
class Kind(EventKinds):
    BULLETIN_DRAWN = "bulletin.drawn", _("Periodic bulletin drawn up")
    BULLETIN_SENT = "bulletin.sent", _("Periodic bulletin sent")
    BULLETIN_SIGNED = "bulletin.signed", _("Periodic bulletin signed for")
