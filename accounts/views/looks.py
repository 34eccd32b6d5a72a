"""The read log: everyone's own looks, and for the audit administrator all of them without any text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts import policies
from accounts.views.directory import Guarded
from hub.access.filters import NumberedLookFilter, OwnLookFilter
from hub.access.looks import LookLine, lines_of, numbered_lines_of
from hub.access.matters import visible_matters
from hub.access.models import Look
from hub.lists.looks import CODED_LOOK_COLUMNS, NO_LOOKS, OWN_LOOK_COLUMNS
from hub.lists.pages import ListPage


class OwnLooks(ListPage):
    """What one looked at oneself; a matter is named as long as one sees it."""

    heading = _("What you looked at")
    columns = OWN_LOOK_COLUMNS
    filter_class = OwnLookFilter
    nothing = NO_LOOKS

    def rows(self) -> Any:
        return Look.objects.visible_to(self.person).with_names()

    def lines(self, rows: Sequence[Look]) -> list[LookLine]:
        return lines_of(rows, visible_matters(self.person, {(each.label, each.row_id) for each in rows}))


class AllLooks(Guarded, ListPage):
    """Every look at every matter, by number."""

    policy = staticmethod(policies.may_audit)
    heading = _("Read log")
    columns = CODED_LOOK_COLUMNS
    filter_class = NumberedLookFilter
    nothing = NO_LOOKS

    def rows(self) -> Any:
        return Look.objects.with_names()

    def lines(self, rows: Sequence[Look]) -> list[LookLine]:
        return numbered_lines_of(rows)
