"""Days as people and programs write them. What could mean two days is refused, never guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import NoReturn

from dateutil import parser  # type: ignore[import-untyped]
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EARLIEST = date(1949, 10, 1)
SERIAL_ORIGIN = date(1899, 12, 30)  # day 0 of the spreadsheet programs, for all days after February 1900

_CLOCK = r"""
    (?: [T\s]* (?:上午|下午|中午|晚上|凌晨|早上|am|pm)?
        \s* (?P<hour>\d{1,2})
        (?: [:时点] (?:(?P<minute>\d{1,2}) (?: [:分] (?:(?P<second>\d{1,2}) (?:\.\d+)? 秒?)? )? )? )?
        \s* (?:am|pm)?
    )?"""
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4}) \s*[年/.-]\s* (?P<month>\d{1,2}) \s*[月/.-]\s* (?P<day>\d{1,2}) \s*[日号]?" + _CLOCK,
    re.IGNORECASE | re.VERBOSE,
)
_COMPACT = re.compile(
    r"(?P<year>(?:19|20)\d\d) (?P<month>\d\d) (?P<day>\d\d)" + _CLOCK, re.IGNORECASE | re.VERBOSE
)
_YEAR_LAST = re.compile(
    r"(?P<one>\d{1,2}) [/.-] (?P<other>\d{1,2}) [/.-] (?P<year>\d{4})" + _CLOCK, re.IGNORECASE | re.VERBOSE
)
_WITH_ZONE = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)", re.IGNORECASE)
_SERIAL = re.compile(r"\d{5}(\.\d+)?")
_MONTH_NAMED = re.compile(
    r"(?=.*\b\d{4}\b)(?=.*\b\d{1,2}\b)(?=.*[a-z]{3})[a-z0-9,.:\s]+", re.IGNORECASE
)  # "6 January 2020", "Jan 6, 2020 14:05"
_WEEKDAY = re.compile(r"[(]?(星期|周)[一二三四五六日天][)]?")
_CHINESE_DAY = re.compile(
    "([〇零○一-九]{4})年([一-九十]{1,2})月([一-九十]{1,3})[日号]".replace("一-九", "一二三四五六七八九")
)
_NUMERALS = {**{numeral: at for at, numeral in enumerate("零一二三四五六七八九")}, "〇": 0, "○": 0}


class BadDate(ValueError):
    """The text names no day, no day there is, or more than one; the message says which."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message


def past_day(text: str) -> date:
    """The day that a cell names, today at the latest, in the current time zone. Raises BadDate."""
    day = day_of(text)
    if day > timezone.localdate():
        raise BadDate(_("The date lies in the future."))
    return day


def day_of(text: str) -> date:
    """The day that a cell names, past or future, in the current time zone. Raises BadDate."""
    plain = unicodedata.normalize("NFKC", text).strip()
    plain = _WEEKDAY.sub("", _in_digits(plain)).strip()
    for pattern, read in _READINGS:
        found = pattern.fullmatch(plain)
        if found:
            return _plausible(read(found))
    raise BadDate(_("The date cannot be read."))


def _in_digits(text: str) -> str:
    """二〇二〇年一月六日 in digits."""
    found = _CHINESE_DAY.match(text)
    if not found:
        return text
    year = "".join(str(_NUMERALS[numeral]) for numeral in found[1])
    return f"{year}年{_counted(found[2])}月{_counted(found[3])}日{text[found.end() :]}"


def _counted(text: str) -> int:
    """A number up to 99 as it is said: 六, 十, 十二, 二十, 二十一."""
    tens, ten, ones = text.rpartition("十")
    return (_NUMERALS.get(tens, 1) * 10 if ten else 0) + _NUMERALS.get(ones, 0)


def _impossible() -> NoReturn:
    raise BadDate(_("There is no such day or time."))


def _from_parts(found: re.Match[str]) -> date:
    return _day(found, int(found["month"]), int(found["day"]))


def _from_year_last(found: re.Match[str]) -> date:
    one, other = int(found["one"]), int(found["other"])
    if one <= 12 and other <= 12 and one != other:
        raise BadDate(_("The date is ambiguous: which number is the month?"))
    return _day(found, min(one, other), max(one, other))


def _day(found: re.Match[str], month: int, day: int) -> date:
    try:
        time(int(found["hour"] or 0), int(found["minute"] or 0), int(found["second"] or 0))
        return date(int(found["year"]), month, day)
    except ValueError:
        _impossible()


def _from_serial(found: re.Match[str]) -> date:
    return SERIAL_ORIGIN + timedelta(days=int(float(found[0])))


def _from_zoned(found: re.Match[str]) -> date:
    return timezone.localtime(_parsed(found)).date()


def _from_named_month(found: re.Match[str]) -> date:
    return _parsed(found).date()


def _parsed(found: re.Match[str]) -> datetime:
    try:
        moment: datetime = parser.parse(found[0], dayfirst=False)
    except (ValueError, OverflowError):
        _impossible()
    return moment


def _plausible(day: date) -> date:
    if day < EARLIEST:
        raise BadDate(_("The date lies too far back."))
    return day


_READINGS: list[tuple[re.Pattern[str], Callable[[re.Match[str]], date]]] = [
    (_WITH_ZONE, _from_zoned),
    (_YEAR_FIRST, _from_parts),
    (_COMPACT, _from_parts),
    (_SERIAL, _from_serial),
    (_YEAR_LAST, _from_year_last),
    (_MONTH_NAMED, _from_named_month),
]
