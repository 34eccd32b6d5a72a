"""Names of people as clerks fill them in: one name, several, with a post before or behind it, or none at all.

A cell is taken apart by the tables of `words`; what remains doubtful is kept as it was written, and said.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from accounts.naming.around import stripped
from accounts.naming.words import one_of, surname_of, words
from hub.kernel.writing import cleaned, folded, means_nothing, simplified, visible

DOTS = re.compile(r"\s*[·•・･‧∙⋅．.]\s*")
_BRACKETS = re.compile(r"[（(［\[【〔〈《{｛][^（()）［\]【】〔〕〈〉《》{}｛｝]*[）)］\]】〕〉》}｝]")
_QUOTES = re.compile("[“”\"‘’'＂＇`´「」『』《》〈〉]")
_NUMBERING = re.compile(
    r"(?:^|(?<=[\s、，,;；]))[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[、.．)）:：]\s*|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）]|[①-⑳]"
)
_BETWEEN = re.compile(r"[。，,、；;/／|｜\\\n\r＆&+＋]+")
_ENDS = " \t　.。!！?？,，、;；:：-—–_~～*#"
_OTHERS = re.compile(r"等(?:[\d一二三四五六七八九十几数若干多两0-9]{1,3}(?:人|名|位|户).*|.{0,6}人.*)?$")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\ue000-\uf8ff〇某·]+")
SHORTEST, LONGEST = 2, 4  # characters of a Chinese name without dots
LONGEST_CELL = 400
DEEPEST = 3  # brackets in brackets


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a cell names. `name` is cleaned, never empty.

    rest: what was said beside it. is_body: no person.
    """

    name: str
    rest: str = ""
    is_body: bool = False

    @property
    def post(self) -> str:
        """What was said beside the name, where it is a post: 局长, 市水务局局长."""
        return self.rest if folded(self.rest).endswith(words("title")) else ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell was found to hold. others: it says that there are more, without their names. is_doubtful:
    it may name several, and where one ends is not certain."""

    named: tuple[Named, ...] = ()
    others: bool = False
    is_doubtful: bool = False


def clean_name(written: str) -> str:
    """A name for keeping: nothing invisible, one dot for all dots, no blanks inside a Chinese name."""
    name = cleaned(written)
    if _HAN.search(name):
        name = DOTS.sub("·", name).strip("·")
        if _HAN.fullmatch(name.replace(" ", "")):
            name = name.replace(" ", "")
    return name


def name_key(name: str) -> str:
    """By which names are compared: one width, case and script, no blanks and dots."""
    return folded(name)


def people_in(written: str) -> Cell:
    """Take a cell apart: the names in it, without posts, brackets, numbering and "等人".

    What is longer than a list of names is kept whole, and doubtful.
    """
    if len(written) > LONGEST_CELL:
        return Cell((Named(cleaned(written)),), is_doubtful=True)
    plain = visible(unicodedata.normalize("NFC", written.replace("\u2028", "\n")))
    plain = _NUMBERING.sub("、", _QUOTES.sub("", plain))
    aside = " ".join(_BRACKETS.findall(plain))
    bare = without_brackets(plain)
    pieces = [_without_others(piece) for piece in _BETWEEN.split(bare)]
    found: list[Named] = []
    doubtful = False
    for piece, _more in pieces:
        for part, is_sure in _parts(piece):
            named = _named(part)
            doubtful |= not is_sure
            if named is not None:
                found.append(named)
    if len(found) == 1 and aside and not found[0].rest:
        found = [replace(found[0], rest=cleaned(aside).strip("（）()[]【】 "))]
    return Cell(tuple(_once_each(found)), any(more for _piece, more in pieces), doubtful)


def without_brackets(text: str) -> str:
    """The text without what stands in brackets, brackets in brackets too."""
    for _depth in range(DEEPEST):
        text = _BRACKETS.sub(" ", text)
    return text


def is_name(text: str) -> bool:
    """Whether it looks like a name of a person: a surname and one to three characters, or parts with dots."""
    if "·" in text:
        return all(_HAN.fullmatch(part) for part in text.split("·") if part)
    surname = surname_of(simplified(text))
    fits = bool(_HAN.fullmatch(text)) and bool(surname) and len(surname) < len(text)
    return fits and SHORTEST <= len(text) <= LONGEST + (len(surname) > 1)


def is_body(text: str) -> bool:
    """Whether it looks like the name of a body: an office, a company, a committee."""
    plain = folded(text)
    ending = next((word for word in words("body") if plain.endswith(word)), "")
    return bool(ending) and len(plain) >= (LONGEST if len(ending) == 1 else len(ending) + 1)


def _without_others(piece: str) -> tuple[str, bool]:
    text = piece.strip(_ENDS)
    bare = _OTHERS.sub("", text)
    return (bare, True) if bare and bare != text and len(folded(bare)) >= SHORTEST else (text, False)


def _parts(piece: str) -> Iterator[tuple[str, bool]]:
    """The names in what stands between two marks, each with whether it was certain where it ends."""
    for joined in _at_connectors(piece):
        yield from _at_blanks(cleaned(joined))


def _at_connectors(piece: str) -> list[str]:
    """Parted at 和, 与, 及 and the like, where a name stands on both sides: 和 is a part of names too."""
    for found in re.finditer(one_of("connector"), piece):
        before, behind = piece[: found.start()].strip(), piece[found.end() :].strip()
        if not found.group().isascii() and len(found.group()) == 1 and not _both(before, behind):
            continue
        if before and behind and (not found.group().isascii() or " " in piece):
            return [before, *_at_connectors(behind)]
    return [piece]


def _both(before: str, behind: str) -> bool:
    return all(len(folded(side)) >= SHORTEST and _seems_one(side) for side in (before, behind))


def _seems_one(text: str) -> bool:
    named = _named(clean_name(text))
    return named is not None and (is_name(named.name) or named.is_body)


def _at_blanks(piece: str) -> Iterator[tuple[str, bool]]:
    """A blank parts two Chinese names, or stands inside one; between Latin words it is a part of the name."""
    parts = piece.split(" ")
    if len(parts) == 1 or not all(_HAN.search(part) for part in parts):
        yield piece, True
        return
    together = _put_together(parts)
    if all(_seems_one(part) or _is_aside(part) for part in together):
        several = len(parts) == LONGEST and together == ["".join(parts)]
        yield from ((part, not (several and surname_of(parts[2]))) for part in together)
    else:
        yield " ".join(parts), False


def _put_together(parts: list[str]) -> list[str]:
    """李 明 局长: a surname alone goes with what follows, as far as that makes a name."""
    together: list[str] = []
    for before, part in zip(["", *parts], parts, strict=False):
        last = together[-1] if together else ""
        goes_on = _is_begun(last) or (len(part) == 1 and len(before) == 1)
        if last and goes_on and is_name(last + part):
            together[-1] += part
        else:
            together.append(part)
    return together


def _is_begun(text: str) -> bool:
    """Whether it is no more than a surname."""
    return surname_of(simplified(text)) == simplified(text)


def _is_aside(text: str) -> bool:
    """A title, an address, a body: nobody of its own."""
    plain = folded(text)
    return plain in {*words("title"), *words("address"), *words("before")} or is_body(text)


def _named(text: str) -> Named | None:
    """One name without the words around it; None where nobody is named."""
    name = clean_name(text.strip(_ENDS))
    if name.endswith("等") and is_name(name[:-1]):
        name = name[:-1]
    if not name or means_nothing(name) or folded(name) in words("nobody"):
        return None
    if is_body(name):
        return Named(name, "", is_body=True)
    bare, rest = stripped(name, is_name)
    return None if not is_name(bare) and _is_aside(name) else Named(bare, rest)


def _once_each(found: list[Named]) -> list[Named]:
    return list({name_key(each.name): each for each in reversed(found)}.values())[::-1]
