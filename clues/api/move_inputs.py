"""What is sent to propose something about a clue that others decide."""

from __future__ import annotations

from rest_framework import serializers

from accounts.models import Unit
from clues.api.inputs import SubjectInput
from clues.models import Category
from clues.terms import Awaited
from hub.rest.fields import Chosen, Text
from hub.rest.serializers import StrictSerializer
from hub.rules.models import Level


class MotionInput(StrictSerializer):
    reason = Text(max_length=500)


class ExtensionInput(MotionInput):
    awaited = serializers.ChoiceField(Awaited.choices)
    until = serializers.DateField(help_text="The new day; a holiday gives way to the next working day.")
    document = Text(
        max_length=80, required=False, allow_blank=True, help_text="Number of the superior's reply."
    )
    late_reason = Text(
        max_length=300, required=False, allow_blank=True, help_text="Why it is asked for after the day."
    )


class ClueTransferInput(MotionInput):
    unit = Chosen(lambda: Unit.objects.existing(), required=False, help_text="Code of a unit of the hub.")
    organ = Text(max_length=120, required=False, allow_blank=True, help_text="Or an organ outside.")
    override_reason = Text(
        max_length=500, required=False, allow_blank=True, help_text="Needed where jurisdiction names another."
    )


class ReceiptInput(StrictSerializer):
    received_on = serializers.DateField(help_text="Today, or an earlier day with late_reason.")
    receipt = Text(max_length=120, help_text="Its number, or who signed for it there.")
    late_reason = Text(max_length=300, required=False, allow_blank=True)


class OutcomeInput(StrictSerializer):
    told_on = serializers.DateField(help_text="Today, or an earlier day with late_reason.")
    text = Text(max_length=10_000)
    final = serializers.BooleanField(
        default=False, help_text="The matter is ended there: real-name reporters are owed the result."
    )
    late_reason = Text(max_length=300, required=False, allow_blank=True)


class ReferralInput(StrictSerializer):
    subject = SubjectInput()
    title = Text(max_length=200)
    summary = Text(max_length=50_000)
    category = Chosen(lambda: Category.objects.all(), help_text="Code of a category.")
    classification = Chosen(lambda: Level.objects.all(), help_text="Code of a level.")
    document = Text(max_length=80, help_text="Number of the body's document.")
    received_on = serializers.DateField(help_text="Today, or an earlier day with late_reason.")
    sender = Chosen(lambda: Unit.objects.existing(), required=False, help_text="Code of the partner body.")
    sender_name = Text(max_length=120, required=False, allow_blank=True, help_text="Where there is no code.")
    late_reason = Text(max_length=300, required=False, allow_blank=True)
