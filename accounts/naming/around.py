"""The words that stand around a name and are no part of it: posts, bodies, kinship, forms of address."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from accounts.naming.words import words
from hub.kernel.writing import simplified

SHORTEST = 2  # characters that are left for the name
# Of a name with dots; what is longer is a sentence, and nobody is looked for in it.
LONGEST = 40


def stripped(text: str, is_name: Callable[[str], bool]) -> tuple[str, str]:
    """(name, what stood before and behind it), as little as makes a name; (text, "") where none is left.

    By endings and beginnings alone: an expression that tries all ways to part the words takes for ever.
    """
    plain = simplified(text)
    if len(plain) != len(text):
        return text, ""
    ends = list(_ends(plain))
    starts = [at for at in range(1, len(text) - SHORTEST + 1) if _is_ahead(plain[:at])]
    for start in (0, *reversed(starts)):
        for end in reversed(ends) if start == 0 else (*reversed(ends), len(text)):
            if SHORTEST <= end - start <= LONGEST and is_name(text[start:end]):
                return text[start:end], f"{text[:start]} {text[end:]}".strip()
    return text, ""


def _ends(text: str) -> Iterator[int]:
    """Where the name may end, before one post or form of address, before two, and so on."""
    end = len(text)
    while word := next((each for each in _behind() if text.endswith(each, 0, end)), ""):
        end -= len(word)
        if end < SHORTEST:
            return
        yield end


def _is_ahead(text: str) -> bool:
    """Whether a name may begin behind it: after a post or a body, or after words that go before one."""
    while text and not text.endswith((*words("title"), *words("body"))):
        word = next((each for each in _before() if text.endswith(each)), "")
        if not word:
            return False
        text = text[: -len(word)]
    return True


def _behind() -> tuple[str, ...]:
    return (*words("title"), *words("address"))


def _before() -> tuple[str, ...]:
    return (*words("before"), *words("relation"))
