"""The conclusion of a clue and its striking from the ledger: motions of case management."""

from __future__ import annotations

from clues.closing.decided import ask_again, conclude, strike
from clues.closing.kinds import Kind
from clues.clue.flow import ClueFlow
from clues.motions.decided import Consequence
from clues.motions.purposes import kind_of_motion
from clues.motions.terms import MotionKind

CONCLUSION = kind_of_motion(
    MotionKind.CONCLUSION,
    Kind.CONCLUSION_PROPOSED,
    Consequence(lambda motion, clue: ClueFlow(clue).conclude.can_proceed(), conclude, ask_again),
)


STRIKING = kind_of_motion(
    MotionKind.STRIKING,
    Kind.STRIKING_PROPOSED,
    Consequence(lambda motion, clue: ClueFlow(clue).strike.can_proceed(), strike),
)
