"""The subject of a clue, and having data about it corrected."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from clues.actions.corrections import answer_correction, ask_for_correction
from clues.dossier import changes_of, dossier_of, receivers_of
from clues.forms.corrections import CorrectionAnswerForm, CorrectionAskForm
from clues.models import Correction
from clues.policies.clues import may_manage
from clues.terms import CorrectionOutcome
from clues.tones import tone_of
from clues.views.clues import ClueMixin
from hub.access.looks import note_look
from hub.access.models import What
from hub.kernel.errors import NotVisible, demand
from hub.kernel.views import ActionFormView


class ClueSubject(ClueMixin, TemplateView):
    template_name = "clues/subject.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        note_look(self.request, self.clue, What.PAGE)
        dossier = dossier_of(self.clue, self.person)
        return super().get_context_data(
            dossier=dossier,
            matters=[(clue, tone_of(clue.state)) for clue in dossier.clues],
            corrections=[(each, changes_of(each)) for each in dossier.corrections],
            **kwargs,
        )


class CorrectionAsk(ClueMixin, ActionFormView):
    template_name = "clues/correction_ask.html"
    form_class = CorrectionAskForm
    done = _("Case management is asked to check it; you are told what came of it.")

    def act(self, form: Any) -> Correction:
        return ask_for_correction(self.clue.number, by=self.person, **form.cleaned_data)

    def after(self, made: Correction) -> str:
        if may_manage(self.clue, self.person):
            return reverse("clues:correction", args=[made.pk])
        return reverse("clues:clue-subject", args=[self.clue.number])


class CorrectionPage(ActionFormView):
    """What was asked and answered; for case managers also the form of the answer, and who had received it."""

    template_name = "clues/correction.html"
    form_class = CorrectionAnswerForm
    fields: ClassVar[dict[str, str]] = {"identifiers": "identifier"}
    done = _("Your answer is kept.")

    @cached_property
    def asked(self) -> Correction:
        rows = Correction.objects.visible_to(self.person)
        related = ("clue__classification", "clue__holder", "subject", "other", "asked_by", "by")
        asked = rows.filter(pk=self.kwargs["pk"]).select_related(*related).first()
        if asked is None:
            raise NotVisible
        return asked

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        demand(may_manage(self.asked.clue, self.person))
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"asked": self.asked}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.asked
        note_look(self.request, asked.clue, What.PAGE)
        manages = bool(may_manage(asked.clue, self.person))
        return super().get_context_data(
            asked=asked,
            level=asked.clue.classification,
            changes=changes_of(asked),
            receivers=receivers_of(asked) if manages else [],
            may_answer=manages and asked.outcome == CorrectionOutcome.OPEN,
            **kwargs,
        )

    def act(self, form: Any) -> Correction:
        return answer_correction(self.asked.pk, by=self.person, **form.arguments())

    def after(self, made: Correction) -> str:
        still_seen = Correction.objects.visible_to(self.person).filter(pk=made.pk).exists()
        return reverse("clues:correction", args=[made.pk]) if still_seen else reverse("home")
