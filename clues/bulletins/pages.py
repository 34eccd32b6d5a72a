"""Periodic bulletins (定期通报): what is to be sent, what came, and each letter in them that one sees."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from clues.bulletins.models import Bulletin, BulletinLine
from clues.bulletins.rows import BULLETIN
from clues.bulletins.steps import SEND_BULLETIN, SIGN_BULLETIN
from clues.reporters.models import Feedback
from hub.access.matters import highest_level
from hub.kernel.keyset import KeysetPage, keyset_page
from hub.lists.columns import UNBROKEN, Column, number, period, standing
from hub.lists.pages import ListPage, Nothing
from hub.steps.offers import form_for
from hub.steps.pages import RowPage


class BulletinList(ListPage):
    """Those that the person's office sends, and those that it gets."""

    heading = _("Bulletins")
    above = ("clues:letter-list", _("Letters"))
    columns = (
        number(),
        Column(_("What it tells"), "rule"),
        Column(_("Period"), lambda each: period(each.first_on, each.last_on), look=UNBROKEN),
        Column(_("Sending office"), "sender"),
        Column(_("Receiving office"), "receiver"),
        standing(lambda each: "good" if each.signed_at else "waiting", lambda each: each.state),
    )
    nothing = Nothing(
        _("No bulletins"),
        _(
            "Each quarter the petition office tells case management which letters were repeated, and case "
            "management tells it what came of the letters. The hub draws the lists up; people look through "
            "them and send them."
        ),
        "megaphone",
    )

    def rows(self) -> Any:
        return Bulletin.objects.visible_to(self.person).select_related("rule", "sender", "receiver")


class BulletinPage(RowPage, TemplateView):
    """One bulletin: its letters as far as the person sees them; the sender sends it, the receiver signs."""

    template_name = "clues/bulletins/bulletin.html"
    rows = BULLETIN

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        bulletin, person = self.row, self.person
        next_step = SIGN_BULLETIN if bulletin.sent_at else SEND_BULLETIN
        return super().get_context_data(
            page=self.page,
            lines=self._with_feedback(self.page.rows),
            offered=form_for(next_step, bulletin, person),
            **kwargs,
        )

    @cached_property
    def page(self) -> KeysetPage[BulletinLine]:
        lines = self.row.lines.visible_to(self.person).select_related("letter__classification")
        return keyset_page(self.request, lines)

    @property
    def level(self) -> Any:
        return highest_level([self.row, *(line.letter for line in self.page.rows)])

    def _with_feedback(self, lines: Sequence[BulletinLine]) -> list[tuple[BulletinLine, Feedback | None]]:
        """Each with what was fed back, where the person's own unit was told."""
        keys = [line.feedback_id for line in lines]
        told = Feedback.objects.visible_to(self.person).filter(pk__in=keys).in_bulk()
        return [(line, told.get(line.feedback_id)) for line in lines]
