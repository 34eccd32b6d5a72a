"""The subject of a clue, and having data about it corrected."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from clues.api.clues import visible_clue
from clues.api.correction_shapes import CorrectionRow, CorrectionShown, DossierShown, OutcomeRow, ReceiverRow
from clues.api.shapes import ClueReference, LetterReference, StandingRow, SubjectRow
from clues.dossier import dossier_of, receivers_of
from clues.models import Correction
from clues.policies.clues import may_manage
from hub.access.looks import note_look
from hub.access.models import What
from hub.rest.rows import row_of
from hub.rest.views import Door, DossierView


class ClueSubject(Door):
    """Who the clue is about: as far as the caller sees them, the matters, how they ended, the corrections."""

    @extend_schema(responses=DossierShown)
    def get(self, request: Request, number: str) -> Response:
        clue = visible_clue(number, self.person)
        note_look(request, clue, What.INTERFACE)
        dossier = dossier_of(clue, self.person)
        return Response(
            {
                **row_of(dossier.subject, SubjectRow),
                "identifiers": list(dossier.identifiers),
                "standings": [row_of(each, StandingRow) for each in dossier.standings],
                "clues": [row_of(each, ClueReference) for each in dossier.clues],
                "letters": [row_of(each, LetterReference) for each in dossier.letters],
                "outcomes": [row_of(each, OutcomeRow) for each in dossier.outcomes],
                "corrections": [row_of(each, CorrectionRow) for each in dossier.corrections],
            }
        )


@extend_schema_view(get=extend_schema(responses=CorrectionShown))
class CorrectionDetail(DossierView):
    """What was said to be wrong, and what came of it."""

    def find(self, request: Request, pk: int) -> QuerySet[Correction]:
        visible = Correction.objects.visible_to(self.person).filter(pk=pk)
        return visible.select_related("clue", "asked_by")

    def show(self, row: Correction, request: Request) -> dict[str, Any]:
        note_look(request, row.clue, What.INTERFACE)
        receivers = receivers_of(row) if may_manage(row.clue, self.person) else []
        return {
            **row_of(row, CorrectionRow),
            "receivers": [row_of(each, ReceiverRow) for each in receivers],
        }
