"""Noting that a stage of the disposal was done."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from clues.choices import ON_A_DAY, DatedForm, why_late
from clues.clue.models.clues import Clue
from clues.clue.policies import may_handle
from clues.clue.rows import CLUE
from clues.ways.actions import record_stage
from clues.ways.models import Stage
from hub.kernel.errors import NotVisible
from hub.steps.choices import day_field
from hub.steps.forms import paragraph
from hub.steps.parts import Part
from hub.steps.step import Step


class StageForm(DatedForm):
    """The day on which a stage was done, and how."""

    day = "done_on"
    described = {"done_on": ON_A_DAY}

    done_on = day_field(_("Done on"))
    note = forms.CharField(label=_("How it was done"), max_length=5000, widget=paragraph(4))
    late_reason = why_late()


def _stage(person: Person, key: int) -> Stage:
    seen = Clue.objects.visible_to(person).values("pk")
    found = Stage.objects.filter(pk=key, clue__in=seen)
    stage = found.select_related("what", "clue__classification", "clue__holder", "by").first()
    if stage is None:
        raise NotVisible
    return stage


NOTE_STAGE = Step(
    slug="stage",
    label=_("Note that it is done"),
    done=_("The stage is noted."),
    of=CLUE,
    part=Part(
        name="stage",
        page="stages/<int:pk>/",
        find=_stage,
        whole=lambda stage: stage.clue,
        described="Id of an open stage.",
    ),
    may=may_handle,
    action=record_stage,
    form=StageForm,
    address="stages",
    template="clues/ways/stage.html",
    logs=True,
)
