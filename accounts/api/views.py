"""Units to choose from, and who the caller is."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.shapes import Me, MeWithPosts, PostRow, UnitRow, Units
from accounts.models import Unit
from hub.rest.rows import row_of, rows_of
from hub.rest.views import Door


class UnitList(Door):
    """The units that exist today, by code. Everybody who signs in may know them."""

    @extend_schema(operation_id="units_list", responses=Units)
    def get(self, request: Request, **kwargs: Any) -> Response:
        return Response({"items": rows_of(Unit.objects.existing().order_by("code"), UnitRow)})


class Myself(Door):
    """The caller: name, clearance, and the posts held today."""

    @extend_schema(responses=MeWithPosts)
    def get(self, request: Request, **kwargs: Any) -> Response:
        posts = [row_of(post, PostRow) for post in self.person.current_posts]
        roles = sorted({post["role"] for post in posts})
        return Response({**row_of(self.person, Me), "roles": roles, "posts": posts})
