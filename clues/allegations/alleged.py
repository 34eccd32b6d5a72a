"""What is alleged in a clue and in those that go on within it. Each is seen with its clue."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch

from accounts.models import Person
from clues.allegations.models import Allegation
from clues.clue.kin import Kin
from clues.clue.models.clues import Clue
from clues.letters.models.letters import Letter


def is_told_by(clue: Clue, allegations: Iterable[Allegation]) -> bool:
    """Whether one of the allegations is the clue's summary word for word: a page then shows it once."""
    return any(each.text.strip() == clue.summary.strip() for each in allegations)


def alleged_in(clue: Clue, kin: Iterable[Kin], person: Person) -> list[Allegation]:
    """The allegations of the clue and of those of its kin that are merged into it, the eldest first.

    Ask only for a clue that is visible, with the kin that the person sees. Each has `seen_in`, which of these
    clues deal with it, and `seen_letters`, the letters that say it and that the person sees too.
    """
    within = [clue.pk, *(each.clue.pk for each in kin if each.code == "merged_here")]
    clues = Clue.objects.visible_to(person).filter(pk__in=within).order_by("pk")
    letters = Letter.objects.visible_to(person).order_by("pk")
    found = Allegation.objects.filter(clues__in=within).distinct().select_related("category", "entered_by")
    shown = [
        Prefetch("clues", clues, to_attr="seen_in"),
        Prefetch("letters", letters, to_attr="seen_letters"),
    ]
    return list(found.prefetch_related(*shown))
