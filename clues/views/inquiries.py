"""Letters of inquiry: issuing one, entering the answer, the letter on paper."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views import View

from clues.actions.inquiries import issue_inquiry, record_answer
from clues.forms.inquiries import AnswerForm, IssueForm
from clues.inquiries import Draft, draft_of
from clues.models import Clue, InquiryLetter
from clues.paper.inquiry import inquiry_pdf
from clues.policies.clues import may_handle
from clues.views.clues import ClueMixin
from hub.access.looks import note_look
from hub.access.models import What
from hub.approvals.paper.typesetting import LANGUAGES
from hub.events.meanwhile import meanwhile
from hub.kernel.errors import Conflict, NotVisible, PreconditionRequired, demand
from hub.kernel.transitions import expect, locked
from hub.kernel.views import ActionFormView, SignedInMixin


class IssueInquiry(ClueMixin, ActionFormView):
    """The letter as it would go out: who issues it, who gets a copy, what is asked."""

    template_name = "clues/inquiry_issue.html"
    form_class = IssueForm
    done = _("The letter of inquiry is issued.")

    def permit(self) -> None:
        demand(may_handle(self.clue, self.person))
        draft_of(self.clue)

    def meanwhile(self) -> dict[str, str]:
        return meanwhile(self.clue)

    @cached_property
    def draft(self) -> Draft | None:
        """None where none can go out any more: the action says why, and what was typed is kept."""
        with suppress(Conflict):
            return draft_of(self.clue)
        return None

    def get_form_kwargs(self) -> dict[str, Any]:
        copies = self.draft.copies if self.draft else ()
        return super().get_form_kwargs() | {"clue": self.clue, "named": copies}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(draft=self.draft, **kwargs)
        note_look(self.request, self.clue, What.PAGE)
        return context

    def act(self, form: IssueForm) -> Clue:
        version = form.cleaned_data["version"]
        if version is None:
            raise PreconditionRequired
        with locked(Clue.objects.visible_to(self.person), pk=self.clue.pk) as clue:
            expect(clue, version)
            return issue_inquiry(clue.number, by=self.person, **form.arguments())

    def after(self, made: Clue) -> str:
        return made.get_absolute_url()


class InquiryMixin(SignedInMixin):
    """A letter of a clue that is visible."""

    @cached_property
    def letter(self) -> InquiryLetter:
        seen = Clue.objects.visible_to(self.person).values("pk")
        found = InquiryLetter.objects.filter(pk=self.kwargs["pk"], clue__in=seen)  # type: ignore[attr-defined]
        letter = found.select_related("office", "by", "clue__classification", "clue__subject").first()
        if letter is None:
            raise NotVisible
        self.request.look_at = letter.clue.get_absolute_url()  # type: ignore[attr-defined]
        return letter


class AnswerInquiry(InquiryMixin, ActionFormView):
    template_name = "clues/inquiry_answer.html"
    form_class = AnswerForm
    done = _("The answer is on file.")

    def permit(self) -> None:
        demand(may_handle(self.letter.clue, self.person))

    def meanwhile(self) -> dict[str, str]:
        return meanwhile(self.letter.clue)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"answers_directly": self.letter.answers_directly}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        clue = self.letter.clue
        context = super().get_context_data(letter=self.letter, clue=clue, level=clue.classification, **kwargs)
        note_look(self.request, clue, What.PAGE)
        return context

    def act(self, form: AnswerForm) -> Clue:
        return record_answer(
            self.letter.clue.number, inquiry=self.letter.pk, new=form.answered(), by=self.person
        )

    def after(self, made: Clue) -> str:
        return made.get_absolute_url()


class PrintInquiry(InquiryMixin, View):
    """The letter as a PDF, in the language of `lang` or of the page it was asked from. Each is logged."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = request.GET.get("lang") or get_language()
        language = wanted if wanted in LANGUAGES else LANGUAGES[0]
        note_look(request, self.letter.clue, What.PRINT, self.letter.pk)
        answer = HttpResponse(inquiry_pdf(self.letter, language=language), content_type="application/pdf")
        answer["Content-Disposition"] = f'inline; filename="{self.letter.number}.pdf"'
        return answer
