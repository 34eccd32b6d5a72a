"""The rows that steps about files of letters are taken on."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from accounts.models import Person, Unit
from accounts.policies import may_classify
from clues.categories import Category
from clues.imports.fields import LETTERS
from clues.imports.named import subjects_in
from clues.letters.actions.letters import NewLetter
from clues.letters.models.letters import Letter
from clues.letters.signing import reporter_of, signing_of
from clues.letters.terms import Signing
from clues.letters.upward import refuse_upward
from clues.subjects.models import SubjectStanding
from clues.terms import Source
from hub.kernel.writing import means_nothing
from hub.rules.models import Level
from hub.tables.dates import BadDate, past_day
from hub.tables.reading import Line
from hub.tables.rows import BadRow, check_room, required
from hub.tables.words import plain_word, words_of

WORDS = Path(__file__).with_name("words.csv")


WORDED: Mapping[str, type[TextChoices]] = {"source": Source, "signing": Signing}


DERIVED_TITLE = 60


# A cell may hold no more than the column it goes to.
ROOM = {
    "external_number": Letter._meta.get_field("external_number").max_length,
    "title": Letter._meta.get_field("title").max_length,
    "subject_unit": SubjectStanding._meta.get_field("unit_name").max_length,
    "subject_post": SubjectStanding._meta.get_field("post").max_length,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What rows are read against: the file's own source and level, the registrar, the terms."""

    source: str
    level: Level
    by: Person
    office: Unit  # the petition office of the registrar
    levels: Mapping[str, Level] = field(default_factory=lambda: _levels())
    categories: Mapping[str, Category] = field(default_factory=lambda: _categories())

    def letter(self, line: Line) -> tuple[NewLetter, str]:
        """The letter, and a remark on what could not be taken over. Raises BadRow; NotEntered before that."""
        values = line.values
        named = subjects_in(values)
        checked = words_for("somebody_else").get(plain_word(values.get("somebody_else", ""))) == "yes"
        refuse_upward(named.subjects, office=self.office, somebody_else=checked)
        if line.problem:
            raise BadRow(line.problem)
        if named.problem:
            raise BadRow(named.problem)
        check_room(values, ROOM, LETTERS)
        source, source_remark = self._source(values.get("source", ""))
        category, category_remark = self._category(values.get("category", ""))
        reporter = reporter_of(values.get("reporter_name", ""), values.get("reporter_contact", ""))
        signing, signing_remark = _signing(values.get("signing", ""), reporter)
        new = NewLetter(
            title=_title(values),
            text=required(values, "text", LETTERS),
            received_on=_day(values),
            classification=self._level(values.get("classification", "")),
            source=source,
            signing=signing,
            external_number=values.get("external_number", ""),
            category=category,
            subjects=named.subjects,
            reporter=reporter,
            somebody_else=checked,
        )
        return new, " ".join(filter(None, (source_remark, category_remark, signing_remark, *named.remarks)))

    def _source(self, word: str) -> tuple[str, str]:
        known = words_for("source").get(plain_word(word))
        if known or not word:
            return known or self.source, ""
        return self.source, _("The source is not a known one: “%(word)s”.") % {"word": word[:40]}

    def _category(self, word: str) -> tuple[Category | None, str]:
        """A category by its name or code, or by the last name of a path such as "作风/违规吃喝"."""
        last = re.split(r"[/\\>›]", word)[-1]
        category = self.categories.get(plain_word(word)) or self.categories.get(plain_word(last))
        if category or not word:
            return category, ""
        return None, _("The category is not a known one: “%(word)s”.") % {"word": word[:40]}

    def _level(self, word: str) -> Level:
        """The row's own classification where it is the higher one; never below that of the file."""
        level = self.levels.get(plain_word(word)) if word else self.level
        if level is None:
            raise BadRow(_("The classification is not a known one."))
        level = max(level, self.level, key=lambda each: each.rank)
        verdict = may_classify(level, self.by)
        if not verdict:
            raise BadRow(verdict.reason)
        return level


@cache
def words_for(name: str) -> Mapping[str, str]:
    """Plain word -> value of a field with fixed values: its codes, its labels, and the table of words."""
    with WORDS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["field"] == name]
    return {
        **(words_of(WORDED[name]) if name in WORDED else {}),
        **{plain_word(row["word"]): row["value"] for row in rows},
    }


def _levels() -> dict[str, Level]:
    levels = [(level, (level.code, level.name_zh, level.name_en)) for level in Level.objects.all()]
    return {plain_word(word): level for level, words in levels for word in words}


def _categories() -> dict[str, Category]:
    categories = [(each, (each.code, each.name, each.name_en)) for each in Category.objects.all()]
    return {plain_word(word): each for each, words in categories for word in words if word}


def _title(values: Mapping[str, str]) -> str:
    """The title in one line. A file without titles gives each letter the beginning of its text."""
    if "title" in values:
        return " ".join(required(values, "title", LETTERS).split())
    text = " ".join(required(values, "text", LETTERS).split())
    return text if len(text) <= DERIVED_TITLE else text[: DERIVED_TITLE - 1] + "…"


def _day(values: Mapping[str, str]) -> date:
    try:
        return past_day(required(values, "received_on", LETTERS))
    except BadDate as bad:
        raise BadRow(bad.message) from None


def _signing(word: str, reporter: tuple[str, str] | None) -> tuple[str, str]:
    """What the file says, as far as there is a real name, and a remark."""
    stated = words_for("signing").get(plain_word(word), "")
    signing, remark = signing_of(stated, reporter), ""
    if word and not stated and not means_nothing(word):
        remark = _("How it is signed is not a known word: “%(word)s”.") % {"word": word[:40]}
    elif signing != (stated or signing):
        remark = _("Taken as anonymous: there is no name, or no way to reach them.")
    return signing, remark
