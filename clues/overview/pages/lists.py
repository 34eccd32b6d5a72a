"""The lists of letters and of clues."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from clues.clue.models.clues import Clue
from clues.clue.tones import tone_of
from clues.intake.policies import may_receive_referrals
from clues.letters.models.letters import Letter
from clues.letters.policies import may_register_letters
from clues.letters.tones import tone_of_letter
from clues.overview.filters import ClueFilter, LetterFilter
from hub.lists.columns import LESS, UNBROKEN, Column, day, number, standing, state, with_level
from hub.lists.pages import Button, MatterList, Nothing


def _titled(letter: Letter) -> str:
    repeat = [state(_("Repeat"))] if letter.repeat_of_id else []
    return with_level(letter.title, letter.classification, *repeat)


class LetterList(MatterList):
    heading = _("Letters")
    columns = (
        number(),
        Column(_("Title"), _titled),
        Column(_("Source"), "get_source_display", look=LESS),
        Column(_("Category"), "category", look=LESS),
        day(_("Received on"), "received_on"),
        standing(lambda letter: tone_of_letter(letter.state)),
    )
    filter_class = LetterFilter
    nothing = Nothing(
        _("No letters"),
        _("Letters that are opened to your posts appear here."),
        "envelope",
        narrowed=_("No letter that is open to you meets these conditions."),
    )

    def rows(self) -> Any:
        return Letter.objects.select_related("classification", "category")

    def buttons(self) -> Iterator[Button]:
        yield Button(_("Bulletins"), "clues:bulletin-list")
        if may_register_letters(self.person):
            yield Button(_("Files of letters"), "clues:letter-import-list", "table-cells")
            yield Button(_("Letters sent on"), "clues:sent-on-list")
            yield Button(_("Register a letter"), "clues:letter-register", "plus", is_main=True)


class ClueList(MatterList):
    heading = _("Clues")
    columns = (
        number(),
        Column(_("Title"), lambda clue: with_level(clue.title, clue.classification)),
        Column(_("Subject"), "subject", look=LESS),
        Column(_("Category"), "category", look=LESS),
        standing(lambda clue: tone_of(clue.state)),
        Column(_("Now at"), "holder"),
        day(_("Registered on"), "registered_at", look=f"{LESS} {UNBROKEN}"),
    )
    filter_class = ClueFilter
    nothing = Nothing(
        _("No clues"),
        _("Clues that are opened to your posts appear here."),
        "folder",
        narrowed=_("No clue that is open to you meets these conditions."),
    )

    def rows(self) -> Any:
        return Clue.objects.select_related("classification", "category", "holder", "target", "subject")

    def buttons(self) -> Iterator[Button]:
        yield Button(_("Ledger of hand-overs"), "clues:custody-list")
        if may_receive_referrals(self.person):
            yield Button(_("Clue of a partner body"), "clues:clue-receive", "plus")
