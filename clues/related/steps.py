"""Asking another unit to open a related matter, and answering."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clues.clue.models.clues import Clue
from clues.clue.rows import CLUE
from clues.related.actions import answer_request, ask_to_open
from clues.related.known import related_of
from clues.related.rows import OPENING
from hub.kernel.errors import NotVisible
from hub.steps.choices import unit_field
from hub.steps.forms import GrantForm, StepForm, paragraph
from hub.steps.step import Step


class OpeningAskForm(StepForm):
    linked = ("unit",)

    unit = unit_field(label=_("Unit"))
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=paragraph(3))

    def offer(self) -> None:
        told = related_of(self.row, self.by).elsewhere
        self.fields["unit"].queryset = self.fields["unit"].queryset.filter(  # type: ignore[attr-defined]
            pk__in=[each.unit.pk for each in told]
        )


def _nothing_told(clue: Clue, by: Any) -> NotVisible | None:
    """For whoever is not told of a related matter there is no such page."""
    return None if related_of(clue, by).elsewhere else NotVisible()


def _about(request: Any, by: Any, form: Any) -> dict[str, Any]:
    """The clues that would be opened, as far as the reader sees them."""
    rows = list(request.asked.visible_to(by).select_related("classification").order_by("pk"))
    level = max((row.classification for row in rows), key=lambda each: each.rank)
    return {"asked": request, "about": rows, "level": level}


ASK_TO_OPEN = Step(
    slug="related/ask",
    label=_("Ask to have it opened"),
    done=_("The other unit is asked; you are told when it answers."),
    of=CLUE,
    closed=_nothing_told,
    action=ask_to_open,
    form=OpeningAskForm,
    address="opening-requests",
    makes=OPENING,
    explains=_(
        "The head of the other unit sees your unit, your name and your reason, and decides. Until then "
        "neither side learns more."
    ),
)


ANSWER_OPENING = Step(
    slug="answer",
    label=_("Send the answer"),
    done=_("Your answer is sent."),
    of=OPENING,
    action=answer_request,
    form=GrantForm,
    address="answers",
    template="clues/related/opening_answer.html",
    tells=_about,
    to="home",
)
