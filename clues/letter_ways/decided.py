"""What follows when the return of a letter is decided. Runs in the last signer's transaction."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import Person
from clues.letter_ways.kinds import Kind
from clues.letters.models.letters import Letter
from clues.letters.terms import LetterState
from clues.reporters.actions import owe_return
from hub.access.readers import readers_of
from hub.approvals.terms import Outcome
from hub.events.actions import record


def return_decided(letter: Letter, outcome: Outcome, by: Person) -> None:
    """The (locked) letter is returned, or as it was before."""
    asked = letter.returns.open().select_for_update(of=("self",)).get()
    asked.carried, asked.decided_at = outcome == Outcome.APPROVED, timezone.now()
    asked.save(update_fields=["carried", "decided_at"])
    letter.version += 1
    if asked.carried:
        letter.state = LetterState.RETURNED
        owe_return(letter, by=by)
    letter.save(update_fields=["state", "version"])
    kind = Kind.LETTER_RETURNED if asked.carried else Kind.LETTER_RETURN_DROPPED
    record(kind, by=by, of=letter, to=readers_of(letter), data={"return": asked.pk})
