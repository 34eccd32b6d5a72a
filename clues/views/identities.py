"""The page on which a reporter's identity is opened once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse

from clues.actions.identities import open_identity
from clues.policies import identities as identity_policies
from clues.steps.rows import LETTER
from hub.kernel.errors import demand
from hub.kernel.views import ActionFormView
from hub.steps.pages import RowPage


class LetterReporter(RowPage, ActionFormView):
    """Shows once who wrote the letter, to whoever was granted it; the opening is on record before that."""

    rows = LETTER
    template_name = "clues/letter_reporter.html"
    form_class = forms.Form

    def permit(self) -> None:
        demand(identity_policies.may_open_identity(self.row, self.person))

    def act(self, form: Any) -> tuple[str, str]:
        return open_identity(self.row.number, by=self.person)

    def answer(self, made: tuple[str, str]) -> HttpResponse:
        return self.render_to_response(self.get_context_data(identity={"name": made[0], "contact": made[1]}))
