"""Changing the classification of a clue: whoever is not cleared for it loses sight of it at once."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.policies import may_classify
from clues.classifying.kinds import Kind
from clues.classifying.models import Reclassification
from clues.clue.actions import save
from clues.clue.models.clues import Clue
from clues.clue.policies import may_manage
from hub.access.readers import readers_of
from hub.events.actions import record
from hub.kernel.errors import Invalid, demand, demand_of, demand_reason
from hub.kernel.transitions import locked
from hub.rules.models import Level


def reclassify(number: str, *, classification: Level, reason: str, by: Person) -> Clue:
    """A case manager raises or lowers the classification. Who saw the clue before, or sees it now, is told.

    Raises NotVisible, NotAllowed, Invalid for a "classification" that is unchanged, above the person's
    clearance or below a letter's, and without a "reason".
    """
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        demand(may_manage(clue, by))
        demand_of("classification", may_classify(classification, by))
        _check(clue, classification, reason)
        told = set(readers_of(clue))
        before, clue.classification = clue.classification, classification
        save(clue)
        change = Reclassification.objects.create(
            clue=clue, before=before, after=classification, reason=reason.strip(), by=by
        )
        data = {"from": before.rank, "rank": classification.rank, "reclassification": change.pk}
        record(Kind.CLUE_RECLASSIFIED, by=by, of=clue, to=told | set(readers_of(clue)), data=data)
        return clue


def _check(clue: Clue, level: Level, reason: str) -> None:
    if level.rank == clue.classification_id:
        raise Invalid({"classification": [_("The clue has this classification already.")]})
    if clue.letters.filter(classification__rank__gt=level.rank).exists():
        raise Invalid({"classification": [_("A clue cannot be less secret than its letter.")]})
    demand_reason(reason)
