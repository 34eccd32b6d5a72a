"""Which organ a clue belongs to: whose cadre its subject is decides, then the territory.

监察法实施条例 arts. 48-49. A person confirms; whoever decides otherwise says why.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Unit
from accounts.terms import UnitKind
from clues.models import Clue
from clues.routing import Facts, facts_of
from clues.terms import Authority

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
    if facts.authority == Authority.DISTRICT and facts.territory:
        districts = Unit.objects.existing().filter(kind=UnitKind.DISTRICT, territory=facts.territory)
        return Jurisdiction(facts, unit=districts.first())
    return Jurisdiction(facts)
