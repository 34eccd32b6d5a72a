"""Numbers that name a person or a body: folded and checked here and nowhere else, kept as match keys only.

Check and key are taken of one spelling (`number_of`), so that one number cannot have two keys.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_2

from accounts.terms import Scheme
from hub.kernel.errors import Invalid
from hub.kernel.sealing import match_key
from hub.kernel.writing import means_nothing, visible

# Letters that are drawn like the X of a check digit: the sign of multiplication, Greek, Cyrillic.
_LIKE_X = str.maketrans(dict.fromkeys("×χΧХх✕╳", "X"))
_RIC = re.compile(r"\d{17}[\dX]")
_OLD_RIC = re.compile(r"\d{15}")  # GB 11643-1989: two digits for the year, no check digit
_USCC = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}")
LONGEST_STAFF = 40
OLDEST = 1850  # nobody alive was born before

NO_NUMBER = gettext_lazy("This is a word for no number: leave the number out where none is known.")


def number_of(scheme: str, written: str) -> str:
    """The one spelling of a number: upper case, no width, blanks, dashes or apostrophes; "" for no number.

    15 digits become the 18 of today (GB 11643-1999). What is no number of the scheme is folded all the same.
    """
    if means_nothing(written):
        return ""
    plain = unicodedata.normalize("NFKC", visible(written.translate(_LIKE_X))).upper().translate(_LIKE_X)
    number = "".join(_digit(mark) for mark in plain if mark.isalnum())
    return _in_eighteen(number) if scheme == Scheme.RIC and _OLD_RIC.fullmatch(number) else number


def checked_number(scheme: str, written: str, *, at: str = "number") -> str:
    """`number_of`, or Invalid on the field `at`: where it is none, of another form, of no day there is, or
    its check digit contradicts it. Codes of areas come and go and are compared with nothing."""
    number = number_of(scheme, written)
    problem = _CHECKS[Scheme(scheme)](number) if number else NO_NUMBER
    if problem:
        kind = {"kind": Scheme(scheme).label}
        raise Invalid({at: [_("This is not a valid number: %(kind)s.") % kind + " " + str(problem)]})
    return number


def identity_key(scheme: str, written: str, *, at: str = "number") -> str:
    """The match key of a number. Raises Invalid as `checked_number` does."""
    return match_key(scheme, checked_number(scheme, written, at=at))


def keys_of(identifiers: Mapping[str, str]) -> dict[str, str]:
    """Scheme -> match key of those (scheme -> number) that are numbers, to recognise somebody."""
    numbers = {scheme: number_of(scheme, written) for scheme, written in identifiers.items()}
    return {
        scheme: match_key(scheme, number)
        for scheme, number in numbers.items()
        if number and not _CHECKS[Scheme(scheme)](number)
    }


def _digit(mark: str) -> str:
    """Digits of every script are ours."""
    digit = unicodedata.decimal(mark, None)
    return mark if digit is None else str(digit)


def _in_eighteen(number: str) -> str:
    """With the century, which was the twentieth, and the check digit."""
    longer = f"{number[:6]}19{number[6:]}"
    return longer + mod_11_2.calc_check_digit(longer)


def _problem_of_ric(number: str) -> str | Promise:
    if not _RIC.fullmatch(number):
        return gettext_lazy("It has 18 digits, the last may be an X (older ones have 15).")
    if not _is_day(number[6:14]):
        return gettext_lazy("Digits 7 to 14 name no day.")
    return "" if mod_11_2.is_valid(number) else gettext_lazy("Its check digit does not fit.")


def _is_day(digits: str) -> bool:
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return OLDEST <= day.year <= timezone.localdate().year


def _problem_of_uscc(number: str) -> str | Promise:
    if not _USCC.fullmatch(number):
        return gettext_lazy("It has 18 digits and capital letters, without I, O, S, V and Z.")
    fits = number[-1] == uscc.calc_check_digit(number[:-1])
    return "" if fits else gettext_lazy("Its check digit does not fit.")


def _problem_of_staff(number: str) -> str | Promise:
    return "" if len(number) <= LONGEST_STAFF else gettext_lazy("It is too long.")


_CHECKS: Mapping[Scheme, Callable[[str], str | Promise]] = {
    Scheme.RIC: _problem_of_ric,
    Scheme.USCC: _problem_of_uscc,
    Scheme.STAFF: _problem_of_staff,
}
