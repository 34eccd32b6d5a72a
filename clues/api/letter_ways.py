"""What becomes of a letter beside a clue, over the interface: returned, passed down, found to frame."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from accounts.models import Person, Unit
from clues.actions.framing import Decision, lift_framing, record_framing
from clues.actions.letter_returns import NewReturn, propose_letter_return, revise_letter_return
from clues.actions.passing_down import accept_letter, pass_down, pass_on, send_back
from clues.actions.reports import tell_return
from clues.api.move_inputs import MotionInput
from clues.api.reports import LetterStepDoor, TellingInput
from clues.models import Letter
from clues.terms import DecidingCommission, ReturnGround
from hub.rest.fields import Chosen, Text
from hub.rest.serializers import StrictSerializer


class ReturnInput(MotionInput):
    ground = serializers.ChoiceField(ReturnGround.choices)
    organ = Text(max_length=120, required=False, allow_blank=True, help_text="For another organ's business.")


class PassInput(MotionInput):
    unit = Chosen(lambda: Unit.objects.existing(), help_text="Code of the unit that gets it.")


class DecisionInput(StrictSerializer):
    organ = serializers.ChoiceField(DecidingCommission.choices, help_text="Never a district commission.")
    document = Text(max_length=80)
    decided_on = serializers.DateField(help_text="Today, or an earlier day with late_reason.")
    late_reason = Text(max_length=300, required=False, allow_blank=True)


class ReturnProposals(LetterStepDoor):
    """Propose to return a letter that nobody has drawn from; the leader in charge decides."""

    serializer_class = ReturnInput

    def act(self, row: Letter, *, by: Person, **data: Any) -> Letter:
        return propose_letter_return(row.number, new=NewReturn(**data), by=by)


class ReturnRevisions(LetterStepDoor):
    """Change the proposal that a signer has returned, and submit it again."""

    serializer_class = ReturnInput

    def act(self, row: Letter, *, by: Person, **data: Any) -> Letter:
        return revise_letter_return(row.number, new=NewReturn(**data), by=by)


class ReturnNotices(LetterStepDoor):
    """Note that the reporter was told of the return."""

    serializer_class, performs = TellingInput, staticmethod(tell_return)


class Passes(LetterStepDoor):
    """Pass a letter that is a lower level's business down to a district commission."""

    serializer_class, performs = PassInput, staticmethod(pass_down)


class PassAcceptances(LetterStepDoor):
    """The lower level accepts it."""

    performs = staticmethod(accept_letter)


class PassForwardings(LetterStepDoor):
    """The lower level passes it on to a unit of its own."""

    serializer_class, performs = PassInput, staticmethod(pass_on)


class PassReturns(LetterStepDoor):
    """The lower level sends it back with a reason."""

    serializer_class, performs = MotionInput, staticmethod(send_back)


class FramingFindings(LetterStepDoor):
    """Enter a commission's finding that the letter frames somebody."""

    serializer_class = DecisionInput

    def act(self, row: Letter, *, by: Person, **data: Any) -> Letter:
        return record_framing(row.number, new=Decision(**data), by=by)


class FramingLiftings(LetterStepDoor):
    """Enter that such a finding was lifted."""

    serializer_class = DecisionInput

    def act(self, row: Letter, *, by: Person, **data: Any) -> Letter:
        return lift_framing(row.number, new=Decision(**data), by=by)
