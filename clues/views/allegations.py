"""Adding what else is alleged."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from clues.actions.allegations import add_allegation
from clues.forms.allegations import AllegationForm
from clues.models import Clue
from clues.policies.clues import may_add_allegation
from clues.views.clues import ClueMixin
from hub.kernel.errors import PreconditionRequired, demand
from hub.kernel.transitions import expect, locked
from hub.kernel.views import ActionFormView


class AllegationAdd(ClueMixin, ActionFormView):
    template_name = "clues/clue_allegation.html"
    form_class = AllegationForm
    done = _("The allegation is added.")

    def permit(self) -> None:
        demand(may_add_allegation(self.clue, self.person))

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"clue": self.clue, "by": self.person}

    def act(self, form: AllegationForm) -> Clue:
        version = form.cleaned_data["version"]
        if version is None:
            raise PreconditionRequired
        with locked(Clue.objects.visible_to(self.person), pk=self.clue.pk) as clue:
            expect(clue, version)
            return add_allegation(clue.number, by=self.person, **form.arguments())

    def after(self, made: Clue) -> str:
        return made.get_absolute_url()
