"""Who sees a letter or a clue, or saw it on a day, and why; and who looked at it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Person
from clues.clue.models.clues import Clue
from clues.clue.policies import may_look_back
from clues.letters.models.letters import Letter
from clues.overview.inputs import ExplainQuery
from clues.overview.shapes.rest import Explanation
from hub.access.api import DayQuery, LookPage, LookQuery, Openings, look_shown, openings_shown
from hub.access.looks import lines_of
from hub.access.models import Look
from hub.access.past import openings_on, why_on
from hub.access.readers import openings_of, why
from hub.kernel.errors import Invalid, NotVisible, demand
from hub.kernel.keyset import newest
from hub.rest.queries import asked
from hub.rest.views import Door, ListView


def matter(model: type[Clue] | type[Letter], number: str, person: Person) -> Any:
    """Raises NotVisible."""
    found = model.objects.visible_to(person).filter(number=number).first()
    if found is None:
        raise NotVisible
    return found


class Readers(Door):
    """Who sees it now, for everyone who does; who saw it on a day, for case managers."""

    model: ClassVar[type[Clue] | type[Letter]]

    @extend_schema(parameters=[DayQuery], responses=Openings)
    def get(self, request: Request, number: str) -> Response:
        row = matter(self.model, number, self.person)
        day = asked(request, DayQuery).get("day")
        if day is None:
            return Response(openings_shown(openings_of(row)))
        demand(may_look_back(row, self.person))
        return Response(openings_shown(openings_on(row, day)))


class Explain(Door):
    """Why somebody sees it, or does not; with a day, why they could see it on that day. For case managers."""

    model: ClassVar[type[Clue] | type[Letter]]

    @extend_schema(parameters=[ExplainQuery], responses=Explanation)
    def get(self, request: Request, number: str) -> Response:
        row = matter(self.model, number, self.person)
        demand(may_look_back(row, self.person))
        query = asked(request, ExplainQuery)
        person = _named(query.get("person", self.person.username))
        day = query.get("day")
        reason = why_on(person, row, day) if day else why(person, row)
        told = {"sees": reason.sees, "code": reason.code, "sentence": reason.sentence}
        return Response({"person": person.username, **told})


class Looks(ListView):
    """Who looked at it, newest first. For case managers."""

    model: ClassVar[type[Clue] | type[Letter]]
    query_class = LookQuery

    def page(self, before: int | None, limit: int, *, number: str, **wanted: Any) -> Sequence[Any]:
        row = matter(self.model, number, self.person)
        demand(may_look_back(row, self.person))
        looks = newest(Look.objects.at(row).filter(**wanted).with_names(), before, limit)
        return [look_shown(line) for line in lines_of(looks, {(row._meta.label_lower, row.pk): row})]


@extend_schema_view(
    get=extend_schema(operation_id="clue_looks_list", parameters=[LookQuery], responses=LookPage)
)
class ClueLooks(Looks):
    model = Clue


@extend_schema_view(
    get=extend_schema(operation_id="letter_looks_list", parameters=[LookQuery], responses=LookPage)
)
class LetterLooks(Looks):
    model = Letter


class ClueReaders(Readers):
    model = Clue


class LetterReaders(Readers):
    model = Letter


class ClueExplanation(Explain):
    model = Clue


class LetterExplanation(Explain):
    model = Letter


def _named(username: str) -> Person:
    person = Person.objects.filter(username=username).first()
    if person is None:
        raise Invalid({"person": [_("There is nobody of this name.")]})
    return person
