"""How letters and clues look from outside. Flat shapes are filled by the database, see `hub.rest.rows`."""

from __future__ import annotations

from rest_framework import serializers

from clues.api.allegation_shapes import AllegationShown
from clues.api.inquiry_shapes import InquiryShown
from clues.api.letter_way_shapes import FramingRow, LetterWays
from clues.api.move_shapes import (
    ClueReportRow,
    DueDateRow,
    MotionRow,
    ReferralRow,
    SuspensionRow,
    TransferOutcomeRow,
    TransferRow,
)
from clues.api.related_shapes import KinRow, RelatedShown
from clues.api.report_shapes import ReportingShown
from clues.api.result_shapes import ResultRow
from clues.api.stage_shapes import StageRow
from clues.models.imports import ImportState
from clues.terms import (
    Authority,
    ClueState,
    LetterState,
    Signing,
    Source,
    SubjectKind,
    Task,
)
from hub.approvals.api.shapes import Move
from hub.approvals.terms import Outcome


class LetterRow(serializers.Serializer):
    id = serializers.IntegerField()
    number = serializers.CharField()
    title = serializers.CharField()
    source = serializers.ChoiceField(Source.choices)  # type: ignore[assignment]
    signing = serializers.ChoiceField(Signing.choices)
    category = serializers.CharField(source="category.code", allow_null=True)
    classification = serializers.CharField(source="classification.code", help_text="Code of the level.")
    state = serializers.ChoiceField(LetterState.choices)
    received_on = serializers.DateField()
    registered_at = serializers.DateTimeField()
    version = serializers.IntegerField()


class LetterFacts(LetterRow):
    text = serializers.CharField()
    external_number = serializers.CharField()
    unit = serializers.CharField(source="unit.code", help_text="The petition office that received it.")


class ClueRow(serializers.Serializer):
    id = serializers.IntegerField()
    number = serializers.CharField()
    title = serializers.CharField()
    source = serializers.ChoiceField(Source.choices)  # type: ignore[assignment]
    category = serializers.CharField(source="category.code")
    classification = serializers.CharField(source="classification.code", help_text="Code of the level.")
    state = serializers.ChoiceField(ClueState.choices)
    subject = serializers.CharField(source="subject.name")
    holder = serializers.CharField(source="holder.code", help_text="The unit that has it in hand.")
    target = serializers.CharField(
        source="target.code", allow_null=True, help_text="The unit it is to go to next."
    )
    registered_at = serializers.DateTimeField()
    opinion_due_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()


class ClueFacts(ClueRow):
    result_due_at = serializers.DateTimeField(allow_null=True)
    summary = serializers.CharField()
    office = serializers.CharField(
        source="office.code", help_text="The case management office that keeps it."
    )
    initiator = serializers.CharField(source="initiator.display_name")


