"""The subject of a clue, over the interface."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from clues.clue.shapes import ClueReference
from clues.corrections.shapes import CorrectionRow
from clues.letters.shapes import LetterReference
from clues.overview.seen import visible_clue
from clues.overview.shapes.subject import DossierShown, OutcomeRow
from clues.overview.subject import dossier_of
from clues.subjects.shapes import StandingRow, SubjectRow
from hub.access.looks import note_look
from hub.access.models import What
from hub.rest.rows import row_of
from hub.rest.views import Door


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
