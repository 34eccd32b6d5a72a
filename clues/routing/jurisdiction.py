"""Which organ a clue belongs to: whose cadre its subject is decides, then the territory.

监察法实施条例 arts. 48-49. A person confirms; whoever decides otherwise says why.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Unit
from accounts.terms import UnitKind
from clues.clue.models.clues import Clue
from clues.letters.models.letters import Letter
from clues.routing.rules import Facts, facts_of
from clues.subjects.terms import Authority

SUPERIOR = "上级纪检监察机关"


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """unit: another organ inside the hub; organ: one outside. With neither the clue stays here."""

    facts: Facts
    unit: Unit | None = None
    organ: str = ""

    @property
    def values(self) -> dict[str, Any]:
        return asdict(self.facts)

    @property
    def said(self) -> str:
        if self.organ:
            return _("the superior organ")
        return str(self.unit) if self.unit else _("this commission")

    def follows(self, unit: Unit | None) -> bool:
        """Whether giving it to the unit, or to an organ outside, is what jurisdiction says."""
        return self.unit == unit if unit else bool(self.organ)


def jurisdiction_of(clue: Clue) -> Jurisdiction:
    """By the standing of the clue's subject today."""
    facts = facts_of(clue)
    if facts.authority == Authority.HIGHER:
        return Jurisdiction(facts, organ=SUPERIOR)
    return Jurisdiction(facts, unit=_district(facts.authority, facts.territory))


def district_of(letter: Letter) -> Unit | None:
    """The district whose cadres the letter's subjects are today; None where that is not known of each."""
    found = {
        _district(now.authority, now.place) if now else None
        for now in (next(iter(each.standing_now), None) for each in letter.subjects.with_standing())
    }
    return found.pop() if len(found) == 1 else None


def _district(authority: str, territory: str) -> Unit | None:
    if authority != Authority.DISTRICT or not territory:
        return None
    return Unit.objects.existing().filter(kind=UnitKind.DISTRICT, territory=territory).order_by("pk").first()
