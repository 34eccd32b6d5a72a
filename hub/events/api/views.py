"""A person's own notices, to be fetched from the last sequence number on."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from hub.access.matters import visible_matters
from hub.events.actions import mark_read
from hub.events.api.shapes import Line, Marked, NoticeQuery, NoticeShown, NoticeSource, UpTo
from hub.events.kinds import title_of
from hub.events.models import Notice
from hub.rest.idempotency import once
from hub.rest.links import link_to
from hub.rest.paging import limit_of, page_answer, page_schema
from hub.rest.queries import asked
from hub.rest.rows import rows_of
from hub.rest.views import KEY, LIMIT, Door, strict_input


class NoticeList(Door):
    """Notices of the caller, the oldest first: ask again with the highest number you know.

    The live socket only says that there are new ones; this list is the truth and misses nothing.
    """

    @extend_schema(
        operation_id="notices_list", parameters=[LIMIT, NoticeQuery], responses=page_schema(NoticeShown)
    )
    def get(self, request: Request, **kwargs: Any) -> Response:
        limit = limit_of(request)
        own = Notice.objects.visible_to(self.person).filter(**asked(request, NoticeQuery)).order_by("seq")
        rows = rows_of(own[: limit + 1], NoticeSource)
        shown = rows[:limit]
        more = {"after": shown[-1]["seq"]} if len(rows) > limit else {}
        return page_answer(request, _told(shown, self.person), more, start="after")


class NoticesRead(Door):
    """Mark the caller's notices read up to a sequence number."""

    @extend_schema(request=UpTo, responses=Marked, parameters=[KEY])
    def post(self, request: Request, **kwargs: Any) -> Response:
        return once(request, lambda: self._mark(request))

    def _mark(self, request: Request) -> Response:
        return Response({"marked": mark_read(by=self.person, **strict_input(UpTo, request))})


def _told(rows: list[Line], person: Any) -> list[Line]:
    """Name the matters that are visible now, whatever was visible when the notices were sent."""
    matters = visible_matters(person, ((row["of_label"], row["of_id"]) for row in rows))
    for row in rows:
        matter = matters.get((row.pop("of_label"), row.pop("of_id")))
        row["title"] = title_of(row["kind"])
        row["by"] = row["by"] if matter else None
        row["number"] = matter.number if matter else None  # type: ignore[attr-defined]
        row["url"] = link_to(matter) if matter else None
    return rows
