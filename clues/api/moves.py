"""Steps beside the straight way: time, merging and splitting, what takes two people."""

from __future__ import annotations

from typing import Any

from accounts.models import Person
from clues.actions.extending import NewDay, ask_extension
from clues.actions.merging import NewPart, propose_merge, split_clue, undo_merge
from clues.actions.motions import propose_conclusion, propose_striking
from clues.actions.suspending import ask_suspension, resume_clue
from clues.api.inputs import MergeInput, ReasonInput, SplitInput
from clues.api.move_inputs import ExtensionInput, MotionInput
from clues.api.stepping import ClueStep
from clues.models import Clue


class AskExtension(ClueStep):
    """Ask that what is awaited of the clue be due on a later day."""

    transition, address = "ask_extension", "extensions"
    serializer_class = ExtensionInput

    def act(self, row: Clue, *, by: Person, reason: str, **data: Any) -> Clue:  # type: ignore[override]
        return ask_extension(row.number, new=NewDay(**data), reason=reason, by=by)


class AskSuspension(ClueStep):
    """Ask that the clue's time stand still."""

    transition, address = "ask_suspension", "suspensions"
    serializer_class, performs = MotionInput, staticmethod(ask_suspension)


class Resume(ClueStep):
    """Let time run again; what was left of it when it stopped is there again."""

    transition, address = "resume", "resumptions"
    serializer_class, performs = MotionInput, staticmethod(resume_clue)


class ProposeConclusion(ClueStep):
    """Propose to close the ledger line of a clue whose result was fed back; somebody else agrees."""

    transition, address = "propose_conclusion", "conclusions"
    serializer_class, performs = MotionInput, staticmethod(propose_conclusion)


class ProposeStriking(ClueStep):
    """Propose to strike the clue from the ledger; other people agree."""

    transition, address = "propose_striking", "strikings"
    serializer_class, performs = MotionInput, staticmethod(propose_striking)


class TakeIn(ClueStep):
    """Propose that another clue about the same subject goes on within this one."""

    transition, address = "take_in", "merges"
    serializer_class, performs = MergeInput, staticmethod(propose_merge)


class Unmerge(ClueStep):
    """Take a merged clue out again: it stands exactly where it stood."""

    transition, address = "unmerge", "merge-undoings"
    serializer_class, performs = ReasonInput, staticmethod(undo_merge)


class SplitOff(ClueStep):
    """Split a part of what is alleged off; the new clue is among the `kin` of this one."""

    transition, address = "split", "splits"
    serializer_class = SplitInput

    def act(self, row: Clue, *, by: Person, **data: Any) -> Clue:
        return split_clue(row.number, new=NewPart(**data), by=by)


MOVES: tuple[type[ClueStep], ...] = (
    AskExtension,
    AskSuspension,
    Resume,
    ProposeConclusion,
    ProposeStriking,
    TakeIn,
    Unmerge,
    SplitOff,
)
