"""The ways of disposal that inputs may name, with their stages and periods."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.querysets import on_day
from clues.ways.models import DisposalWay, WayField
from clues.ways.shapes import DisposalWays, WayFieldRow, WayRow
from hub.rest.rows import row_of, rows_of
from hub.rest.views import Door


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
