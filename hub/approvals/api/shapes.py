"""How an approval looks from outside, and what a signer sends."""

from __future__ import annotations

from rest_framework import serializers

from accounts.models import Person
from hub.approvals.terms import Mode, Outcome, SeatState, StepKind, StepState
from hub.rest.fields import Chosen, Text
from hub.rest.serializers import StrictSerializer


class SignatureShown(serializers.Serializer):
    person = serializers.CharField(source="person.display_name")
    username = serializers.CharField(source="person.username")
    decision = serializers.ChoiceField(SeatState.choices)
    opinion = serializers.CharField()
    on_behalf_of = serializers.CharField(
        source="on_behalf_of.display_name", allow_null=True, help_text="Who was away, where a proxy signed."
    )
    repeated = serializers.BooleanField(help_text="Given one step before to the same content.")
    signed_at = serializers.DateTimeField()
    digest = serializers.CharField(source="snapshot.digest", help_text="Of exactly what the signer saw.")


class SeatShown(serializers.Serializer):
    holder = serializers.CharField(help_text="A person, or a unit and a role.")
    state = serializers.ChoiceField(SeatState.choices)
    claimed_by = serializers.CharField(allow_null=True, help_text="Who of the group has taken it on.")
    handed_by = serializers.CharField(allow_null=True, help_text="Who passed it on to this holder.")
    note = serializers.CharField(help_text="Why it was passed on.")
    earlier = serializers.BooleanField(help_text="Signed under another content than the present one.")
    signature = SignatureShown(allow_null=True)


class StepRow(serializers.Serializer):
    id = serializers.IntegerField()
    position = serializers.IntegerField()
    kind = serializers.ChoiceField(StepKind.choices)
    mode = serializers.ChoiceField(Mode.choices)
    state = serializers.ChoiceField(StepState.choices)
    opened_at = serializers.DateTimeField(allow_null=True)
    due_at = serializers.DateTimeField(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)
    note = serializers.CharField(help_text="What whoever added the step said it is for.")


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
    end_reason = serializers.CharField(help_text="Why it was withdrawn or terminated.")


class Move(serializers.Serializer):
    """Something the present state allows, and whether the caller may do it."""

    name = serializers.CharField()
    allowed = serializers.BooleanField()
    code = serializers.CharField()
    reason = serializers.CharField(help_text="Why, or why not, in the language of the request.")
    url = serializers.CharField(
        allow_null=True, help_text="Where to POST it; null for what follows by itself."
    )


class CopyShown(serializers.Serializer):
    person = serializers.CharField(source="person.display_name")
    at = serializers.DateTimeField()
    read_at = serializers.DateTimeField(allow_null=True)


class UrgeShown(serializers.Serializer):
    by = serializers.CharField(source="by.display_name")
    at = serializers.DateTimeField()
    reply_by = serializers.DateField()
    text = serializers.CharField()


class QuestionShown(serializers.Serializer):
    id = serializers.IntegerField()
    by = serializers.CharField(source="by.display_name")
    to = serializers.CharField(source="to.display_name")
    asked_at = serializers.DateTimeField()
    text = serializers.CharField()
    answer = serializers.CharField()
    answered_at = serializers.DateTimeField(allow_null=True)


class ApprovalShown(ApprovalRow):
    title = serializers.CharField(help_text="What is approved, in the language of the request.")
    number = serializers.CharField(help_text="Number of the matter.")
    url = serializers.CharField(allow_null=True, help_text="Address of the matter in this interface.")
    steps = StepShown(many=True)
    content = serializers.DictField(help_text="What a signer signs. Once decided: what the last signer saw.")
    digest = serializers.CharField(help_text="SHA-256 of the content, in the ETag too: send it as If-Match.")
    moves = Move(many=True)
    copies = CopyShown(many=True)
    urges = UrgeShown(many=True)
    questions = QuestionShown(many=True, help_text="Those the caller asked or was asked.")


def _person() -> Chosen:
    return Chosen(lambda: Person.objects.filter(is_active=True), by="username", help_text="User name.")


class AbsenceInput(StrictSerializer):
    person = Chosen(
        lambda: Person.objects.filter(is_active=True),
        by="username",
        required=False,
        help_text="Who is away; default: the caller.",
    )
    proxy = _person()
    from_on = serializers.DateField()
    to_on = serializers.DateField()
    purposes = serializers.ListField(
        child=Text(max_length=60), required=False, help_text="Codes of what the proxy signs; empty for all."
    )


class AbsenceShown(serializers.Serializer):
    id = serializers.IntegerField()
    person = serializers.CharField(source="person.username")
    proxy = serializers.CharField(source="proxy.username")
    from_on = serializers.DateField()
    to_on = serializers.DateField()
    purposes = serializers.ListField(child=serializers.CharField())
    ended_at = serializers.DateTimeField(allow_null=True)


class Decided(serializers.Serializer):
    id = serializers.IntegerField()
    outcome = serializers.ChoiceField(Outcome.choices)
