"""Noting that a letter which is not entered was sent on."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from clues.actions.upward import note_sent
from clues.policies.letters import closed_to_noting, may_note_sent
from clues.steps.days import ON_A_DAY, DatedForm, why_late
from clues.steps.rows import SENT_ON
from hub.steps.choices import day_field
from hub.steps.step import Step


class SentForm(DatedForm):
    day = "sent_on"
    described = {"sent_on": ON_A_DAY}

    sent_on = day_field(_("Sent on"))
    late_reason = why_late(_("Without a word of what the letter says."))


NOTE_SENT = Step(
    slug="note",
    label=_("Note that it was sent on"),
    done=_("It is noted that the letter was sent on."),
    of=SENT_ON,
    may=may_note_sent,
    closed=lambda row, by: closed_to_noting(row),
    action=note_sent,
    form=SentForm,
    address="notes",
)
