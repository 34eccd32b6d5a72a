"""Periodic bulletins between offices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request

from accounts.models import Person
from clues.bulletins.models import Bulletin
from clues.bulletins.terms import Told
from hub.kernel.errors import NotVisible
from hub.kernel.keyset import newest
from hub.rest.paging import page_schema
from hub.rest.rows import row_of, rows_of
from hub.rest.views import DossierView, ListView


class BulletinRow(serializers.Serializer):
    """first_on, last_on: the days of the period, both included."""

    id = serializers.IntegerField()
    number = serializers.CharField()
    kind = serializers.ChoiceField(Told.choices, source="rule.kind")
    sender = serializers.CharField(source="sender.code")
    receiver = serializers.CharField(source="receiver.code")
    first_on = serializers.DateField()
    last_on = serializers.DateField()
    remark = serializers.CharField()
    sent_at = serializers.DateTimeField(allow_null=True)
    signed_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()


class BulletinLineRow(serializers.Serializer):
    """repeats: how often the letter was repeated in the period. fed_back_at: when its result was told."""

    id = serializers.IntegerField()
    letter = serializers.CharField(source="letter.number")
    repeats = serializers.IntegerField()
    fed_back_at = serializers.DateTimeField(source="feedback.at", allow_null=True)


@extend_schema_view(get=extend_schema(operation_id="bulletins_list", responses=page_schema(BulletinRow)))
class Bulletins(ListView):
    """Those the caller's office sends, and those that were sent to it."""

    def page(self, before: int | None, limit: int, **wanted: Any) -> Sequence[Any]:
        return rows_of(newest(Bulletin.objects.visible_to(self.person), before, limit), BulletinRow)


class OneBulletin:
    """Beside a view of one bulletin."""

    person: Person

    def find(self, request: Request, number: str) -> QuerySet[Bulletin]:
        return Bulletin.objects.visible_to(self.person).filter(number=number)


@extend_schema_view(get=extend_schema(responses=BulletinRow))
class BulletinDetail(OneBulletin, DossierView):
    """One bulletin."""

    def show(self, row: Bulletin, request: Request) -> dict[str, Any]:
        return row_of(row, BulletinRow)


@extend_schema_view(
    get=extend_schema(operation_id="bulletin_lines_list", responses=page_schema(BulletinLineRow))
)
class BulletinLines(OneBulletin, ListView):
    """Its letters, as far as the caller sees them."""

    def page(self, before: int | None, limit: int, **wanted: Any) -> Sequence[Any]:
        bulletin = self.find(self.request, wanted["number"]).first()
        if bulletin is None:
            raise NotVisible
        return rows_of(newest(bulletin.lines.visible_to(self.person), before, limit), BulletinLineRow)
