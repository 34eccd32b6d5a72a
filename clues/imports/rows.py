"""The rows that steps about files of letters are taken on."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from accounts.models import Person, Unit
from accounts.policies import may_classify
from accounts.terms import Scheme
from clues.categories import Category
from clues.imports.fields import FIELD_NAMES, LETTERS
from clues.letters.actions.letters import NewLetter
from clues.letters.models.letters import Letter
from clues.letters.terms import Signing
from clues.letters.upward import refuse_upward
from clues.subjects.actions import NewSubject
from clues.subjects.models import Subject, SubjectStanding
from clues.terms import Source
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


SUBJECT_ROOM = Subject._meta.get_field("name").max_length


_BETWEEN_NAMES = re.compile(r"[、;；\n]+")


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
        subjects, subject_remark = subjects_in(values)
        refuse_upward(subjects, office=self.office)
        if line.problem:
            raise BadRow(line.problem)
        _check_names(subjects)
        check_room(values, ROOM, LETTERS)
        source, source_remark = self._source(values.get("source", ""))
        category, category_remark = self._category(values.get("category", ""))
        reporter = values.get("reporter_name", ""), values.get("reporter_contact", "")
        new = NewLetter(
            title=_title(values),
            text=required(values, "text", LETTERS),
            received_on=_day(values),
            classification=self._level(values.get("classification", "")),
            source=source,
            signing=_signing(values.get("signing", ""), reporter),
            external_number=values.get("external_number", ""),
            category=category,
            subjects=subjects,
            reporter=reporter if any(reporter) else None,
        )
        return new, " ".join(filter(None, (source_remark, category_remark, subject_remark)))

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
    return {**words_of(WORDED[name]), **{plain_word(row["word"]): row["value"] for row in rows}}


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


def _signing(word: str, reporter: tuple[str, str]) -> str:
    """What the file says; else a real name is a name that can be reached (监察法实施条例 art. 209)."""
    stated = words_for("signing").get(plain_word(word))
    return stated or (Signing.REAL_NAME if all(reporter) else Signing.ANONYMOUS)


def unit_named(name: str) -> Unit | None:
    """The one unit of this name; none where several bear it."""
    units = list(Unit.objects.existing().filter(name=name)[:2]) if name else []
    return units[0] if len(units) == 1 else None


def subjects_in(
    values: Mapping[str, str], unit_of: Callable[[str], Unit | None] = unit_named
) -> tuple[list[NewSubject], str]:
    """The subject with unit and post; of several in one cell only the names, for the rest belongs to one."""
    names = [name.strip() for name in _BETWEEN_NAMES.split(values.get("subject_name", "")) if name.strip()]
    rest = {name: values.get(name, "") for name in ("subject_unit", "subject_post", "subject_identity")}
    if len(names) == 1:
        return [_subject(names[0], rest, unit_of)], ""
    remark = (
        _("What is said of the subject was left out: one name is needed for it.")
        if any(rest.values())
        else ""
    )
    return [NewSubject(name=name) for name in names], remark


def _check_names(subjects: Sequence[NewSubject]) -> None:
    if any(len(new.name) > (SUBJECT_ROOM or 0) for new in subjects):
        raise BadRow(_("Too long: %(field)s") % {"field": FIELD_NAMES["subject_name"]})


def _subject(name: str, rest: Mapping[str, str], unit_of: Callable[[str], Unit | None]) -> NewSubject:
    identity, unit_name = rest["subject_identity"], rest["subject_unit"]
    return NewSubject(
        name=name,
        identifiers={Scheme.RIC: identity} if identity else {},
        post=rest["subject_post"],
        unit=unit_of(unit_name),
        unit_name=unit_name,
    )
