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
from clues.intake.shapes import ReferralRow
from clues.letter_ways.shapes import FramingRow
from clues.letters.models.letters import Letter
from clues.letters.shapes import LetterReference
from clues.motions.shapes import MotionRow
from clues.overview.inputs import ClueQuery
from clues.overview.seen import visible_clue
from clues.overview.shapes.clue import ClueShown
from clues.overview.shapes.rest import ApprovalReference
from clues.overview.whole import read_clue
from clues.related.known import related_of
from clues.related.shapes import related_shown
from clues.reporters.shapes import FeedbackRow
from clues.reporting.shapes import ClueReportRow
from clues.routing.rules import route
from clues.routing.shapes import ProposalRow, RouteShown
from clues.subjects.models import Subject, SubjectStanding
from clues.subjects.shapes import StandingRow, SubjectRow
from clues.timing.shapes import DueDateRow, SuspensionRow
from clues.transfers.shapes import TransferOutcomeRow, TransferRow
from clues.ways.shapes import StageRow
from hub.access.looks import note_look
from hub.access.models import What
from hub.access.paging import page_of
from hub.events.api.shapes import LedgerLine, TitledLine
from hub.events.kinds import title_of
from hub.events.models import Entry
from hub.kernel.keyset import newest
from hub.rest.paging import page_schema
from hub.rest.rows import Shape, columns, named, row_of, rows_of, shown
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
        besides, kin = read_clue(row), kin_of(row, self.person)
        return {
            **row_of(row, ClueFacts),
            "subject": _subject(row.subject, besides.standing),
            "letters": rows_of(letters.order_by("pk"), LetterReference),
            "allegations": [allegation_shown(each) for each in alleged_in(row, kin, self.person)],
            "proposals": shown(row.proposals.all(), ProposalRow),
            "custody": shown(row.custodies.all(), CustodyRow),
            "handlers": shown((each for each in row.assignments.all() if not each.ended_at), HandlerRow),
            "opinions": shown(row.opinions.all(), OpinionRow),
            "results": shown(row.results.all(), ResultRow),
            "holds": shown(row.holds.all(), HoldRow),
            "inquiries": inquiries_shown(row),
            "stages": shown(row.stages.all(), StageRow),
            "follow_ups": shown(row.follow_ups.all(), FollowUpRow),
            "feedback": shown(row.feedbacks.all(), FeedbackRow),
            "approvals": shown(besides.approvals[::-1], ApprovalReference),
            "due_dates": shown(row.due_dates.all(), DueDateRow),
            "suspensions": shown(row.suspensions.all(), SuspensionRow),
            "framing": shown(besides.framing, FramingRow),
            "motions": shown(row.motions.all(), MotionRow),
            "referral": _one_shown(getattr(row, "referral", None), ReferralRow),
            "report": _one_shown(getattr(row, "report", None), ClueReportRow),
            "transfers": shown(row.transfers.all(), TransferRow),
            "outcomes": shown(besides.outcomes, TransferOutcomeRow),
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


def _subject(subject: Subject, standing: list[SubjectStanding]) -> dict[str, Any]:
    return {**row_of(subject, SubjectRow), "standing": next(iter(shown(standing, StandingRow)), None)}


def _one_shown(row: Any, shape: Shape) -> dict[str, Any] | None:
    return row_of(row, shape) if row is not None else None
