"""Reports upward about a clue."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from accounts.models import Person
from clues.actions.reporting import ReportMade, note_report
from clues.api.stepping import ClueStep
from clues.models import Clue
from hub.rest.fields import Text
from hub.rest.serializers import StrictSerializer


class ClueReportInput(StrictSerializer):
    reported_on = serializers.DateField(help_text="Today, or an earlier day with late_reason.")
    organ = Text(max_length=120, help_text="To whom it was reported.")
    document = Text(max_length=80, help_text="Number of the report.")
    late_reason = Text(max_length=300, required=False, allow_blank=True)


class ClueReports(ClueStep):
    """Note that the clue was reported upward."""

    serializer_class = ClueReportInput

    def act(self, row: Clue, *, by: Person, **data: Any) -> Clue:
        return note_report(row.number, new=ReportMade(**data), by=by)
