"""A clue in a way of disposal that has stages."""

from __future__ import annotations

from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from clues.disposal.actions import submit_opinion
from clues.ways.models import DisposalWay
from tests.factories import clue_at
from tests.signing import sign_as
from tests.town import person


def inquired() -> Clue:
    """A talk or letter inquiry was approved: its first stage waits for the two handlers."""
    clue = clue_at(ClueState.ASSIGNED)
    way = DisposalWay.objects.get(code="inquiry")
    details = {field.code: "函询有关情况" for field in way.fields.all()}
    submit_opinion(clue.number, way=way, plan="函询", details=details, by=person("team_handler"))
    sign_as("team_leader", clue)
    sign_as("deputy", clue)
    return Clue.objects.get(pk=clue.pk)
