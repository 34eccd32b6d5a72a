"""The printed approval sheet."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views import View

from hub.access.looks import note_look
from hub.access.models import What
from hub.approvals.paper.sheet import sheet_pdf
from hub.approvals.paper.typesetting import LANGUAGES
from hub.approvals.views.parts import ApprovalPage


class Print(ApprovalPage, View):
    """The sheet as a PDF, in the language of `lang` or of the page it was asked from. Each is logged."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = request.GET.get("lang") or get_language()
        language = wanted if wanted in LANGUAGES else LANGUAGES[0]
        note_look(request, self.matter, What.PRINT, self.approval.pk)
        pdf = sheet_pdf(self.approval, self.matter, self.subject, by=self.person, language=language)
        answer = HttpResponse(pdf, content_type="application/pdf")
        answer["Content-Disposition"] = f'inline; filename="{self.matter.number}.pdf"'
        return answer
