"""The inbox: the page everybody begins with."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.views.generic import TemplateView

from hub.access.matters import highest_level
from hub.duties.inbox import LONGEST, inbox_of
from hub.kernel.views import SignedInMixin


class Home(SignedInMixin, TemplateView):
    """What waits for the person; a partial request gets the list alone."""

    def get_template_names(self) -> list[str]:
        return ["duties/waiting.html" if self.partial else "duties/home.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = inbox_of(self.person)
        now = timezone.now()
        return super().get_context_data(
            late=[line for line in waiting if line.duty.overdue(now)],
            waiting=[line for line in waiting if not line.duty.overdue(now)],
            cut=len(waiting) >= LONGEST,
            several={kind.several for line in waiting if (kind := line.duty.what).several},
            level=highest_level(line.matter for line in waiting),
            **kwargs,
        )
