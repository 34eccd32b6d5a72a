"""For the audit administrator: who sees or saw a matter, by its number. Nothing of its text."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.policies import may_audit
from hub.access.api import DayQuery, Openings, openings_shown
from hub.access.matters import matter_numbered
from hub.access.past import openings_on
from hub.access.readers import openings_of
from hub.kernel.errors import NotVisible, demand
from hub.rest.queries import asked
from hub.rest.views import Door


class AuditReaders(Door):
    """Who sees a matter now, or saw it at any time of a day."""

    @extend_schema(parameters=[DayQuery], responses=Openings)
    def get(self, request: Request, number: str) -> Response:
        demand(may_audit(self.person))
        row = matter_numbered(number)
        if row is None:
            raise NotVisible
        day = asked(request, DayQuery).get("day")
        return Response(openings_shown(openings_on(row, day) if day else openings_of(row), coded=True))
