"""Whether what somebody wrote names a certain person: yes, perhaps, or somebody else.

For whom a mistake would be grave. A namesake is "yes" here: a name says no more.
"""

from __future__ import annotations

from enum import IntEnum

from pypinyin import lazy_pinyin

from accounts.naming.people import Cell, Named, is_name, name_key, people_in
from accounts.naming.words import lookalikes, surname_of, surnames, words
from hub.kernel.writing import folded


class Like(IntEnum):
    OTHER = 0
    PERHAPS = 1
    SAME = 2


def likeness(written: str, name: str) -> Like:
    """`written`: a cell or field as it was filled in. `name`: that of the person."""
    key, cell = name_key(name), people_in(written)
    if any(name_key(each.name) == key for each in cell.named):
        return Like.SAME
    if _is_inside(written, key, cell) or any(_is_alike(each, key) for each in cell.named):
        return Like.PERHAPS
    return Like.OTHER


def _is_inside(written: str, key: str, cell: Cell) -> bool:
    """The name stands somewhere in it, and not only as the beginning of a longer name of somebody else."""
    text = folded(written)
    if len(key) < 2 or key not in text:
        return False
    names = (name_key(each.name) for each in cell.named if is_name(each.name))
    longer = [name for name in names if key in name and not _is_about(name.replace(key, "", 1))]
    return text.count(key) > sum(name.count(key) for name in longer)


def _is_about(rest: str) -> bool:
    """What a name was run together with is no part of it: a post, a form of address, the next name."""
    joined = ("等", *words("title"), *words("connector"))
    return rest.startswith((*joined, *words("address"))) or rest.endswith(joined)


def _is_alike(named: Named, key: str) -> bool:
    """Written with a character that is taken for another, in Latin letters, or by the surname and a post."""
    written = name_key(named.name)
    if written.translate(lookalikes()) == key.translate(lookalikes()):
        return True
    if written.isascii():
        return written in readings(key)
    surname = surname_of(key)
    behind = written[len(surname) :] if surname and written.startswith(surname) else ""
    return behind in {*words("title"), *words("address")} - {""}


def readings(name: str) -> set[str]:
    """A Chinese name in Latin letters without tones, the surname first and last: chuyutong, yutongchu."""
    surname = surname_of(name)
    if not surname:
        return set()
    given = "".join(lazy_pinyin(name[len(surname) :]))
    usual = "".join(lazy_pinyin(surname))
    found = {usual, surnames().get(surname) or usual}
    return {order for first in found for order in (first + given, given + first)}
