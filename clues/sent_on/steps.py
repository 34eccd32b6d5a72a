"""Noting a letter that is not entered, and that it was sent on."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from clues.choices import ON_A_DAY, DatedForm, why_late
from clues.letters.policies import may_register_letters
from clues.letters.terms import Upward
from clues.sent_on.actions import note_sent, note_upward
from clues.sent_on.policies import closed_to_noting, may_note_sent
from clues.sent_on.rows import SENT_ON
from clues.sent_on.terms import Superior
from hub.steps.choices import day_field
from hub.steps.starts import Start
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


class UpwardForm(DatedForm):
    """Days and choices of a letter that is not entered."""

    day = "received_on"
    linked = ("kind",)
    described = {"organ": "Where it goes."}

    kind = forms.ChoiceField(label=_("The letter is"), choices=Upward, widget=forms.RadioSelect)
    organ = forms.ChoiceField(label=_("It goes to"), choices=Superior, widget=forms.RadioSelect)
    received_on = day_field(_("Received on"))


NOTE_UPWARD = Start(
    name="sent-on-enter",
    label=_("Note a letter that is sent on"),
    page="sent-on/note/",
    address="sent-on",
    makes=SENT_ON,
    action=note_upward,
    done=_("It is noted. Send the letter on and note the day."),
    may=may_register_letters,
    form=UpwardForm,
    template="clues/sent_on/upward_form.html",
    back="clues:sent-on-list",
    explains=_(
        "Only the kind, the receiver, the day and your name are kept. The letter itself is neither entered "
        "nor copied; send it on as paper, within 5 working days of receipt."
    ),
)
