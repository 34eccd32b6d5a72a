"""Periodic bulletins: sent by the office that drew them up, signed for by the other one."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from clues.bulletins.actions import send_bulletin, sign_bulletin
from clues.bulletins.policies import (
    closed_to_sending,
    closed_to_signing,
    may_send_bulletin,
    may_sign_bulletin,
)
from clues.bulletins.rows import BULLETIN
from hub.steps.forms import LONGEST_REASON, StepForm, paragraph
from hub.steps.step import Step


class RemarkForm(StepForm):
    remark = forms.CharField(
        label=_("Remark"), required=False, max_length=LONGEST_REASON, widget=paragraph(3)
    )


SEND_BULLETIN = Step(
    slug="send",
    label=_("Send"),
    done=_("The bulletin is sent."),
    of=BULLETIN,
    may=may_send_bulletin,
    closed=lambda bulletin, by: closed_to_sending(bulletin),
    action=send_bulletin,
    form=RemarkForm,
    address="sendings",
)


SIGN_BULLETIN = Step(
    slug="sign",
    label=_("Sign for it"),
    done=_("You have signed for the bulletin."),
    of=BULLETIN,
    may=may_sign_bulletin,
    closed=lambda bulletin, by: closed_to_signing(bulletin),
    action=sign_bulletin,
    address="receipts",
    confirm=_("Sign for it?"),
)
