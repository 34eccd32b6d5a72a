"""What waits for the caller."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from hub.duties.inbox import Waiting, inbox_of
from hub.rest.links import link_to
from hub.rest.paging import page_schema
from hub.rest.views import ListView


class DutyShown(serializers.Serializer):
    id = serializers.IntegerField()
    kind = serializers.CharField()
    title = serializers.CharField(help_text="What is to be done, in the language of the request.")
    why = serializers.CharField(help_text="Why it waits, in the language of the request.")
    number = serializers.CharField(help_text="Number of the matter.")
    url = serializers.CharField(allow_null=True, help_text="Address of the matter in this interface.")
    ref = serializers.IntegerField(
        allow_null=True, help_text="What within the matter: the id of the approval for approval.* duties."
    )
    opened_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField(allow_null=True)
    due_certain = serializers.BooleanField(
        help_text="False when the deadline runs through a year whose working days are not known yet."
    )
    overdue = serializers.BooleanField()


@extend_schema_view(get=extend_schema(operation_id="duties_list", responses=page_schema(DutyShown)))
class DutyList(ListView):
    """The caller's open duties, the most urgent first; only those whose matter is visible now."""

    def page(self, before: int | None, limit: int, *args: Any, **wanted: Any) -> Sequence[Any]:
        now = timezone.now()
        return [_shown(line, now) for line in inbox_of(self.person, limit=limit, after=before)]


def _shown(line: Waiting, now: datetime) -> dict[str, Any]:
    duty = line.duty
    return {
        "id": duty.pk,
        "kind": duty.kind,
        "title": duty.what.title,
        "why": duty.what.why,
        "number": line.matter.number,
        "url": link_to(line.matter),
        "ref": duty.ref,
        "opened_at": duty.opened_at,
        "due_at": duty.due_at,
        "due_certain": duty.due_certain,
        "overdue": duty.due_at is not None and duty.due_at < now,
    }
