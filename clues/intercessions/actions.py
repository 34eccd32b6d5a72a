"""Reporting that somebody asked about a matter or put in a word (监察法 art. 66; 监察法实施条例 art. 294)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import Person
from clues.apart.compartments import watching_near
from clues.clue.models.clues import Clue
from clues.days import entered
from clues.intercessions.kinds import For, Kind
from clues.intercessions.models import Intercession, IntercessionParty
from clues.letters.models.letters import Letter
from clues.numbers import INTERCESSION_SERIES, next_number
from hub.access.grants import Holders, grant
from hub.access.readers import party_keys, readers_of
from hub.events.actions import record
from hub.kernel.acting import action
from hub.kernel.errors import Invalid, NotVisible


@dataclass(frozen=True, slots=True)
class Asked:
    """asker: in words. asker_person: the same where they work here; they never see the report."""

    asker: str
    asked_on: date
    approach: str
    said: str
    late_reason: str = ""
    asker_person: Person | None = None


@action()
def report_intercession(number: str, asked: Asked, *, by: Person) -> Intercession:
    """Report it, for a letter or clue that the person sees. Nobody else who sees the matter learns of it.

    Raises NotVisible, Conflict where nobody watches over this, Invalid without words, for oneself as the
    asker, for a day to come or a past one without a reason.
    """
    matter = matter_of(number, by)
    late_reason = _checked(asked, by)
    row = Intercession.objects.create(
        number=next_number(INTERCESSION_SERIES),
        classification_id=matter.classification_id,
        matter=matter.number,
        asker=asked.asker.strip(),
        asked_on=asked.asked_on,
        approach=asked.approach,
        said=asked.said.strip(),
        late_reason=late_reason,
        by=by,
    )
    keys = set(party_keys(matter))
    keys |= {asked.asker_person.identity_key or ""} - {""} if asked.asker_person else set()
    IntercessionParty.objects.bulk_create(
        IntercessionParty(intercession=row, key=key) for key in sorted(keys)
    )
    grant([row], Holders(people=[by.pk]), purpose=For.INTERCESSION, by=by)
    grant([row], watching_near(by.current_posts[0].group.unit), purpose=For.WATCHED, by=by)
    record(Kind.INTERCESSION_REPORTED, by=by, of=row, to=readers_of(row))
    return row


def matter_of(number: str, person: Person) -> Clue | Letter:
    """The letter or clue of that number. Raises NotVisible."""
    for model in (Clue, Letter):
        found: Clue | Letter | None = model.objects.visible_to(person).filter(number=number).first()
        if found is not None:
            return found
    raise NotVisible


def _checked(asked: Asked, by: Person) -> str:
    """The reason for a late entry."""
    words = {"asker": asked.asker, "said": asked.said}
    if missing := [name for name, text in words.items() if not text.strip()]:
        raise Invalid({name: [_("Please say it in words.")] for name in missing}, code="words-required")
    if asked.asker_person == by:
        raise Invalid({"asker_person": [_("You report what others asked you.")]}, code="oneself")
    return entered("asked_on", asked.asked_on, asked.late_reason)
