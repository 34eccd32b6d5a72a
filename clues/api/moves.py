"""Steps beside the straight way: time, merging and splitting, what takes two people."""

from __future__ import annotations

from typing import Any

from accounts.models import Person
from clues.actions.concluding import propose_conclusion, propose_striking
from clues.actions.extending import NewDay, ask_extension
from clues.actions.handing_over import (
    SignedReceipt,
    accept_transfer,
    confirm_receipt,
    decline_transfer,
    note_outcome,
)
from clues.actions.merging import NewPart, propose_merge, split_clue, undo_merge
from clues.actions.receiving import take_on
from clues.actions.suspending import ask_suspension, resume_clue
from clues.actions.transferring import Receiver, propose_return, propose_transfer
from clues.api.inputs import MergeInput, ReasonInput, SplitInput
from clues.api.move_inputs import ClueTransferInput, ExtensionInput, MotionInput, OutcomeInput, ReceiptInput
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


class TakeOn(ClueStep):
    """Handle here what a partner body passed on."""

    transition, address = "take_on", "take-ons"
    performs = staticmethod(take_on)


class ProposeReturn(ClueStep):
    """Propose to return what a partner body passed on."""

    transition, address = "propose_return", "sender-returns"
    serializer_class, performs = MotionInput, staticmethod(propose_return)


class ProposeTransfer(ClueStep):
    """Propose that the clue go to another organ: a unit of the hub, or one outside by its name."""

    transition, address = "propose_transfer", "transfers"
    serializer_class = ClueTransferInput

    def act(self, row: Clue, *, by: Person, reason: str, **data: Any) -> Clue:  # type: ignore[override]
        return propose_transfer(row.number, to=Receiver(**data), reason=reason, by=by)


class AcceptTransfer(ClueStep):
    """Sign for a clue that was transferred to the caller's organ."""

    transition, address = "accept_transfer", "transfer-acceptances"
    performs = staticmethod(accept_transfer)


class ConfirmReceipt(ClueStep):
    """Keep the receipt of an organ outside."""

    transition, address = "confirm_receipt", "transfer-receipts"
    serializer_class = ReceiptInput

    def act(self, row: Clue, *, by: Person, **data: Any) -> Clue:
        return confirm_receipt(row.number, new=SignedReceipt(**data), by=by)


class DeclineTransfer(ClueStep):
    """Return a transferred clue with the reason; it stands where it stood."""

    transition, address = "decline_transfer", "transfer-refusals"
    serializer_class, performs = MotionInput, staticmethod(decline_transfer)


class NoteOutcome(ClueStep):
    """Note what an organ outside told of a clue it was given."""

    transition, address = "note_outcome", "outcomes"
    serializer_class, performs = OutcomeInput, staticmethod(note_outcome)


MOVES: tuple[type[ClueStep], ...] = (
    AskExtension,
    AskSuspension,
    Resume,
    ProposeConclusion,
    ProposeStriking,
    TakeIn,
    Unmerge,
    SplitOff,
    TakeOn,
    ProposeReturn,
    ProposeTransfer,
    AcceptTransfer,
    ConfirmReceipt,
    DeclineTransfer,
    NoteOutcome,
)
