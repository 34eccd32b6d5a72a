"""The pages of moves: what is done about an approval beside deciding it."""

from __future__ import annotations

from typing import Any

from accounts.querysets import PersonQuerySet
from hub.approvals.forms.moves import ToForm
from hub.approvals.forms.people import PeopleField, PersonField
from hub.approvals.opened import Opened
from hub.approvals.policies import may_know_left_out
from hub.approvals.signers import kept_close, left_out, possible_readers, takers
from hub.approvals.steps import MOVES, WHOLE
from hub.approvals.views.parts import ApprovalPage, Latecomers
from hub.approvals.views.people import picked
from hub.kernel.verdict import Verdict
from hub.steps.offers import action_for
from hub.steps.pages import StepPage

MOST_LEFT_OUT = 20
# Refusals that say nothing about the person: the move does not fit this step, or it is done already.
_PLAIN = {
    "not_a_group",
    "not_claimed",
    "not_editable",
    "not_a_signature",
    "not_an_opinion",
    "not_initiator",
}


def offered(moves: dict[str, Verdict], opened: Opened) -> dict[str, Any]:
    """Context of templates/approvals/ways.html: the moves the person can make, and why not others."""
    known = [(step, moves[step.transition]) for step in MOVES if step.transition in moves]
    able = [(step, action_for(step, opened, verdict)) for step, verdict in known if verdict]
    for step, action in able:
        action["style"] = "outline-danger" if step.style == "danger" else ""
    return {
        "own_ways": [action for step, action in able if step.group != WHOLE],
        "whole_ways": [action for step, action in able if step.group == WHOLE],
        "refused": [(step, verdict) for step, verdict in known if not verdict and verdict.code not in _PLAIN],
    }


class MovePage(Latecomers, ApprovalPage, StepPage):
    """One move, on exactly what the person has before them.

    A partial request asks again for the people that the words in the search field find.
    """

    def get_template_names(self) -> list[str]:
        return ["approvals/people.html"] if self.partial else super().get_template_names()

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        if isinstance(form, ToForm):
            form.offer_to(self.people(), kept_close(self.purpose, self.matter))
        return form

    def people(self) -> PersonQuerySet:
        """Whom the move can name. Copies and questions go to the initiator as well."""
        if self.step.group == WHOLE:
            return possible_readers(self.purpose, self.matter).exclude(pk=self.person.pk)
        return takers(self.approval, self.matter).exclude(pk=self.person.pk)

    def after(self, made: Any) -> str:
        return self.rows.place_after(self.row, self.person)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        field = self.step.form.base_fields.get("to")
        people: dict[str, Any] = {}
        if isinstance(field, (PersonField, PeopleField)):
            people = picked(self.request, self.people(), several=field.several)
        if people and may_know_left_out(self.person):
            people["not_offered"] = list(left_out(self.purpose, self.matter)[:MOST_LEFT_OUT])
        return super().get_context_data(question=self.question(), **people, **kwargs)

    def question(self) -> Any:
        """What is to be answered, on the page that answers it."""
        asked = self.approval.questions.filter(to=self.person, pk=self.kwargs.get("question_id"))
        return asked.select_related("by").first() if "question_id" in self.kwargs else None
