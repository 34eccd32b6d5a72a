"""Which unit a clue should go to: jurisdiction by cadre management and territory, then the rules in order.

Nothing is written here; `propose_unit` in the actions keeps what was proposed and why.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from accounts.models import Unit
from accounts.terms import UnitKind
from clues.categories import Category
from clues.clue.models.clues import Clue
from clues.routing.models import RoutingRule
from clues.routing.terms import Target
from clues.subjects.terms import Authority
from coordination.models import Mission


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules may ask about a clue, as plain values. Kept with every proposal."""

    source: str
    category: str
    authority: str
    territory: str
    subject_unit: str
    inspecting_team: str


@dataclass(frozen=True, slots=True)
class Route:
    """The first rule that holds and names a unit; both None where no rule does."""

    rule: RoutingRule | None
    unit: Unit | None
    facts: Facts

    @property
    def values(self) -> dict[str, Any]:
        trace = {"rule": self.rule.code, "version": self.rule.version} if self.rule else {}
        return asdict(self.facts) | trace


def facts_of(clue: Clue) -> Facts:
    """Jurisdiction of the clue's subject today: 监察法实施条例 arts. 48-49."""
    standing = clue.subject.standings.current().select_related("unit").first()
    unit = standing.unit if standing else None
    mission = (
        Mission.objects.running().filter(inspected=unit).select_related("team").first() if unit else None
    )
    return Facts(
        source=clue.source,
        category=clue.category.code,
        authority=standing.authority if standing else Authority.UNKNOWN,
        territory=standing.place if standing else "",
        subject_unit=unit.code if unit else "",
        inspecting_team=mission.team.code if mission else "",
    )


def route(clue: Clue) -> Route:
    """Try the rules in force in their order; what is kept apart stays where it is kept."""
    facts = facts_of(clue)
    if clue.is_apart:
        return Route(None, clue.office, facts)
    above = _with_ancestors(clue.category)
    for rule in RoutingRule.objects.in_force().select_related("category_under", "target_unit"):
        unit = _target(rule, facts) if _holds(rule, facts, above) else None
        if unit is not None:
            return Route(rule, unit, facts)
    return Route(None, None, facts)


def _holds(rule: RoutingRule, facts: Facts, categories: set[int]) -> bool:
    return (
        rule.source_is in ("", facts.source)
        and rule.authority_is in ("", facts.authority)
        and (rule.category_under_id is None or rule.category_under_id in categories)
        and (not rule.under_inspection or bool(facts.inspecting_team))
    )


def _target(rule: RoutingRule, facts: Facts) -> Unit | None:
    existing = Unit.objects.existing()
    if rule.target == Target.NAMED:
        return rule.target_unit
    if rule.target == Target.INSPECTING_TEAM:
        return existing.filter(code=facts.inspecting_team).first()
    if rule.target == Target.LINKED_UNIT:
        return existing.filter(supervises__code=facts.subject_unit).first() if facts.subject_unit else None
    return (
        existing.filter(kind=UnitKind.DISTRICT, territory=facts.territory).first()
        if facts.territory
        else None
    )


def _with_ancestors(category: Category) -> set[int]:
    found: set[int] = set()
    at: Category | None = category
    while at is not None and at.pk not in found:
        found.add(at.pk)
        at = at.parent
    return found
