"""What is owed to a real-name reporter, over the interface."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request

from accounts.models import Person
from clues.actions.reports import (
    answer_evidence,
    check_signature,
    record_objection,
    tell_acceptance,
    tell_result,
)
from clues.api.inputs import LONGEST_REASON
from clues.api.report_shapes import EvidenceShown
from clues.models import EvidenceCheck, Letter
from clues.steps.letters import Reporting
from clues.terms import Manner
from hub.rest.fields import Text
from hub.rest.serializers import StrictSerializer
from hub.rest.views import DossierView, TransitionView

LONGEST = 5_000


class SignatureInput(StrictSerializer):
    genuine = serializers.BooleanField(help_text="True name and reachable; false: counts as anonymous.")
    note = Text(max_length=300, help_text="How it was checked, without anything that names the reporter.")


class TellingInput(StrictSerializer):
    told_on = serializers.DateField(help_text="Today, or an earlier day with late_reason.")
    manner = serializers.ChoiceField(Manner.choices)
    late_reason = Text(max_length=300, required=False, allow_blank=True)


class ObjectionInput(StrictSerializer):
    raised_on = serializers.DateField(help_text="Today, or an earlier day with late_reason.")
    text = Text(max_length=LONGEST)
    new_evidence = serializers.BooleanField()
    late_reason = Text(max_length=300, required=False, allow_blank=True)


class EvidenceInput(StrictSerializer):
    answer = Text(max_length=LONGEST_REASON)


def reporting_shown(reporting: Reporting) -> dict[str, Any]:
    return {
        "genuine": reporting.check.genuine if reporting.check else None,
        "tellings": [
            {name: getattr(each, name) for name in ("what", "told_on", "manner", "late_reason")}
            for each in reporting.tellings
        ],
        "objections": [
            {
                "raised_on": each.raised_on,
                "text": each.text,
                "new_evidence": each.new_evidence,
                "answers": [check.answer for check in each.checks.all() if check.answered_at],
            }
            for each in reporting.objections
        ],
        "open_steps": [step.slug for step in reporting.steps],
    }


class LetterStepDoor(TransitionView):
    """A step towards the reporter of one letter."""

    performs: ClassVar[Callable[..., Letter]]

    def find(self, request: Request, number: str) -> QuerySet[Letter]:
        return Letter.objects.visible_to(self.person).filter(number=number)

    def act(self, row: Letter, *, by: Person, **data: Any) -> Letter:
        return self.performs(row.number, by=by, **data)


class SignatureChecks(LetterStepDoor):
    """Say whether the real name is true and its bearer reachable; if not, the letter counts as anonymous."""

    serializer_class, performs = SignatureInput, staticmethod(check_signature)


class AcceptanceNotices(LetterStepDoor):
    """Note that the reporter was told of acceptance."""

    serializer_class, performs = TellingInput, staticmethod(tell_acceptance)


class ResultNotices(LetterStepDoor):
    """Note that the reporter was told the result, which is what the feedback of the letter says."""

    serializer_class, performs = TellingInput, staticmethod(tell_result)


class Objections(LetterStepDoor):
    """Record the reporter's objection; new evidence goes back to whoever dealt with the matter."""

    serializer_class, performs = ObjectionInput, staticmethod(record_objection)


@extend_schema_view(get=extend_schema(responses=EvidenceShown))
class EvidenceCheckDetail(DossierView):
    """New evidence of a reporter, for the heads of the unit that dealt with the clue."""

    def find(self, request: Request, pk: int) -> QuerySet[EvidenceCheck]:
        visible = EvidenceCheck.objects.visible_to(self.person).filter(pk=pk)
        return visible.select_related("clue", "objection")

    def show(self, row: EvidenceCheck, request: Request) -> dict[str, Any]:
        return {
            "id": row.pk,
            "clue": row.clue.number,
            "objection": row.objection.text,
            "raised_on": row.objection.raised_on,
            "answer": row.answer,
            "answered_at": row.answered_at,
            "version": row.version,
        }


class EvidenceAnswers(TransitionView):
    """Say what came of the new evidence."""

    serializer_class = EvidenceInput

    def find(self, request: Request, pk: int) -> QuerySet[EvidenceCheck]:
        return EvidenceCheck.objects.visible_to(self.person).filter(pk=pk)

    def act(self, row: EvidenceCheck, *, by: Person, **data: Any) -> EvidenceCheck:
        return answer_evidence(row.pk, by=by, **data)
