"""The end of a clue's ledger line, and what is owed to the person after it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from clues.choices import ON_A_DAY, DatedForm, why_late
from clues.closing.actions import propose_conclusion, propose_striking, record_follow_up
from clues.closing.terms import Task
from clues.clue.rows import CLUE
from hub.steps.choices import day_field
from hub.steps.forms import ReasonForm, paragraph
from hub.steps.step import Step


class FollowUpForm(DatedForm):
    """Which of the open tasks was done, on which day and how."""

    described = {"told_on": ON_A_DAY}

    task = forms.ChoiceField(label=_("Task"), choices=Task, widget=forms.RadioSelect)
    told_on = day_field(_("Done on"))
    note = forms.CharField(label=_("How it was done"), max_length=5000, widget=paragraph(4))
    late_reason = why_late()

    def offer(self) -> None:
        super().offer()
        owed = self.row.follow_ups.open()
        choices = [(each.task, each.get_task_display()) for each in owed]
        self.fields["task"].choices = choices  # type: ignore[attr-defined]


CONCLUDE = Step(
    slug="conclude",
    label=_("Propose the conclusion"),
    done=_("The conclusion is submitted for approval."),
    of=CLUE,
    transition="propose_conclusion",
    action=propose_conclusion,
    form=ReasonForm,
    address="conclusions",
    explains=_("Somebody else has to agree before the ledger line is closed."),
)


STRIKE = Step(
    slug="strike",
    label=_("Propose to strike it"),
    done=_("The striking is submitted for approval."),
    of=CLUE,
    transition="propose_striking",
    action=propose_striking,
    form=ReasonForm,
    address="strikings",
    style="",
    explains=_("The clue stays on record for case management, and its number is never given again."),
)


FOLLOW_UP = Step(
    slug="follow-up",
    label=_("Note what was told or clarified"),
    done=_("It is noted."),
    of=CLUE,
    transition="follow_up",
    action=record_follow_up,
    form=FollowUpForm,
    address="follow-ups",
)
