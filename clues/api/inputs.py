"""What is sent: units and categories by code, people by user name, levels by code."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.models import Person, Unit
from accounts.querysets import on_day
from accounts.terms import RecusalGround
from clues.forms.recusing import ORDERED
from clues.models import Category, DisposalWay
from clues.terms import (
    Authority,
    ClueState,
    CorrectionOutcome,
    CorrectionSource,
    LetterState,
    Position,
    Scheme,
    Signing,
    Source,
    SubjectKind,
    Task,
)
from hub.access.api import DayQuery
from hub.rest.fields import Chosen, Text
from hub.rest.serializers import StrictSerializer
from hub.rules.models import Level

LONGEST_TEXT = 50_000
LONGEST_REASON = 2_000


def _unit(**options: Any) -> Chosen:
    return Chosen(lambda: Unit.objects.existing(), help_text="Code of a unit.", **options)


def _category(**options: Any) -> Chosen:
    return Chosen(lambda: Category.objects.all(), help_text="Code of a category.", **options)


def _level(**options: Any) -> Chosen:
    return Chosen(lambda: Level.objects.all(), help_text="Code of a level.", **options)


def _text(longest: int = LONGEST_TEXT, **options: Any) -> Text:
    return Text(max_length=longest, **options)


def _optional(longest: int = LONGEST_REASON, **options: Any) -> Text:
    return _text(longest, required=False, allow_blank=True, **options)


class LetterQuery(StrictSerializer):
    state = serializers.ChoiceField(LetterState.choices, required=False)
    source = serializers.ChoiceField(Source.choices, required=False)  # type: ignore[assignment]
    category = _category(required=False)
    received_from = serializers.DateField(required=False, source="received_on__gte")
    received_to = serializers.DateField(required=False, source="received_on__lte")


class ClueQuery(StrictSerializer):
    state = serializers.ChoiceField(ClueState.choices, required=False)
    source = serializers.ChoiceField(Source.choices, required=False)  # type: ignore[assignment]
    category = _category(required=False)
    holder = _unit(required=False)


class ExplainQuery(DayQuery):
    person = Text(required=False, max_length=150, help_text="User name; default: the caller.")


class IdentifierInput(StrictSerializer):
    scheme = serializers.ChoiceField(Scheme.choices)
    value = Text(max_length=64)


class SubjectInput(StrictSerializer):
    name = Text(max_length=120)
    kind = serializers.ChoiceField(SubjectKind.choices, required=False)
    identifiers = IdentifierInput(many=True, required=False, max_length=len(Scheme))  # type: ignore[call-arg]
    post = _optional(120)
    unit = _unit(required=False)
    unit_name = _optional(160)
    branch = _optional(120, help_text="Full name of the Party branch.")
    authority = serializers.ChoiceField(Authority.choices, required=False)
    territory = _optional(40)
    position = serializers.ChoiceField(Position.choices, required=False)

    def validate_identifiers(self, given: list[dict[str, str]]) -> dict[str, str]:
        """As scheme -> value, which is how the actions take them."""
        values = {each["scheme"]: each["value"] for each in given}
        if len(values) < len(given):
            raise serializers.ValidationError(_("One identifier of a kind, please."))
        return values


class ReporterInput(StrictSerializer):
    name = Text(max_length=80)
    contact = Text(max_length=200, required=False, allow_blank=True, default="")


class LetterInput(StrictSerializer):
    title = Text(max_length=200)
    text = _text()
    received_on = serializers.DateField()
    classification = _level()
    source = serializers.ChoiceField(Source.choices, required=False)  # type: ignore[assignment]
    signing = serializers.ChoiceField(Signing.choices, required=False)
    external_number = _optional(60)
    category = _category(required=False)
    subjects = SubjectInput(many=True, required=False, max_length=50)  # type: ignore[call-arg]
    reporter = ReporterInput(required=False)


class ClueInput(StrictSerializer):
    subject = serializers.IntegerField(
        min_value=1, max_value=2**63 - 1, help_text="Id of a subject of the letter."
    )
    title = Text(max_length=200)
    summary = _text()
    category = _category()
    classification = _level()


class ImportInput(StrictSerializer):
    file = serializers.FileField(help_text="A workbook (.xlsx, .xls) or a text file with columns (.csv).")
    source = serializers.ChoiceField(Source.choices, required=False)  # type: ignore[assignment]
    classification = _level(required=False)
    mapping = serializers.JSONField(
        required=False, help_text="A JSON object: heading -> field, empty to leave a column out."
    )

    def validate_mapping(self, given: Any) -> dict[str, str]:
        if isinstance(given, dict) and all(isinstance(field, str) for field in given.values()):
            return given
        raise serializers.ValidationError(_("A JSON object of headings and fields, please."))


class ProposalInput(StrictSerializer):
    chosen = _unit()
    override_reason = _optional(help_text="Needed where the rules propose another unit.")


class PushInput(StrictSerializer):
    note = _optional(help_text="For the receiving unit.")


class ReasonInput(StrictSerializer):
    reason = _text(LONGEST_REASON)


class MergeInput(StrictSerializer):
    merged = _text(30, help_text="Number of the clue that goes on within this one.")
    reason = _text(500)


class SplitInput(StrictSerializer):
    title = _text(200)
    summary = _text()
    category = _category()
    level = _level()
    reason = _text(500)
    allegations = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=2**63 - 1),
        max_length=500,
        required=False,
        help_text="Ids of allegations that leave this clue and go with the part; at least one stays.",
    )


class AllegationInput(StrictSerializer):
    text = _text()
    category = _category()
    letter = _optional(30, help_text="Number of the letter of the clue that says it.")


class HandlersInput(StrictSerializer):
    handlers = serializers.ListField(
        child=Chosen(lambda: Person.objects.filter(is_active=True), by="username", help_text="User name."),
        min_length=1,
        max_length=10,
    )


def _person(**options: Any) -> Chosen:
    active = {"by": "username", "help_text": "User name."}
    return Chosen(lambda: Person.objects.filter(is_active=True), **(active | options))


class ReplacementInput(StrictSerializer):
    leaves = _person(required=False, help_text="User name; left out where a handler has left already.")
    comes = _person()
    reason = _text(500)


class RecusalInput(StrictSerializer):
    ground = serializers.ChoiceField(RecusalGround.choices)
    reason = _text(300)


class RecusalOrderInput(RecusalInput):
    person = _person()
    initiative = serializers.ChoiceField(ORDERED)


class OpinionInput(StrictSerializer):
    way = Chosen(
        lambda: DisposalWay.objects.filter(on_day(timezone.localdate())),
        help_text="Code of a way of disposal in force.",
    )
    plan = _text()
    details = serializers.DictField(
        child=Text(max_length=10_000, allow_blank=True),
        required=False,
        help_text="Code of a field of the way -> text; /disposal-ways says what each requires.",
    )


class FollowUpInput(StrictSerializer):
    task = serializers.ChoiceField(Task.choices)
    told_on = serializers.DateField(help_text="Today, or an earlier day with late_reason.")
    note = _text(5_000)
    late_reason = _optional(300)


class StageInput(StrictSerializer):
    stage = serializers.IntegerField(min_value=1, max_value=2**63 - 1, help_text="Id of an open stage.")
    done_on = serializers.DateField(help_text="Today, or an earlier day with late_reason.")
    note = _text(5_000)
    late_reason = _optional(300)


class FeedbackInput(StrictSerializer):
    text = _text()


class RelatedAskInput(StrictSerializer):
    unit = _unit()
    reason = _text(500)


class RelatedAnswerInput(StrictSerializer):
    granted = serializers.BooleanField()
    reason = _optional(500, default="", help_text="Needed to refuse.")


class CorrectionInput(StrictSerializer):
    source = serializers.ChoiceField(CorrectionSource.choices)  # type: ignore[assignment]
    claim = _text(2_000)


class RightSubjectInput(SubjectInput):
    """What is right about the person; what is left out stays as it is on file."""

    name = Text(max_length=120, required=False, allow_blank=True, default="")


class CorrectionAnswerInput(StrictSerializer):
    outcome = serializers.ChoiceField(
        [choice for choice in CorrectionOutcome.choices if choice[0] != CorrectionOutcome.OPEN]
    )
    right = RightSubjectInput(required=False)
    reason = _text(2_000)


class CustodyQuery(StrictSerializer):
    unit = _unit(required=False)
    state = serializers.ChoiceField(["waiting", "received", "returned"], required=False)


class StockInput(StrictSerializer):
    unit = _unit()


class CountInput(StrictSerializer):
    numbers = serializers.ListField(child=Text(max_length=40), max_length=5_000)

    def validate_numbers(self, given: list[str]) -> list[str]:
        return list(dict.fromkeys(number.upper() for number in given))


class SettleInput(StrictSerializer):
    line = serializers.IntegerField(min_value=1, max_value=2**63 - 1, help_text="Id of the difference.")
    how = _text(1_000)
