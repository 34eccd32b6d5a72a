"""A letter of inquiry before it goes out: who issues it, who gets a copy, whether it can go out now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.commission import nearest
from accounts.models import Unit
from accounts.terms import UnitKind
from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from clues.subjects.terms import Position
from clues.ways.models import Stage
from hub.kernel.errors import Conflict

ANSWER = "answer"  # code of the stage (`WayStage`) that awaits the answer


# Who holds one of these heads the unit: they answer themselves, and their unit gets no copy.
_HEADS = (Position.UNIT_HEAD, Position.NEXT_LEVEL_LEADER)


@dataclass(frozen=True, slots=True)
class Draft:
    """office: issues it. copies: whom the rule names for one. stage: what awaits the answer, until due_at."""

    office: Unit
    copies: Sequence[Unit]
    answers_directly: bool
    stage: Stage
    due_at: datetime


def awaits_answer(clue: Clue) -> Stage | None:
    """The stage that waits for an answer to an inquiry; None where nothing does."""
    if clue.state != ClueState.IN_DISPOSAL:
        return None
    stage: Stage | None = clue.stages.open().filter(what__code=ANSWER).first()
    return stage


def is_out(clue: Clue) -> bool:
    """Whether a letter was issued that is not answered yet."""
    return any(letter.answered_on is None for letter in clue.inquiries.all())


def draft_of(clue: Clue) -> Draft:
    """Raises Conflict where no answer is awaited, one letter is out already, or nobody is to issue it."""
    stage = awaits_answer(clue)
    if stage is None:
        raise Conflict(_("No answer to an inquiry is awaited of this clue."), code="no-answer-awaited")
    if is_out(clue):
        raise Conflict(_("A letter of inquiry is out and not answered yet."), code="inquiry-is-out")
    if stage.due_at is None:
        raise Conflict(_("No rule in force says by when it is to be answered."), code="no-deadline")
    office = nearest(clue.holder, UnitKind.GENERAL_OFFICE)
    if office is None:
        said = _("There is no general office today in whose name the letter could go out.")
        raise Conflict(said, code="no-general-office")
    standing = clue.subject.standings.current().select_related("unit__supervised_by").first()
    heads = standing is not None and standing.position in _HEADS
    return Draft(office, _copies(standing.unit if standing else None, heads), heads, stage, stage.due_at)


def _copies(unit: Unit | None, heads: bool) -> Sequence[Unit]:
    """The unit the subject works in, and the dispatched group that supervises it."""
    if unit is None:
        return []
    group = unit.supervised_by
    dispatched = [group] if group is not None and group.kind == UnitKind.DISPATCHED else []
    return dispatched if heads else [unit, *dispatched]
