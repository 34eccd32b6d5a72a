"""Letters of inquiry of a clue."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request

from accounts.models import Person, Unit
from clues.actions.inquiries import Answered, NewInquiry, issue_inquiry, record_answer
from clues.models import Clue
from hub.rest.fields import Chosen, Text
from hub.rest.serializers import StrictSerializer
from hub.rest.views import TransitionView


class InquiryInput(StrictSerializer):
    questions = Text(max_length=20_000)
    copies = serializers.ListField(
        child=Chosen(lambda: Unit.objects.existing(), help_text="Code of a unit."),
        required=False,
        max_length=2,
        help_text="Of the subject's unit and its dispatched group, those that get a copy.",
    )
    copies_reason = Text(
        max_length=300, required=False, allow_blank=True, help_text="Required where one gets none."
    )


class InquiryAnswerInput(StrictSerializer):
    inquiry = serializers.IntegerField(min_value=1, max_value=2**63 - 1, help_text="Id of a letter.")
    answered_on = serializers.DateField(help_text="Today, or an earlier day with late_reason.")
    answer = Text(max_length=20_000)
    countersigned_by = Text(
        max_length=120, required=False, allow_blank=True, help_text="Not where the subject heads the unit."
    )
    late_reason = Text(max_length=300, required=False, allow_blank=True)


class OneClue:
    """Beside a view of one clue."""

    person: Person

    def find(self, request: Request, number: str) -> QuerySet[Clue]:
        return Clue.objects.visible_to(self.person).filter(number=number)


class ClueInquiries(OneClue, TransitionView):
    """Issue a letter of inquiry in the general office's name; for the clue's handlers."""

    serializer_class = InquiryInput

    def act(self, row: Clue, *, by: Person, **data: Any) -> Clue:
        return issue_inquiry(row.number, new=NewInquiry(**data), by=by)


class ClueInquiryAnswers(OneClue, TransitionView):
    """Enter the subject's answer to a letter; for the clue's handlers."""

    serializer_class = InquiryAnswerInput

    def act(self, row: Clue, *, by: Person, **data: Any) -> Clue:
        inquiry = data.pop("inquiry")
        return record_answer(row.number, inquiry=inquiry, new=Answered(**data), by=by)
