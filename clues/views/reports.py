"""Pages of what is owed to a real-name reporter."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from clues.actions.reports import answer_evidence
from clues.forms.reports import EvidenceForm
from clues.models import EvidenceCheck, Feedback, Letter
from clues.steps.letters import LetterStep, possible
from clues.views.letters import LetterMixin, place_of
from hub.kernel.errors import NotVisible
from hub.kernel.transitions import expect, locked
from hub.kernel.views import ActionFormView


class LetterStepView(LetterMixin, ActionFormView):
    """One step of a letter, on exactly the version of the letter the person has seen."""

    template_name = "clues/letter_step.html"
    step: LetterStep = None  # type: ignore[assignment]

    def permit(self) -> None:
        possible(self.step, self.letter, self.person)

    def get_form_class(self) -> Any:
        return self.step.form

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"letter": self.letter}

    def act(self, form: Any) -> Letter:
        with locked(Letter.objects.visible_to(self.person), pk=self.letter.pk) as letter:
            expect(letter, form.cleaned_data["version"])
            return self.step.action(letter.number, by=self.person, **form.arguments())

    @property
    def done(self) -> Any:  # type: ignore[override]
        return self.step.done

    def after(self, made: Letter) -> str:
        return place_of(made, self.person)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = Feedback.objects.visible_to(self.person).about(self.letter)
        return super().get_context_data(step=self.step, feedbacks=told, **kwargs)


class EvidenceAnswer(ActionFormView):
    """For the heads of the unit that dealt with the clue."""

    template_name = "clues/evidence_check.html"
    form_class = EvidenceForm
    done = _("Your answer is with the petition office.")

    @cached_property
    def check(self) -> EvidenceCheck:
        visible = EvidenceCheck.objects.visible_to(self.person).filter(pk=self.kwargs["pk"])
        check = visible.select_related("clue__classification", "objection", "by").first()
        if check is None:
            raise NotVisible
        return check

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.check  # noqa: B018 (nobody else's form is even looked at)
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        level = self.check.clue.classification
        return super().get_context_data(check=self.check, level=level, **kwargs)

    def act(self, form: Any) -> EvidenceCheck:
        return answer_evidence(self.check.pk, by=self.person, answer=form.cleaned_data["answer"])

    def after(self, made: EvidenceCheck) -> str:
        return reverse("home")
