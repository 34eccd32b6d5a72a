"""What waits for a person, why, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from hub.access.matters import visible_matters
from hub.duties.models import Duty

LONGEST = 200
BATCH = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the inbox: a duty, the matter behind it, and the page where it is done."""

    duty: Duty
    matter: Any

    @property
    def url(self) -> str:
        page = self.duty.what.page
        return reverse(page, args=[self.duty.ref]) if page else self.matter.get_absolute_url()


def inbox_of(person: Any, *, limit: int = LONGEST, after: int | None = None) -> list[Waiting]:
    """The person's open duties, the most urgent first; `after` continues behind the duty of that key.

    A duty whose matter is not visible now is left out: even that it waits would tell of the matter.
    """
    held = Duty.objects.open().held_by(person).by_urgency().select_related("group__postgroup__unit")
    found: list[Waiting] = []
    batch = max(limit, BATCH)
    while len(found) < limit:
        duties = list((held if after is None else held.behind(after))[:batch])
        found += _visible(person, duties)
        if len(duties) < batch:
            break
        after = duties[-1].pk
    return found[:limit]


def _visible(person: Any, duties: list[Duty]) -> list[Waiting]:
    matters = visible_matters(person, ((duty.of_label, duty.of_id) for duty in duties))
    shown = ((duty, matters.get((duty.of_label, duty.of_id))) for duty in duties)
    return [Waiting(duty, matter) for duty, matter in shown if matter is not None]
