"""Noting that a stage of the disposal was done."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from clues.actions.stages import record_stage
from clues.forms.stages import StageForm
from clues.models import Clue, Stage
from clues.policies.clues import may_handle
from hub.access.looks import note_look
from hub.access.models import What
from hub.kernel.errors import NotVisible, demand
from hub.kernel.views import ActionFormView


class StagePage(ActionFormView):
    """For the handlers of the clue."""

    template_name = "clues/stage.html"
    form_class = StageForm
    done = _("The stage is noted.")

    @cached_property
    def stage(self) -> Stage:
        seen = Clue.objects.visible_to(self.person).values("pk")
        found = Stage.objects.filter(pk=self.kwargs["pk"], clue__in=seen)
        stage = found.select_related("what", "clue__classification", "clue__holder", "by").first()
        if stage is None:
            raise NotVisible
        self.request.look_at = stage.clue.get_absolute_url()  # type: ignore[attr-defined]
        demand(may_handle(stage.clue, self.person))
        return stage

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.stage  # noqa: B018 (nobody else's form is even looked at)
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        note_look(self.request, self.stage.clue, What.PAGE)
        level = self.stage.clue.classification
        return super().get_context_data(stage=self.stage, clue=self.stage.clue, level=level, **kwargs)

    def act(self, form: Any) -> Clue:
        return record_stage(self.stage.clue.number, stage=self.stage.pk, by=self.person, **form.cleaned_data)

    def after(self, made: Clue) -> str:
        return made.get_absolute_url()
