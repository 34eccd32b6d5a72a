"""The read log: everyone's own looks, and for the audit administrator all of them without any text."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from accounts import policies
from accounts.views.directory import Guarded
from hub.access.filters import NumberedLookFilter, OwnLookFilter
from hub.access.looks import LookLine, lines_of, numbered_lines_of
from hub.access.matters import visible_matters
from hub.access.models import Look
from hub.kernel.keyset import keyset_page
from hub.kernel.lists import chosen, narrowed
from hub.kernel.views import SignedInMixin


class OwnLooks(SignedInMixin, TemplateView):
    """What one looked at oneself; a matter is named as long as one sees it."""

    template_name = "accounts/looks.html"
    title: Any = _("What you looked at")
    filter_class: Any = OwnLookFilter
    own, coded = True, False

    def looks(self) -> Any:
        return Look.objects.visible_to(self.person)

    def lines(self, looks: list[Look]) -> list[LookLine]:
        return lines_of(looks, visible_matters(self.person, {(each.label, each.row_id) for each in looks}))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.filter_class(self.request.GET, queryset=self.looks(), request=self.request)
        page = keyset_page(self.request, narrowed(asked).with_names())
        return super().get_context_data(
            title=self.title,
            own=self.own,
            coded=self.coded,
            page=page,
            lines=self.lines(page.rows),
            filter_form=asked.form,
            chosen=chosen(asked),
            **kwargs,
        )


class AllLooks(Guarded, OwnLooks):
    """Every look at every matter, by number."""

    policy = staticmethod(policies.may_audit)
    title = _("Read log")
    filter_class = NumberedLookFilter
    own, coded = False, True

    def looks(self) -> Any:
        return Look.objects.all()

    def lines(self, looks: list[Look]) -> list[LookLine]:
        return numbered_lines_of(looks)
