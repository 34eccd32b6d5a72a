"""The caller's own absences and those in which they stand in."""

from __future__ import annotations

from django.db.models import Q
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from hub.approvals import actions
from hub.approvals.api import shapes
from hub.approvals.models import Absence
from hub.kernel.errors import NotVisible
from hub.rest.idempotency import once
from hub.rest.rows import row_of
from hub.rest.views import KEY, Door, strict_input


class Absences(Door):
    serializer_class = shapes.AbsenceInput

    @extend_schema(responses=shapes.AbsenceShown(many=True))
    def get(self, request: Request) -> Response:
        """Absences that have not passed, the latest first."""
        mine = Absence.objects.not_passed().filter(Q(person=self.person) | Q(proxy=self.person))
        return Response(
            [row_of(each, shapes.AbsenceShown) for each in mine.select_related("person", "proxy")]
        )

    @extend_schema(parameters=[KEY], responses={201: shapes.AbsenceShown})
    def post(self, request: Request) -> Response:
        """Name who signs while somebody is away: the caller, unless another is named."""
        return once(request, lambda: self._declare(request))

    def _declare(self, request: Request) -> Response:
        data = strict_input(shapes.AbsenceInput, request)
        new = actions.NewAbsence(**{"person": self.person} | data)
        made = actions.declare_absence(new, by=self.person)
        return Response(row_of(made, shapes.AbsenceShown), status=status.HTTP_201_CREATED)


class EndAbsence(Door):
    """The person is back earlier."""

    @extend_schema(request=None, parameters=[KEY], responses=shapes.AbsenceShown)
    def post(self, request: Request, absence_id: int) -> Response:
        return once(request, lambda: self._end(absence_id))

    def _end(self, absence_id: int) -> Response:
        known = Absence.objects.filter(pk=absence_id)
        if not known.filter(Q(person=self.person) | Q(declared_by=self.person)).exists():
            raise NotVisible
        return Response(row_of(actions.end_absence(absence_id, by=self.person), shapes.AbsenceShown))
