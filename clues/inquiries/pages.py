"""A letter of inquiry on paper."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views import View

from clues.inquiries.paper import inquiry_pdf
from clues.inquiries.steps import inquiry_seen
from hub.access.looks import note_look
from hub.access.models import What
from hub.approvals.paper.typesetting import LANGUAGES
from hub.kernel.views import SignedInMixin


class PrintInquiry(SignedInMixin, View):
    """The letter as a PDF, in the language of `lang` or of the page it was asked from. Each is logged."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        letter = inquiry_seen(self.person, self.kwargs["pk"])
        wanted = request.GET.get("lang") or get_language()
        language = wanted if wanted in LANGUAGES else LANGUAGES[0]
        note_look(request, letter.clue, What.PRINT, letter.pk)
        answer = HttpResponse(inquiry_pdf(letter, language=language), content_type="application/pdf")
        answer["Content-Disposition"] = f'inline; filename="{letter.number}.pdf"'
        return answer
