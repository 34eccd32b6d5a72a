"""The conclusion of a clue and its striking from the ledger: motions of case management."""

from __future__ import annotations

from clues.actions.concluded import ask_again, conclude, strike
from clues.actions.moved import Consequence
from clues.flow import ClueFlow
from clues.kinds import Kind
from clues.purposes.motions import kind_of_motion
from clues.terms import MotionKind

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
