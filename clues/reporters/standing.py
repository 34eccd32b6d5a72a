"""Where a real-name report stands towards its reporter: asked here by actions, pages and the interface."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from clues.letters.models.letters import Letter
from clues.letters.terms import Signing
from clues.reporters.models import SignatureCheck
from clues.reporters.terms import ToTell


def awaits_check(letter: Letter) -> bool:
    """Signed by name, and nobody has checked the name yet."""
    return letter.signing == Signing.REAL_NAME and check_of(letter) is None


def check_of(letter: Letter) -> SignatureCheck | None:
    check: SignatureCheck | None = getattr(letter, "signature_check", None)
    return check


def owes(letter: Letter, what: ToTell) -> bool:
    return any(each.what == what and each.told_on is None for each in letter.tellings.all())


def may_be_objected(letter: Letter) -> bool:
    """A result was told, so that the reporter can object to it."""
    told = (each.what for each in letter.tellings.all() if each.told_on is not None)
    return ToTell.RESULT in told


# Which steps are open towards the reporter, by their place in addresses.
OPEN: Mapping[str, Callable[[Letter], bool]] = {
    "signature": awaits_check,
    "acceptance": lambda letter: owes(letter, ToTell.ACCEPTANCE),
    "return-told": lambda letter: owes(letter, ToTell.RETURN),
    "result": lambda letter: owes(letter, ToTell.RESULT),
    "objection": may_be_objected,
}
