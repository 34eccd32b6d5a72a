"""The handlers' steps: the opinion, the result, what they do about a held clue."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.querysets import on_day
from clues.clue.rows import CLUE
from clues.disposal.actions import (
    NewResult,
    feed_back,
    hold_again,
    record_result,
    revise_opinion,
    revise_report,
    submit_opinion,
    take_up,
)
from clues.disposal.terms import Finding, Proposal
from clues.inquiries.models import InquiryLetter
from clues.ways.models import DisposalWay, WayField
from hub.approvals.returned import not_returned
from hub.kernel.fields import only_for
from hub.rest.fields import Chosen, Text
from hub.steps.fields import RowField
from hub.steps.forms import LONGEST_REASON, LONGEST_TEXT, ReasonForm, StepForm, paragraph
from hub.steps.shapes import StepInput
from hub.steps.step import Step

LONGEST_DETAIL = 10_000


def _in_force() -> Any:
    return DisposalWay.objects.filter(on_day(timezone.localdate()))


class OpinionForm(StepForm):
    """The way, the plan, and what each way asks for besides: a page shows these with their way."""

    way = RowField(_in_force, label=_("Way of disposal"), widget=forms.RadioSelect, empty_label=None)
    plan = forms.CharField(label=_("Plan"), max_length=LONGEST_TEXT, widget=paragraph(8))

    def offer(self) -> None:
        asked: dict[str, list[WayField]] = {}
        for each in WayField.objects.filter(way__in=_in_force()).select_related("way"):
            asked.setdefault(each.code, []).append(each)
        self.details = list(asked)
        for code, fields in asked.items():
            self.fields[code] = _detail(fields)

    def arguments(self) -> dict[str, Any]:
        typed = super().arguments()
        details = {code: typed.pop(code) for code in self.details}
        return typed | {"details": details}


class OpinionRevisionForm(OpinionForm):
    """The opinion as it was, to be changed."""

    def offer(self) -> None:
        super().offer()
        last = self.row.opinions.last()
        if last is not None:
            self.initial.update({"way": last.way_id, "plan": last.plan, **last.details})


def _detail(fields: list[WayField]) -> forms.CharField:
    """One field for all the ways that require it; which are chosen only when it is sent."""
    ways = ", ".join(str(field.way) for field in fields)
    shown = only_for("way", [field.way_id for field in fields])
    return forms.CharField(
        label=str(fields[0]),
        required=False,
        max_length=LONGEST_DETAIL,
        help_text=_("Required for: %(ways)s") % {"ways": ways},
        widget=forms.TextInput(shown) if fields[0].document else forms.Textarea({"rows": 3} | shown),
    )


class OpinionInput(StepInput):
    """The same with what the ways ask for as a body of its own."""

    way = Chosen(_in_force, help_text="Code of a way of disposal in force.")
    plan = Text(max_length=LONGEST_TEXT)
    details = serializers.DictField(
        child=Text(max_length=LONGEST_DETAIL, allow_blank=True),
        required=False,
        help_text="Code of a field of the way -> text; /disposal-ways says what each requires.",
    )


class ResultForm(StepForm):
    described = {
        "statement": "What the subject said.",
        "no_statement_reason": "Why there is no statement.",
        "proposal": "Required where the way has its result approved.",
    }

    finding = forms.ChoiceField(label=_("Finding"), choices=Finding, widget=forms.RadioSelect)
    report = forms.CharField(label=_("Report"), max_length=LONGEST_TEXT, widget=paragraph(8))
    statement = forms.CharField(
        label=_("Statement of the subject"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=paragraph(5),
        help_text=_("What the subject said to it, with their own evidence."),
    )
    no_statement_reason = forms.CharField(
        label=_("Why there is no statement"),
        required=False,
        max_length=LONGEST_REASON,
        widget=paragraph(2),
        help_text=_("Required where the subject was not heard."),
    )
    proposal = forms.ChoiceField(
        label=_("What is proposed"),
        choices=Proposal,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("The other handlers sign the report, then it goes up for approval."),
    )

    def offer(self) -> None:
        if self.row.result_chain:
            self.fields["proposal"].required = True
        else:
            del self.fields["proposal"]
        answered = InquiryLetter.objects.about(self.row).answered().last()
        if answered is not None:
            self.initial.setdefault("statement", answered.answer)

    def arguments(self) -> dict[str, Any]:
        return {"new": NewResult(**super().arguments())}


class ReportRevisionForm(ResultForm):
    """The report as it was, to be changed."""

    def offer(self) -> None:
        names = ("finding", "report", "statement", "no_statement_reason", "proposal")
        last = self.row.results.last()
        if last is not None:
            self.initial.update({name: getattr(last, name) for name in names})
        super().offer()


class FeedbackForm(StepForm):
    text = forms.CharField(
        label=_("Feedback"),
        max_length=LONGEST_TEXT,
        widget=paragraph(6),
        help_text=_(
            "The petition office reads it and may tell it to the reporter. The report itself stays here."
        ),
    )


SUBMIT_OPINION = Step(
    slug="opinion",
    label=_("Submit the disposal opinion"),
    done=_("The opinion is submitted for approval."),
    of=CLUE,
    transition="submit_opinion",
    action=submit_opinion,
    form=OpinionForm,
    input=OpinionInput,
    address="opinions",
)


REVISE_OPINION = Step(
    slug="revise-opinion",
    label=_("Change the opinion"),
    done=_("The opinion is submitted again."),
    of=CLUE,
    transition="revise_opinion",
    action=revise_opinion,
    form=OpinionRevisionForm,
    input=OpinionInput,
    address="opinion-revisions",
    closed=not_returned,
)


TAKE_UP = Step(
    slug="take-up",
    label=_("Take it up again"),
    done=_("The clue is with the handlers again."),
    of=CLUE,
    transition="take_up",
    action=take_up,
    form=ReasonForm,
    address="take-ups",
)


HOLD = Step(
    slug="hold",
    label=_("Hold it further"),
    done=_("The clue is held for another half year."),
    of=CLUE,
    transition="hold_again",
    action=hold_again,
    form=ReasonForm,
    address="holds",
    style="",
)


RECORD_RESULT = Step(
    slug="result",
    label=_("Record the result"),
    done=_("The result is recorded."),
    of=CLUE,
    transition="record_result",
    action=record_result,
    form=ResultForm,
    address="results",
)


REVISE_REPORT = Step(
    slug="revise-report",
    label=_("Change the report"),
    done=_("The report is submitted again."),
    of=CLUE,
    transition="revise_report",
    action=revise_report,
    form=ReportRevisionForm,
    address="report-revisions",
    closed=not_returned,
)


FEED_BACK = Step(
    slug="feedback",
    label=_("Feed the result back"),
    done=_("The result is fed back."),
    of=CLUE,
    transition="feed_back",
    action=feed_back,
    form=FeedbackForm,
    address="feedback",
)
