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
    return SignatureCheck.objects.filter(letter=letter).select_related("by").first()


def owes(letter: Letter, what: ToTell) -> bool:
    return letter.tellings.open().filter(what=what).exists()


def may_be_objected(letter: Letter) -> bool:
    """A result was told, so that the reporter can object to it."""
    return letter.tellings.done().filter(what=ToTell.RESULT).exists()


# Which steps are open towards the reporter, by their place in addresses.
OPEN: Mapping[str, Callable[[Letter], bool]] = {
    "signature": awaits_check,
    "acceptance": lambda letter: owes(letter, ToTell.ACCEPTANCE),
    "return-told": lambda letter: owes(letter, ToTell.RETURN),
    "result": lambda letter: owes(letter, ToTell.RESULT),
    "objection": may_be_objected,
}
