"""Proposing the unit that is to have a clue."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts.models import Person, Unit
from accounts.terms import Role
from clues.apart.compartments import chain_for
from clues.clue.actions import save
from clues.clue.flow import ClueFlow
from clues.clue.models.clues import Clue
from clues.routing.kinds import PROPOSE, Kind
from clues.routing.models import RoutingProposal
from clues.routing.purposes import ROUTING
from clues.routing.rules import route
from hub.access.readers import readers_of
from hub.approvals.actions import resubmit, submit_for_approval
from hub.duties.actions import close_duties
from hub.events.actions import record
from hub.kernel.errors import Invalid
from hub.kernel.transitions import enter, locked


def propose_unit(number: str, *, chosen: Unit, by: Person, override_reason: str = "") -> Clue:
    """A case manager follows the rules' proposal or overrides it with a reason, and asks for approval.

    Raises NotVisible, NotAllowed, Conflict, Invalid (no reason given, unit without custodian, no chain).
    """
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).propose, by=by)
        proposal = _choose(clue, chosen, override_reason, by)
        save(clue)
        close_duties(PROPOSE, of=clue, by=by)
        submit_for_approval(clue, purpose=ROUTING, by=by, chain_code=chain_for(clue, ROUTING.code))
        data = {"proposal": proposal.pk}
        record(Kind.CLUE_PROPOSED, by=by, of=clue, to=readers_of(clue), data=data)
        return clue


def revise_proposal(number: str, *, chosen: Unit, by: Person, override_reason: str = "") -> Clue:
    """After a return: change the proposal and submit it again to whoever has to sign again."""
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).revise, by=by)
        proposal = _choose(clue, chosen, override_reason, by)
        save(clue)
        resubmit(clue, by=by, written=Kind.CLUE_PROPOSED.retold(proposal))
        return clue


def _choose(clue: Clue, chosen: Unit, override_reason: str, by: Person) -> RoutingProposal:
    if clue.is_apart and chosen != clue.office:
        raise Invalid({"chosen": [_("A matter that is kept apart stays with the office that keeps it.")]})
    found = route(clue)
    if found.unit != chosen and not override_reason.strip():
        raise Invalid({"override_reason": [_("Please say why another unit than the proposed one.")]})
    if not Person.objects.holding(group__unit=chosen, group__role=Role.CUSTODIAN).exists():
        raise Invalid({"chosen": [_("This unit has no clue custodian who could sign for it.")]})
    clue.target = chosen
    return RoutingProposal.objects.create(
        clue=clue,
        rule=found.rule,
        values=found.values,
        proposed=found.unit,
        chosen=chosen,
        override_reason="" if found.unit == chosen else override_reason.strip(),
        by=by,
    )
