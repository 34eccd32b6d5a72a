"""The page of a correction."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from clues.clue.policies import may_manage
from clues.corrections.rows import CORRECTION
from clues.corrections.steps import ANSWER_CORRECTION
from clues.corrections.terms import CorrectionOutcome
from clues.corrections.told import changes_of, receivers_of
from hub.access.looks import note_look
from hub.access.models import What
from hub.steps.offers import form_for
from hub.steps.pages import RowPage


class CorrectionPage(RowPage, TemplateView):
    """What was asked and answered; for case managers also the form of the answer, and who had received it."""

    template_name = "clues/corrections/correction.html"
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
