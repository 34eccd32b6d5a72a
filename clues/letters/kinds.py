"""Letters: what can happen, how it is told, what waits for somebody."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from clues.letters.models.identities import IdentityOpening
from hub.access.purposes import grant_purposes
from hub.duties.kinds import duty_kind
from hub.events.kinds import EventKinds, Rows, Telling, event_kinds

ANSWER_IDENTITY = duty_kind(
    "identity.answer",
    _("Agree to the opening of an identity, or refuse"),
    _("You are asked by name"),
    "identity.answer",
    page="clues:identity-answer",
)


_OPENINGS = Rows("opening", IdentityOpening.objects.all())


OPENED = _OPENINGS.said(lambda opening: opening.reason)


@event_kinds
class Kind(EventKinds):
    LETTER_REGISTERED = "letter.registered", Telling("envelope"), _("Letter registered")
    LETTER_REPEATED = "letter.repeated", _("Repeat of a letter registered")
    LETTER_APART = "letter.apart", _("Letter kept apart")
    ATTACHMENT_ADDED = "letter.attachment_added", Telling("paper-clip"), _("Attachment added")
    IDENTITY_ASKED = "letter.identity_asked", _("Opening of the reporter's identity asked for")
    IDENTITY_GRANTED = "letter.identity_granted", _("Opening of the reporter's identity granted")
    IDENTITY_REFUSED = "letter.identity_refused", _("Opening of the reporter's identity refused")
    IDENTITY_OPENED = (
        "letter.identity_opened",
        Telling("lock-open", OPENED, reserved=True),
        _("Reporter's identity opened"),
    )


@grant_purposes
class For(models.TextChoices):
    REGISTERED = "letter.registration", _("registered by this office")
    IDENTITY = "letter.identity", _("asked whether the reporter's identity may be opened")
