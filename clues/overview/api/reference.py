"""What inputs may name: categories, levels, sources, and who can handle a clue."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.policies import classifications_for
from clues.categories import Category
from clues.clue.flow import HANDLED, ClueFlow
from clues.clue.handlers import eligible_handlers
from clues.overview.seen import visible_clue
from clues.terms import Source
from hub.kernel.transitions import check
from hub.rest.problems import CONTENT_TYPE
from hub.rest.rows import row_of, rows_of
from hub.rest.views import Door


class CategoryRow(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    name_en = serializers.CharField()
    parent = serializers.CharField(  # type: ignore[assignment]
        source="parent.code", allow_null=True, help_text="Code of the one above."
    )


class Categories(serializers.Serializer):
    items = CategoryRow(many=True)


class LevelRow(serializers.Serializer):
    code = serializers.CharField()
    rank = serializers.IntegerField(help_text="The higher, the more secret.")
    name = serializers.CharField(source="name_zh")
    name_en = serializers.CharField()


class Levels(serializers.Serializer):
    items = LevelRow(many=True)


class SourceRow(serializers.Serializer):
    code = serializers.ChoiceField(Source.choices)
    name = serializers.CharField(help_text="In the language of the request.")


class Sources(serializers.Serializer):
    items = SourceRow(many=True)


class EligibleHandler(serializers.Serializer):
    username = serializers.CharField()
    name = serializers.CharField(source="display_name")


class EligibleHandlers(serializers.Serializer):
    items = EligibleHandler(many=True)
    not_offered = EligibleHandler(many=True, help_text="Left out because of recusal; why is not told.")


class CategoryList(Door):
    """The categories of allegation, a tree."""

    @extend_schema(operation_id="categories_list", responses=Categories)
    def get(self, request: Request, **kwargs: Any) -> Response:
        return Response({"items": rows_of(Category.objects.order_by("code"), CategoryRow)})


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
