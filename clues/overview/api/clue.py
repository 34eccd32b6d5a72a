"""Clues over the interface: the list, one clue with everything on it, its history and its route."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from clues.allegations.alleged import alleged_in
from clues.allegations.shapes import allegation_shown
from clues.closing.shapes import FollowUpRow
from clues.clue.kin import kin_of
from clues.clue.models.clues import Clue
from clues.clue.rows import CLUE
from clues.clue.shapes import ClueFacts, ClueRow, HandlerRow, KinRow
from clues.custody.shapes import CustodyRow
from clues.disposal.shapes import HoldRow, OpinionRow, ResultRow
from clues.inquiries.shapes import inquiries_shown
from clues.intake.models import Referral
from clues.intake.shapes import ReferralRow
from clues.letter_ways.shapes import FramingRow
from clues.letter_ways.standing import framing_about
from clues.letters.models.letters import Letter
from clues.letters.shapes import LetterReference
from clues.motions.shapes import MotionRow
from clues.overview.inputs import ClueQuery
from clues.overview.seen import visible_clue
from clues.overview.shapes.clue import ClueShown
from clues.overview.shapes.rest import ApprovalReference
from clues.related.known import related_of
from clues.related.shapes import related_shown
from clues.reporters.shapes import FeedbackRow
from clues.reporting.models import ClueReport
from clues.reporting.shapes import ClueReportRow
from clues.routing.rules import route
from clues.routing.shapes import ProposalRow, RouteShown
from clues.subjects.models import Subject
from clues.subjects.shapes import StandingRow, SubjectRow
from clues.timing.shapes import DueDateRow, SuspensionRow
from clues.transfers.models import TransferOutcome
from clues.transfers.shapes import TransferOutcomeRow, TransferRow
from clues.ways.shapes import StageRow
from hub.access.looks import note_look
from hub.access.models import What
from hub.access.paging import page_of
from hub.approvals.models import Approval
from hub.events.api.shapes import LedgerLine, TitledLine
from hub.events.kinds import title_of
from hub.events.models import Entry
from hub.kernel.keyset import newest
from hub.rest.paging import page_schema
from hub.rest.rows import columns, named, row_of, rows_of
from hub.rest.views import Door, DossierView, ListView
from hub.steps.offers import offer_shown, offers_of


@extend_schema_view(
    get=extend_schema(operation_id="clues_list", parameters=[ClueQuery], responses=page_schema(ClueRow))
)
class Clues(ListView):
    """Clues the caller may see, newest first."""

    query_class = ClueQuery

    def page(self, before: int | None, limit: int, **wanted: Any) -> Sequence[Any]:
        clues = columns(Clue.objects.filter(**wanted), ClueRow)
        return named(page_of(clues, self.person, before=before, limit=limit), ClueRow)


@extend_schema_view(get=extend_schema(responses=ClueShown))
class ClueDetail(DossierView):
    """One clue with all that hangs on it, and the steps its state allows with a verdict for the caller."""

    def find(self, request: Request, number: str) -> QuerySet[Clue]:
        related = ("category", "classification", "subject", "holder", "target", "office", "initiator")
        return Clue.objects.visible_to(self.person).filter(number=number).select_related(*related)

    def show(self, row: Clue, request: Request) -> dict[str, Any]:
        note_look(request, row, What.INTERFACE)
        letters = Letter.objects.visible_to(self.person).filter(clues=row)
        kin = kin_of(row, self.person)
        return {
            **row_of(row, ClueFacts),
            "subject": _subject(row.subject),
            "letters": rows_of(letters.order_by("pk"), LetterReference),
            "allegations": [allegation_shown(each) for each in alleged_in(row, kin, self.person)],
            "proposals": rows_of(row.proposals.order_by("pk"), ProposalRow),
            "custody": rows_of(row.custodies.order_by("pk"), CustodyRow),
            "handlers": rows_of(row.assignments.filter(ended_at=None).order_by("pk"), HandlerRow),
            "opinions": rows_of(row.opinions.order_by("pk"), OpinionRow),
            "results": rows_of(row.results.order_by("pk"), ResultRow),
            "holds": rows_of(row.holds.order_by("pk"), HoldRow),
            "inquiries": inquiries_shown(row),
            "stages": rows_of(row.stages.order_by("pk"), StageRow),
            "follow_ups": rows_of(row.follow_ups.order_by("pk"), FollowUpRow),
            "feedback": rows_of(row.feedbacks.order_by("pk"), FeedbackRow),
            "approvals": rows_of(Approval.objects.about(row).order_by("pk"), ApprovalReference),
            "due_dates": rows_of(row.due_dates.order_by("pk"), DueDateRow),
            "suspensions": rows_of(row.suspensions.order_by("pk"), SuspensionRow),
            "framing": rows_of(framing_about(row).order_by("pk"), FramingRow),
            "motions": rows_of(row.motions.order_by("pk"), MotionRow),
            "referral": next(iter(rows_of(Referral.objects.filter(clue=row), ReferralRow)), None),
            "report": next(iter(rows_of(ClueReport.objects.filter(clue=row), ClueReportRow)), None),
            "transfers": rows_of(row.transfers.order_by("pk"), TransferRow),
            "outcomes": rows_of(
                TransferOutcome.objects.filter(transfer__clue=row).order_by("pk"), TransferOutcomeRow
            ),
            "kin": [row_of(each, KinRow) for each in kin],
            "related": related_shown(related_of(row, self.person)),
            "transitions": [offer_shown(offer, row) for offer in offers_of(CLUE.steps, row, self.person)],
        }


class ClueRoute(Door):
    """The unit the routing rules propose today, and why."""

    @extend_schema(responses=RouteShown)
    def get(self, request: Request, number: str) -> Response:
        return Response(row_of(route(visible_clue(number, self.person)), RouteShown))


@extend_schema_view(get=extend_schema(operation_id="clues_history_list", responses=page_schema(TitledLine)))
class ClueHistory(ListView):
    """The lines of the ledger about a clue, newest first."""

    def page(self, before: int | None, limit: int, *, number: str, **wanted: Any) -> Sequence[Any]:
        lines = Entry.objects.about(visible_clue(number, self.person)).steps()
        return rows_of(newest(lines, before, limit), LedgerLine)

    def show(self, row: dict[str, Any]) -> dict[str, Any]:
        return {**row, "title": title_of(row["kind"])}


def _subject(subject: Subject) -> dict[str, Any]:
    standing = rows_of(subject.standings.current()[:1], StandingRow)
    return {**row_of(subject, SubjectRow), "standing": standing[0] if standing else None}
