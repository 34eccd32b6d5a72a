"""Letters over the interface: the list, registering one, one letter with everything on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request

from accounts.models import Person
from clues.clue.models.clues import Clue
from clues.clue.shapes import ClueReference
from clues.letter_ways.shapes import FramingRow, LetterReturnRow, PassedDownRow
from clues.letters.actions.letters import NewLetter, register_letter
from clues.letters.inputs import LetterInput
from clues.letters.models.letters import Letter
from clues.letters.shapes import AttachmentRow, LetterFacts, LetterReference, LetterRow, MentionRow
from clues.letters.terms import Signing
from clues.overview.inputs import LetterQuery
from clues.overview.letter import reporting_of, ways_of
from clues.overview.shapes.letter import LetterShown
from clues.overview.whole import read_letter
from clues.reporters.models import Feedback
from clues.reporters.policies import may_answer_reporter
from clues.reporters.shapes import FeedbackRow, reporting_shown
from clues.subjects.actions import NewSubject
from hub.access.looks import note_look
from hub.access.models import What
from hub.access.paging import page_of
from hub.rest.links import link_to
from hub.rest.paging import page_schema
from hub.rest.rows import columns, named, row_of, rows_of, shown
from hub.rest.views import CreateView, DossierView, ListView


@extend_schema_view(
    get=extend_schema(
        operation_id="letters_list", parameters=[LetterQuery], responses=page_schema(LetterRow)
    ),
)
class Letters(ListView, CreateView):
    """Letters the caller may see, newest first; registering one is for the petition office."""

    query_class = LetterQuery
    serializer_class = LetterInput

    def page(self, before: int | None, limit: int, **wanted: Any) -> Sequence[Any]:
        letters = columns(Letter.objects.filter(**wanted), LetterRow)
        return named(page_of(letters, self.person, before=before, limit=limit), LetterRow)

    def act(self, *, by: Person, **data: Any) -> Letter:
        return register_letter(_new_letter(**data), by=by)

    def location(self, row: Letter) -> str:
        return str(link_to(row))


@extend_schema_view(get=extend_schema(responses=LetterShown))
class LetterDetail(DossierView):
    """One letter with its subjects, files, and the clues and repeats the caller may see too."""

    def find(self, request: Request, number: str) -> QuerySet[Letter]:
        letters = Letter.objects.visible_to(self.person).filter(number=number)
        return letters.select_related("category", "classification", "unit", "repeat_of")

    def show(self, row: Letter, request: Request) -> dict[str, Any]:
        note_look(request, row, What.INTERFACE)
        person = self.person
        read_letter(row)
        letters, clues = Letter.objects.visible_to(person), Clue.objects.visible_to(person)
        told = Feedback.objects.visible_to(person)
        answers = row.signing == Signing.REAL_NAME and may_answer_reporter(row, person)
        first = letters.filter(pk=row.repeat_of_id).values_list("number", flat=True).first()
        return {
            **row_of(row, LetterFacts),
            "subjects": shown(row.mentions.all(), MentionRow),
            "attachments": shown(row.attachments.all(), AttachmentRow),
            "repeat_of": first,
            "repeats": rows_of(letters.filter(repeat_of=row).order_by("pk"), LetterReference),
            "clues": rows_of(clues.filter(letters=row).order_by("pk"), ClueReference),
            "feedback": rows_of(told.about(row).order_by("pk"), FeedbackRow),
            "returns": shown(row.returns.all(), LetterReturnRow),
            "passes": shown(row.passes.all(), PassedDownRow),
            "framing": shown(row.framing_findings.all(), FramingRow),
            "open_steps": [step.slug for step in ways_of(row, person)],
            "reporting": reporting_shown(reporting_of(row, person)) if answers else None,
        }


def _new_letter(
    *,
    subjects: Sequence[dict[str, Any]] = (),
    reporter: dict[str, str] | None = None,
    **data: Any,
) -> NewLetter:
    return NewLetter(
        subjects=[NewSubject(**subject) for subject in subjects],
        reporter=(reporter["name"], reporter["contact"]) if reporter else None,
        **data,
    )
