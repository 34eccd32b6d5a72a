"""Invented letters about invented people of the city, registered by the petition office."""

from __future__ import annotations

import random
from datetime import timedelta

from django.utils import timezone

from accounts.models import Person, Unit
from accounts.terms import Role, UnitKind
from clues.categories import Category
from clues.clue.models.clues import Clue
from clues.intake.actions.drawing import NewClue, register_clue
from clues.letters.actions.letters import NewLetter, register_letter
from clues.letters.models.letters import Letter
from clues.letters.terms import Signing
from clues.subjects.actions import NewSubject
from clues.subjects.terms import Authority
from clues.terms import Source
from hub.demo.city import SEED, WORK_SECRET
from hub.demo.names import SURNAMES
from hub.demo.walk import holder
from hub.rules.models import Level

LETTERS = 40
CLUES = 24
_TEXTS = {
    "dining": (
        "反映{who}违规接受宴请",
        "来信反映：{unit}{post}{who}近期多次在单位附近餐馆接受管理服务对象宴请。",
    ),
    "vehicles": (
        "反映{who}公车私用",
        "来电反映：{unit}{post}{who}节假日使用公务用车办理私事，车辆停放地点见附件。",
    ),
    "allowances": (
        "反映{who}违规发放补贴",
        "反映{unit}{post}{who}以值班费名义向职工发放补贴，时间为今年上半年。",
    ),
    "bids": ("反映{who}插手招投标", "反映{unit}{post}{who}在一项小型工程中指定中标单位，另有两家单位陪标。"),
    "duty-neglect": ("反映{who}履职不力", "反映{unit}{post}{who}对群众多次反映的积水问题推诿拖延。"),
}
_POSTS = ["科长", "副科长", "处长", "主任", "副主任"]


def register_letters() -> int:
    """Register what is missing of the demo's letters, and draw clues from the first of them."""
    registrar = holder(Role.REGISTRAR, kind=UnitKind.PETITION)
    chance = random.Random(SEED)
    plans = [_plan(number, chance) for number in range(LETTERS)]
    for number, plan in enumerate(plans):
        letter = Letter.objects.filter(external_number=plan.external_number).first()
        letter = letter or register_letter(plan, by=registrar)
        if number < CLUES and not letter.clues.exists():
            _draw(letter, registrar)
    return Letter.objects.count()


def _plan(number: int, chance: random.Random) -> NewLetter:
    category = list(_TEXTS)[number % len(_TEXTS)]
    # The first letter is about an organisation under inspection: its clue goes to the inspection team.
    unit = Unit.objects.get(code=f"org-{1 if number == 0 else chance.randint(1, 20)}")
    who = f"{chance.choice(SURNAMES)}某{number + 1}"
    post = chance.choice(_POSTS)
    title, text = _TEXTS[category]
    words = {"who": who, "unit": unit.name, "post": post}
    named = number % 3 == 0
    subject = NewSubject(
        name=who,
        identifiers={"staff": f"{unit.code}-{number + 1:04d}"},
        post=post,
        unit=unit,
        authority=Authority.MUNICIPAL,
        territory=unit.territory,
    )
    return NewLetter(
        title=title.format(**words),
        text=text.format(**words),
        received_on=timezone.localdate() - timedelta(days=chance.randint(0, 12)),
        classification=Level.objects.get(code=WORK_SECRET),
        source=chance.choice([Source.LETTER, Source.CALL, Source.WEB, Source.VISIT]),
        signing=Signing.REAL_NAME if named else Signing.ANONYMOUS,
        external_number=f"DEMO-{number + 1:04d}",
        category=Category.objects.get(code=category),
        subjects=[subject],
        reporter=(f"举报人{number + 1}", "联系方式见原件") if named else None,
    )


def _draw(letter: Letter, registrar: Person) -> Clue:
    assert letter.category is not None
    new = NewClue(
        subject=letter.subjects.get(),
        title=letter.title,
        summary=letter.text,
        category=letter.category,
        classification=letter.classification,
    )
    return register_clue(letter.number, new, by=registrar)
