"""The subject of a clue, and having data about it corrected."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from clues.dossier import changes_of, dossier_of, receivers_of
from clues.policies.clues import may_manage
from clues.steps.corrections import ANSWER_CORRECTION
from clues.steps.rows import CLUE, CORRECTION
from clues.terms import CorrectionOutcome
from clues.tones import tone_of
from hub.access.looks import note_look
from hub.access.models import What
from hub.steps.offers import form_for
from hub.steps.pages import RowPage


class ClueSubject(RowPage, TemplateView):
    rows = CLUE
    template_name = "clues/subject.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        note_look(self.request, self.row, What.PAGE)
        dossier = dossier_of(self.row, self.person)
        return super().get_context_data(
            dossier=dossier,
            matters=[(clue, tone_of(clue.state)) for clue in dossier.clues],
            corrections=[(each, changes_of(each)) for each in dossier.corrections],
            **kwargs,
        )


class CorrectionPage(RowPage, TemplateView):
    """What was asked and answered; for case managers also the form of the answer, and who had received it."""

    template_name = "clues/correction.html"
    rows = CORRECTION

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.row
        note_look(self.request, asked.clue, What.PAGE)
        is_open = asked.outcome == CorrectionOutcome.OPEN
        return super().get_context_data(
            asked=asked,
            changes=changes_of(asked),
            receivers=receivers_of(asked) if may_manage(asked.clue, self.person) else [],
            answer=form_for(ANSWER_CORRECTION, asked, self.person) if is_open else None,
            **kwargs,
        )
