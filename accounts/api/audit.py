"""The read log; for the audit administrator also who sees or saw a matter, by number. Nothing of any text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.policies import may_audit
from hub.access.api import (
    AuditLookQuery,
    DayQuery,
    LookPage,
    Openings,
    OwnLookQuery,
    look_shown,
    openings_shown,
)
from hub.access.looks import lines_of, numbered_lines_of
from hub.access.matters import matter_numbered, visible_matters
from hub.access.models import Look
from hub.access.past import openings_on
from hub.access.readers import openings_of
from hub.kernel.errors import NotVisible, demand
from hub.kernel.keyset import newest
from hub.rest.queries import asked
from hub.rest.views import Door, ListView


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


@extend_schema_view(
    get=extend_schema(operation_id="own_looks_list", parameters=[OwnLookQuery], responses=LookPage)
)
class OwnLooks(ListView):
    """What the caller looked at, newest first; a matter is named as long as the caller sees it."""

    query_class = OwnLookQuery

    def page(self, before: int | None, limit: int, **wanted: Any) -> Sequence[Any]:
        own = Look.objects.visible_to(self.person).filter(**wanted)
        looks = list(newest(own.with_names(), before, limit))
        matters = visible_matters(self.person, {(look.label, look.row_id) for look in looks})
        return [look_shown(line) for line in lines_of(looks, matters)]


@extend_schema_view(
    get=extend_schema(operation_id="audit_looks_list", parameters=[AuditLookQuery], responses=LookPage)
)
class AuditLooks(ListView):
    """Every look at every matter, newest first, for the audit administrator."""

    query_class = AuditLookQuery

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        demand(may_audit(self.person))

    def page(self, before: int | None, limit: int, **wanted: Any) -> Sequence[Any]:
        looks = newest(Look.objects.filter(**wanted).with_names(), before, limit)
        return [look_shown(line, coded=True) for line in numbered_lines_of(looks)]
