"""The page of one letter, and who sees it."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from clues.clue.models.clues import Clue
from clues.intake.policies import may_draw
from clues.letters import identity_policies
from clues.letters.models.letters import Letter
from clues.letters.policies import may_transfer
from clues.letters.rows import LETTER
from clues.letters.standing import closed_to_drawing
from clues.letters.terms import Signing
from clues.overview.letter import reporting_of, ways_of
from clues.overview.pages.readers import LooksMixin, ReadersMixin
from clues.overview.whole import read_letter
from clues.reporters.models import Feedback
from clues.reporters.policies import may_answer_reporter
from hub.access.looks import note_look
from hub.access.models import What
from hub.approvals.models import Approval
from hub.approvals.sheets import seat_asked
from hub.approvals.terms import Outcome
from hub.events.history import history_of
from hub.kernel.verdict import ALLOWED
from hub.steps.offers import action_for
from hub.steps.pages import RowPage


class LetterDetail(RowPage, TemplateView):
    rows = LETTER
    template_name = "clues/overview/letter_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        letter, person = self.row, self.person
        note_look(self.request, letter, What.PAGE)
        visible, besides = Letter.objects.visible_to(person), read_letter(letter)
        may_ask = identity_policies.may_ask_for_identity(letter, person)
        requests = list(letter.identity_requests.all())
        answers = letter.signing == Signing.REAL_NAME and may_answer_reporter(letter, person)
        return super().get_context_data(
            mentions=letter.mentions.all(),
            attachments=letter.attachments.all(),
            first=visible.filter(pk=letter.repeat_of_id).first() if letter.repeat_of_id else None,
            repeats=visible.filter(repeat_of=letter).order_by("pk"),
            clues=Clue.objects.visible_to(person).filter(letters=letter).order_by("pk"),
            feedbacks=Feedback.objects.visible_to(person).about(letter).select_related("by"),
            reporting=reporting_of(letter, person) if answers else None,
            history=history_of(letter, reserved=may_ask.allowed),
            may_attach=may_transfer(letter, person),
            **self._ways(besides.approvals),
            may_ask=may_ask,
            may_open=identity_policies.may_open_identity(letter, person),
            asked=next((each for each in requests[::-1] if each.by_id == person.pk), None),
            **kwargs,
        )

    def _ways(self, approvals: list[Approval]) -> dict[str, Any]:
        """What can become of the letter now, and what has become of it beside clues."""
        letter, person = self.row, self.person
        running = next((each for each in approvals if each.outcome == Outcome.RUNNING), None)
        return {
            "draws": may_draw(letter, person).allowed and closed_to_drawing(letter) is None,
            "ways": [action_for(step, letter, ALLOWED) for step in ways_of(letter, person)],
            "running": running,
            "asked_to_sign": running is not None and seat_asked(running, person) is not None,
            "returns": letter.returns.all(),
            "passes": letter.passes.all(),
            "framing": letter.framing_findings.all(),
        }


class LetterReaders(ReadersMixin, RowPage, TemplateView):
    """Who can see the letter, or could on a day."""

    rows = LETTER


class LetterLooks(LooksMixin, RowPage, TemplateView):
    """Who looked at the letter and its files."""

    rows = LETTER

    @property
    def matters(self) -> list[Any]:
        return [self.row]
