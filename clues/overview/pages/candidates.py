"""Who a subject being typed may be."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.generic import TemplateView

from accounts.terms import Scheme
from clues.clue.subjects import subjects_seen_by
from hub.kernel.views import SignedInMixin

MOST_CANDIDATES = 5


class SubjectCandidates(SignedInMixin, TemplateView):
    """Who a subject being typed may be. Posted, so that numbers of people stand in no address and no log."""

    template_name = "clues/letters/candidates.html"
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        name, scheme, number = (self._typed(field) for field in ("name", "scheme", "identifier"))
        visible = subjects_seen_by(self.person).with_standing().order_by("pk")
        same = list(visible.identified_by(scheme, number)) if scheme in Scheme.values and number else []
        known = [subject.pk for subject in same]
        namesakes = list(visible.named(name).exclude(pk__in=known)[:MOST_CANDIDATES]) if name else []
        return super().get_context_data(same=same, namesakes=namesakes, **kwargs)

    def _typed(self, field: str) -> str:
        prefix = self.request.POST.get("prefix", "")
        return self.request.POST.get(f"{prefix}-{field}", "").strip()
