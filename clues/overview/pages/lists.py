"""The lists of letters and of clues."""

from __future__ import annotations

from typing import Any, ClassVar

from django.views.generic import TemplateView

from clues.clue.models.clues import Clue
from clues.clue.tones import tone_of
from clues.intake.policies import may_receive_referrals
from clues.letters.models.letters import Letter
from clues.letters.policies import may_register_letters
from clues.letters.tones import tone_of_letter
from clues.overview.filters import ClueFilter, LetterFilter
from hub.access.matters import highest_level
from hub.access.paging import page_of
from hub.kernel.keyset import keyset_page
from hub.kernel.lists import chosen, narrowed
from hub.kernel.views import SignedInMixin


class MatterList(SignedInMixin, TemplateView):
    """Visible rows of one model, newest first, narrowed by its filter."""

    model: ClassVar[Any]
    filter_class: ClassVar[Any]
    related: ClassVar[tuple[str, ...]]
    tone: ClassVar[staticmethod[[str], str]]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.filter_class(self.request.GET, queryset=self.model.objects.all(), request=self.request)
        rows = narrowed(asked).select_related(*self.related)
        page = keyset_page(
            self.request, lambda before, limit: page_of(rows, self.person, before=before, limit=limit)
        )
        return super().get_context_data(
            page=page,
            lines=[(row, self.tone(row.state)) for row in page.rows],
            filter_form=asked.form,
            chosen=chosen(asked),
            level=highest_level(page.rows),
            **kwargs,
        )


class LetterList(MatterList):
    template_name = "clues/overview/letter_list.html"
    model = Letter
    filter_class = LetterFilter
    related = ("classification", "category")
    tone = staticmethod(tone_of_letter)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_register=may_register_letters(self.person), **kwargs)


class ClueList(MatterList):
    template_name = "clues/overview/clue_list.html"
    model = Clue
    filter_class = ClueFilter
    related = ("classification", "category", "holder", "target", "subject")
    tone = staticmethod(tone_of)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_receive=may_receive_referrals(self.person), **kwargs)
