"""What inputs may name: categories, ways of disposal, levels, sources, and who can handle a clue."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.policies import classifications_for
from accounts.querysets import on_day
from clues.api.choices import (
    Categories,
    CategoryRow,
    DisposalWays,
    EligibleHandler,
    EligibleHandlers,
    LevelRow,
    Levels,
    Sources,
    WayFieldRow,
    WayRow,
)
from clues.api.clues import visible_clue
from clues.flow import HANDLED, ClueFlow
from clues.handlers import eligible_handlers
from clues.models import Category, DisposalWay, WayField
from clues.terms import Source
from hub.kernel.transitions import check
from hub.rest.problems import CONTENT_TYPE
from hub.rest.rows import row_of, rows_of
from hub.rest.views import Door


class CategoryList(Door):
    """The categories of allegation, a tree."""

    @extend_schema(operation_id="categories_list", responses=Categories)
    def get(self, request: Request, **kwargs: Any) -> Response:
        return Response({"items": rows_of(Category.objects.order_by("code"), CategoryRow)})


class DisposalWayList(Door):
    """The ways of disposal in force today."""

    @extend_schema(operation_id="disposal_ways_list", responses=DisposalWays)
    def get(self, request: Request, **kwargs: Any) -> Response:
        in_force = DisposalWay.objects.filter(on_day(timezone.localdate()))
        fields = defaultdict(list)
        for field in WayField.objects.filter(way__in=in_force).select_related("way"):
            fields[field.way.code].append(row_of(field, WayFieldRow))
        ways = rows_of(in_force.order_by("pk"), WayRow)
        return Response({"items": [{**way, "fields_required": fields[way["code"]]} for way in ways]})


class LevelList(Door):
    """The levels of secrecy that the caller may give, which are those the caller may read."""

    @extend_schema(operation_id="levels_list", responses=Levels)
    def get(self, request: Request, **kwargs: Any) -> Response:
        return Response({"items": rows_of(classifications_for(self.person).order_by("rank"), LevelRow)})


class SourceList(Door):
    """Where letters and clues come from."""

    @extend_schema(operation_id="sources_list", responses=Sources)
    def get(self, request: Request, **kwargs: Any) -> Response:
        return Response({"items": [{"code": source.value, "name": source.label} for source in Source]})


class ClueHandlers(Door):
    """Whom the caller may name as handlers of a clue now: of the unit in charge, cleared, not recused."""

    @extend_schema(
        operation_id="clues_eligible_handlers_list",
        responses={
            200: EligibleHandlers,
            (409, CONTENT_TYPE): OpenApiResponse(
                OpenApiTypes.OBJECT, "A problem: naming handlers is not the clue's next step."
            ),
        },
    )
    def get(self, request: Request, number: str) -> Response:
        clue = visible_clue(number, self.person)
        flow = ClueFlow(clue)
        check(flow.replace_handler if clue.state in HANDLED else flow.assign, by=self.person)
        choice = eligible_handlers(clue)
        return Response(
            {
                "items": [row_of(person, EligibleHandler) for person in choice.offered],
                "not_offered": [row_of(person, EligibleHandler) for person in choice.not_offered],
            }
        )
