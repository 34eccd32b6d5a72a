"""Names and units as clerks spell them: the same by the rules of `accounts.naming`, in other combinations."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

INVISIBLE = ("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u200e", "\u202a", "\u202c", "\xad", "\u3164")
BLANKS = (" ", "\u3000", "\xa0", "\u2003", "  ")
POSTS = ("书记", "局长", "副局长", "科长", "主任", "处长", "副主任", "党委书记", "院长", "同志", "先生")
OTHERS = ("王某", "赵甲", "钱乙一", "欧阳某", "某公司")
BETWEEN = ("，", ",", "、", "/", "；", ";", "\n", "和", "及", "与", "以及", " ")
BRACKETS = ("（{}）", "({})", "[{}]", "【{}】", "〔{}〕")
ASIDE = ("局长", "女", "市纪委", "另案处理", "已退休", "58岁")
TRADITIONAL = str.maketrans(
    "书云语轩东赵钱孙刘陈张国红华龙马伟强军丽", "書雲語軒東趙錢孫劉陳張國紅華龍馬偉強軍麗"
)


def spelled(name: str, chance: random.Random) -> str:
    """The name in one to three of these ways at once."""
    for way in chance.sample(WAYS, chance.randint(1, 3)):
        name = way(name, chance)
    return name


def _inside(marks: tuple[str, ...]) -> Callable[[str, random.Random], str]:
    def way(name: str, chance: random.Random) -> str:
        place = chance.randint(1, len(name) - 1)
        return name[:place] + chance.choice(marks) + name[place:]

    return way


WAYS: list[Callable[[str, random.Random], str]] = [
    _inside(INVISIBLE),
    lambda name, chance: name + chance.choice(INVISIBLE),
    lambda name, chance: name + chance.choice(POSTS),
    lambda name, chance: name + " " + chance.choice(POSTS),
    lambda name, chance: chance.choice(POSTS[:9]) + name,
    lambda name, chance: name + chance.choice(BRACKETS).format(chance.choice(ASIDE)),
    lambda name, chance: name + chance.choice(("等", "等人", "等3人", "等三人", "等多人")),
    lambda name, chance: name + chance.choice(BETWEEN) + chance.choice(OTHERS),
    lambda name, chance: chance.choice(OTHERS) + chance.choice(BETWEEN) + name,
    lambda name, chance: chance.choice(("1、", "1.", "（1）", "①", "一、")) + name,
    lambda name, chance: chance.choice(("“{}”", '"{}"', "‘{}’", "《{}》")).format(name),
    lambda name, chance: name + chance.choice(("。", ".", "，", "、", " ", "\n")),
    lambda name, chance: name.translate(TRADITIONAL),
    lambda name, chance: unicodedata.normalize("NFD", name),
    lambda name, chance: "\u202e" + name + "\u202c",
    lambda name, chance: chance.choice(BLANKS) + name + chance.choice(BLANKS),
]


def blank_inside(name: str, chance: random.Random) -> str:
    """After the surname, which is where people put it."""
    return name[:1] + chance.choice(BLANKS) + name[1:]