class SubjectRow(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(SubjectKind.choices)


class StandingRow(serializers.Serializer):
    post = serializers.CharField()
    unit = serializers.CharField(source="unit.code", allow_null=True)
    unit_name = serializers.CharField(help_text="As written, where the unit is not of the hub.")
    branch = serializers.CharField()
    authority = serializers.ChoiceField(Authority.choices)
    territory = serializers.CharField()
    from_on = serializers.DateField()


class SubjectShown(SubjectRow):
    standing = StandingRow(allow_null=True)


class LetterReference(serializers.Serializer):
    number = serializers.CharField()
    title = serializers.CharField()
    received_on = serializers.DateField()
    state = serializers.ChoiceField(LetterState.choices)


class ClueReference(serializers.Serializer):
    number = serializers.CharField()
    title = serializers.CharField()
    state = serializers.ChoiceField(ClueState.choices)


class AttachmentRow(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()
    size = serializers.IntegerField(help_text="Bytes.")
    sha256 = serializers.CharField()
    added_at = serializers.DateTimeField()


class AttachmentAdded(serializers.Serializer):
    """No file name: the answer is kept for a repeat, and a name can be text of the matter."""

    id = serializers.IntegerField()


class FeedbackRow(serializers.Serializer):
    to_unit = serializers.CharField(source="to_unit.code")
    text = serializers.CharField()
    by = serializers.CharField(source="by.display_name")
    at = serializers.DateTimeField()


class LetterShown(LetterFacts, LetterWays):
    """``repeat_of``, ``repeats`` and ``clues`` name only what the caller may see too."""

    subjects = SubjectRow(many=True)
    attachments = AttachmentRow(many=True)
    repeat_of = serializers.CharField(allow_null=True, help_text="Number of the first letter of the kind.")
    repeats = LetterReference(many=True)
    clues = ClueReference(many=True)
    feedback = FeedbackRow(many=True)
    reporting = ReportingShown(allow_null=True)


class ProposalRow(serializers.Serializer):
    rule = serializers.CharField(source="rule.code", allow_null=True)
    rule_version = serializers.IntegerField(source="rule.version", allow_null=True)
    values = serializers.DictField(help_text="The facts the rules were asked with.")
    proposed = serializers.CharField(source="proposed.code", allow_null=True)
    chosen = serializers.CharField(source="chosen.code")
    override_reason = serializers.CharField()
    by = serializers.CharField(source="by.display_name")
    at = serializers.DateTimeField()


class CustodyRow(serializers.Serializer):
    from_unit = serializers.CharField(source="from_unit.code")
    to_unit = serializers.CharField(source="to_unit.code")
    given_by = serializers.CharField(source="given_by.display_name")
    given_at = serializers.DateTimeField()
    note = serializers.CharField()
    received_by = serializers.CharField(source="received_by.display_name", allow_null=True)
    received_at = serializers.DateTimeField(allow_null=True)
    returned_at = serializers.DateTimeField(allow_null=True)
    return_reason = serializers.CharField()


class HandlerRow(serializers.Serializer):
    username = serializers.CharField(source="person.username")
    name = serializers.CharField(source="person.display_name")


class OpinionRow(serializers.Serializer):
    way = serializers.CharField(source="way.code")
    plan = serializers.CharField()
    details = serializers.DictField(help_text="Code of a field of the way -> what was written there.")
    by = serializers.CharField(source="by.display_name")
    at = serializers.DateTimeField()


class HoldRow(serializers.Serializer):
    reason = serializers.CharField()
    by = serializers.CharField(source="by.display_name")
    at = serializers.DateTimeField()
    review_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)
    end_reason = serializers.CharField()


class FollowUpRow(serializers.Serializer):
    task = serializers.ChoiceField(Task.choices)
    opened_at = serializers.DateTimeField()
    told_on = serializers.DateField(allow_null=True)
    note = serializers.CharField()
    late_reason = serializers.CharField()
    by = serializers.CharField(source="by.display_name", allow_null=True)


class ApprovalReference(serializers.Serializer):
    id = serializers.IntegerField()
    purpose = serializers.CharField()
    outcome = serializers.ChoiceField(Outcome.choices)


class ClueShown(ClueFacts):
    """``letters`` are those the caller may see too."""

    subject = SubjectShown()  # type: ignore[assignment]
    letters = LetterReference(many=True)
    allegations = AllegationShown(many=True)
    proposals = ProposalRow(many=True)
    custody = CustodyRow(many=True)
    handlers = HandlerRow(many=True)
    opinions = OpinionRow(many=True)
    results = ResultRow(many=True)
    holds = HoldRow(many=True)
    follow_ups = FollowUpRow(many=True)
    stages = StageRow(many=True)
    inquiries = InquiryShown(many=True)
    feedback = FeedbackRow(many=True)
    approvals = ApprovalReference(many=True)
    due_dates = DueDateRow(many=True)
    suspensions = SuspensionRow(many=True)
    motions = MotionRow(many=True)
    framing = FramingRow(many=True, help_text="Decisions on the letters it was drawn from.")
    referral = ReferralRow(allow_null=True, help_text="How a partner body passed it on.")
    report = ClueReportRow(allow_null=True, help_text="What is to be reported upward.")
    transfers = TransferRow(many=True)
    outcomes = TransferOutcomeRow(many=True)
    kin = KinRow(many=True)
    related = RelatedShown()
    transitions = Move(many=True)


class RouteShown(serializers.Serializer):
    """The unit the rules propose today, by which rule, from which facts; nulls where no rule holds."""

    rule = serializers.CharField(source="rule.code", allow_null=True)
    rule_version = serializers.IntegerField(source="rule.version", allow_null=True)
    basis = serializers.CharField(source="rule.basis", allow_null=True, help_text="Source and article.")
    unit = serializers.CharField(source="unit.code", allow_null=True)
    values = serializers.DictField(help_text="The facts the rules were asked with.")


class Explanation(serializers.Serializer):
    """Why a person can, or cannot, see a letter or clue, now or on a day."""

    person = serializers.CharField()
    sees = serializers.BooleanField()
    code = serializers.CharField()
    sentence = serializers.CharField(help_text="In the language of the request.")


class Identity(serializers.Serializer):
    """Who wrote a letter. Given out once per opening and kept nowhere on the way."""

    name = serializers.CharField()
    contact = serializers.CharField()


class ImportRow(serializers.Serializer):
    id = serializers.IntegerField()
    file_name = serializers.CharField()
    state = serializers.ChoiceField(ImportState.choices)
    source = serializers.ChoiceField(Source.choices)  # type: ignore[assignment]
    classification = serializers.CharField(source="level.code", help_text="Code of the level.")
    total = serializers.IntegerField(help_text="Rows of the file; 0 before it is started.")
    done = serializers.IntegerField(help_text="Rows dealt with.")
    by = serializers.CharField(source="by.display_name")
    at = serializers.DateTimeField()
    version = serializers.IntegerField()


class ImportFacts(ImportRow):
    mapping = serializers.DictField(help_text="Heading -> field; empty for a column left out.")
    note = serializers.CharField(help_text="What of the file was left unread.")
    problem = serializers.CharField(help_text="Why it stopped.")
    kept_until = serializers.DateTimeField(allow_null=True, help_text="Until then it can be resumed.")


class ImportShown(ImportFacts):
    registered = serializers.IntegerField()
    known = serializers.IntegerField()
    quarantined = serializers.IntegerField()
