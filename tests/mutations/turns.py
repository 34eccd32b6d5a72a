"""Faults in what is asked next, and when a step is decided."""

from tests.mutations.fault import Fault

RETURNS = ("approvals/test_returns.py", "approvals/test_machine.py")
ALL = (
    "approvals/test_actions.py",
    "approvals/test_proxies.py",
    "approvals/test_returns.py",
    "approvals/test_machine.py",
)

FAULTS = [
    Fault(
        "a return is outvoted",
        "tally",
        "return StepState.RETURNED",
        "return StepState.OPEN",
        ALL,
    ),
    Fault(
        "one signature fewer is enough",
        "tally",
        ">= needed:",
        ">= max(1, needed - 1):",
        ALL,
    ),
    Fault(
        "one refusal more is wanted",
        "tally",
        "> number - needed:",
        "> number - needed + 1:",
        ALL,
    ),
    Fault(
        "seats nobody needs any more stay open",
        "close",
        "hand.change(hand.open_seats(step), SeatState.CANCELLED)",
        "hand.change([], SeatState.CANCELLED)",
        ALL,
    ),
    Fault(
        "a signature stands although the content changed",
        "_take_in",
        "if decided and hand.signatures[seat.pk].snapshot.digest == shown(seat.step):",
        "if decided:",
        RETURNS,
    ),
    Fault(
        "everybody is asked again",
        "_take_in",
        "asked.standing[seat.place] = seat.state",
        "asked.standing.pop(seat.place, None)",
        ALL,
    ),
    Fault(
        "a repetition asks those who have signed too",
        "_Asked.again",
        "for _, _, place in self.first.places() if place not in self.standing]",
        "for _, _, place in self.first.places()]",
        RETURNS,
    ),
    Fault(
        "a repetition is shown what was hidden",
        "_repetition",
        "hidden=first.hidden,",
        "hidden=[],",
        ALL,
    ),
    Fault(
        "inserted steps push nobody back",
        "Hand.lay_out",
        'filter(position__gt=after).update(position=F("position") + len(steps))',
        'filter(position__gt=after).update(position=F("position"))',
        ALL,
    ),
    Fault(
        "one submits and the next signer is passed over whatever was seen",
        "_pass_over",
        "if not passed or last.snapshot.digest != turn.digest(step):",
        "if not passed:",
        ALL,
    ),
    Fault(
        "a signature is given to another content than was seen",
        "check_seen",
        "if turn.digest(seat.step) != digest:",
        "if not digest:",
        (
            "approvals/test_actions.py",
            "approvals/test_proxies.py",
            "api/test_approvals.py",
            "pages/test_sheets.py",
        ),
    ),
    Fault(
        "a refused step goes on",
        "conclude_step",
        "if state == StepState.REJECTED:",
        "if state == StepState.RETURNED:",
        ALL,
    ),
]
