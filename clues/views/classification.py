"""Changing a clue's classification, told beforehand whose sight of it begins and ends."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from clues.actions.classification import reclassify
from clues.forms.steps import ClassificationForm
from clues.models import Clue
from clues.policies.clues import may_manage
from clues.previews import changed_by_level
from clues.views.clues import ClueMixin
from hub.kernel.errors import PreconditionRequired, demand
from hub.kernel.transitions import expect, locked
from hub.kernel.views import ActionFormView, Confirmed


class ClueReclassify(Confirmed, ClueMixin, ActionFormView):
    template_name = "clues/classification.html"
    confirm_template = "clues/classification_confirm.html"
    form_class = ClassificationForm
    done = _("The classification is changed.")

    def permit(self) -> None:
        demand(may_manage(self.clue, self.person))

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"clue": self.clue, "by": self.person}

    def weigh(self, form: Any) -> dict[str, Any]:
        """The people who would begin and cease to see the clue."""
        demand(may_manage(self.clue, self.person))
        begin, cease = changed_by_level(self.clue, form.cleaned_data["level"])
        return {"begin": begin, "cease": cease}

    def act(self, form: Any) -> Clue:
        version = form.cleaned_data["version"]
        if version is None:
            raise PreconditionRequired
        with locked(Clue.objects.visible_to(self.person), pk=self.clue.pk) as clue:
            expect(clue, version)
            return reclassify(clue.number, by=self.person, **form.arguments())

    def after(self, made: Clue) -> str:
        return made.get_absolute_url()
