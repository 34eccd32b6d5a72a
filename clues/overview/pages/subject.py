"""The page of the subject of a clue."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from clues.clue.rows import CLUE
from clues.clue.tones import tone_of
from clues.corrections.told import changes_of
from clues.overview.subject import dossier_of
from hub.access.looks import note_look
from hub.access.models import What
from hub.steps.pages import RowPage


class ClueSubject(RowPage, TemplateView):
    rows = CLUE
    template_name = "clues/overview/subject.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        note_look(self.request, self.row, What.PAGE)
        dossier = dossier_of(self.row, self.person)
        return super().get_context_data(
            dossier=dossier,
            matters=[(clue, tone_of(clue.state)) for clue in dossier.clues],
            corrections=[(each, changes_of(each)) for each in dossier.corrections],
            **kwargs,
        )
