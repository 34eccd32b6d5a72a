"""How an approval looks from outside, and what a signer sends."""

from __future__ import annotations

from rest_framework import serializers

from hub.approvals.terms import Mode, Outcome, SeatState, StepKind, StepState
from hub.rest.fields import Text
from hub.rest.serializers import StrictSerializer


class SignatureShown(serializers.Serializer):
    person = serializers.CharField(source="person.display_name")
    username = serializers.CharField(source="person.username")
    decision = serializers.ChoiceField(SeatState.choices)
    opinion = serializers.CharField()
    signed_at = serializers.DateTimeField()
    digest = serializers.CharField(source="snapshot.digest", help_text="Of exactly what the signer saw.")


class SeatShown(serializers.Serializer):
    holder = serializers.CharField(help_text="A person, or a unit and a role.")
    state = serializers.ChoiceField(SeatState.choices)
    earlier = serializers.BooleanField(help_text="Signed under another content than the present one.")
    signature = SignatureShown(allow_null=True)


class StepRow(serializers.Serializer):
    position = serializers.IntegerField()
    kind = serializers.ChoiceField(StepKind.choices)
    mode = serializers.ChoiceField(Mode.choices)
    state = serializers.ChoiceField(StepState.choices)
    opened_at = serializers.DateTimeField(allow_null=True)
    due_at = serializers.DateTimeField(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)


class StepShown(StepRow):
    name = serializers.CharField(help_text="In the language of the request.")
    needed = serializers.IntegerField(help_text="How many approving signatures decide the step.")
    seats = SeatShown(many=True)


class ApprovalRow(serializers.Serializer):
    id = serializers.IntegerField()
    purpose = serializers.CharField()
    outcome = serializers.ChoiceField(Outcome.choices)
    initiator = serializers.CharField(source="initiator.display_name")
    chain = serializers.CharField(source="chain.code")
    chain_version = serializers.IntegerField(source="chain.version")


class Move(serializers.Serializer):
    """Something the present state allows, and whether the caller may do it."""

    name = serializers.CharField()
    allowed = serializers.BooleanField()
    code = serializers.CharField()
    reason = serializers.CharField(help_text="Why, or why not, in the language of the request.")
    url = serializers.CharField(
        allow_null=True, help_text="Where to POST it; null for what follows by itself."
    )


class ApprovalShown(ApprovalRow):
    title = serializers.CharField(help_text="What is approved, in the language of the request.")
    number = serializers.CharField(help_text="Number of the matter.")
    url = serializers.CharField(allow_null=True, help_text="Address of the matter in this interface.")
    steps = StepShown(many=True)
    content = serializers.DictField(help_text="What a signer signs. Once decided: what the last signer saw.")
    digest = serializers.CharField(help_text="SHA-256 of the content, in the ETag too: send it as If-Match.")
    moves = Move(many=True)


class SignInput(StrictSerializer):
    opinion = Text(required=False, allow_blank=True, max_length=2000)


class RefusalInput(StrictSerializer):
    opinion = Text(max_length=2000, help_text="The reason.")


class Decided(serializers.Serializer):
    id = serializers.IntegerField()
    outcome = serializers.ChoiceField(Outcome.choices)
