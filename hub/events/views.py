"""A person's notices: the list, the number on the bell, and the hints that slide in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.urls import reverse
from django.views import View
from django.views.generic import TemplateView

from hub.access.matters import highest_level, visible_matters
from hub.events.actions import mark_read
from hub.events.mail import mail_of
from hub.events.models import Notice
from hub.kernel.keyset import key_in, keyset_page
from hub.kernel.views import SignedInMixin

MOST_TOASTS = 4


@dataclass(frozen=True, slots=True)
class Told:
    """A notice and its matter; without the matter it tells no more than what kind of thing happened."""

    notice: Notice
    matter: Any | None


def told(person: Any, notices: Iterable[Notice]) -> list[Told]:
    """The notices with the matters that are visible now, whatever was visible when they were sent."""
    notices = list(notices)
    matters = visible_matters(person, ((notice.entry.of_label, notice.entry.of_id) for notice in notices))
    return [Told(notice, matters.get((notice.entry.of_label, notice.entry.of_id))) for notice in notices]


class NoticeList(SignedInMixin, TemplateView):
    """Newest first, unread marked; a partial request gets the list alone."""

    def get_template_names(self) -> list[str]:
        return ["events/notices.html" if self.partial else "events/notice_list.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = keyset_page(self.request, self._below, key=lambda notice: notice.seq)
        lines = told(self.person, page.rows)
        return super().get_context_data(
            page=page,
            lines=lines,
            newest=max((notice.seq for notice in page.rows), default=0),
            level=highest_level(line.matter for line in lines if line.matter),
            **kwargs,
        )

    def _below(self, before: int | None, limit: int) -> Any:
        own = Notice.objects.visible_to(self.person).newest()
        return (own.filter(seq__lt=before) if before is not None else own)[:limit]


class MarkRead(SignedInMixin, View):
    """POST `up_to`: the highest sequence number on the page, so that nothing unseen is ticked off."""

    def post(self, request: HttpRequest) -> HttpResponse:
        mark_read(by=self.person, up_to=key_in(request.POST.get("up_to", "")) or 0)
        return HttpResponseRedirect(reverse("events:notice-list"))


class Badge(SignedInMixin, View):
    """The number of unread notices as bare text, empty for none."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse(mail_of(self.person)[1])


class Fresh(SignedInMixin, TemplateView):
    """Hints for the unread notices beyond `after`, the oldest first."""

    template_name = "events/fresh.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        unread = Notice.objects.visible_to(self.person).unread().newest()
        newest = unread.filter(seq__gt=key_in(self.request.GET.get("after", "")) or 0)[:MOST_TOASTS]
        return super().get_context_data(lines=told(self.person, reversed(list(newest))), **kwargs)
