"""Identity numbers: what is one, and that one number has one key however it is written."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_2

from accounts.identity import checked_number, identity_key, keys_of, number_of
from accounts.terms import Scheme
from hub.kernel.errors import Invalid

FIRST, DAYS = date(1920, 1, 1), (date(2026, 11, 30) - date(1920, 1, 1)).days
RIC = "11010519491231002X"  # the example of GB 11643-1999


def number(area: int, day: int, order: int) -> str:
    digits = f"{area:06}{FIRST + timedelta(days=day):%Y%m%d}{order:03}"
    return digits + mod_11_2.calc_check_digit(digits)


numbers = st.builds(number, st.integers(110000, 829999), st.integers(0, DAYS), st.integers(1, 999))

FOLDINGS = {
    "as it is": lambda n: n,
    "lower case": str.lower,
    "full width": lambda n: "".join(chr(ord(c) + 0xFEE0) for c in n),
    "full width, lower case": lambda n: "".join(chr(ord(c) + 0xFEE0) for c in n.lower()),
    "sign of multiplication": lambda n: n.replace("X", "×"),
    "cyrillic": lambda n: n.replace("X", "Х"),
    "greek": lambda n: n.replace("X", "Χ"),
    "roman ten": lambda n: n.replace("X", "Ⅹ"),
    "arabic digits": lambda n: n.translate({ord("0") + d: 0x0660 + d for d in range(10)}),
    "mathematical digits": lambda n: n.translate({ord("0") + d: 0x1D7CE + d for d in range(10)}),
    "apostrophe": lambda n: f"'{n}",
    "typographic apostrophe": lambda n: f"’{n}",
    "full-width apostrophe": lambda n: f"＇{n}",
    "grave": lambda n: f"`{n}",
    "quoted": lambda n: f'"{n}"',
    "quoted in Chinese": lambda n: f"“{n}”",
    "full stop behind": lambda n: f"{n}。",
} | {
    f"{name} {place}": (lambda n, mark=mark, cut=cut: mark.join(cut(n)))
    for name, mark in {
        "blank": " ",
        "blank of full width": "\u3000",
        "blank that does not break": "\xa0",
        "zero width": "\u200b",
        "joiner": "\u200d",
        "mark of direction": "\u202c",
        "byte order mark": "\ufeff",
        "soft hyphen": "\xad",
        "dash": "-",
        "long dash": "—",
        "minus": "−",
        "full-width dash": "－",
    }.items()
    for place, cut in {
        "between its parts": lambda n: [n[:6], n[6:14], n[14:]] if len(n) == 18 else [n[:3], n[3:]],
        "at both ends": lambda n: ["", n, ""],
    }.items()
}


def test_forty_ways_of_writing():
    assert len(FOLDINGS) >= 40


@pytest.mark.parametrize("scheme", [Scheme.RIC, Scheme.USCC, Scheme.STAFF])
@pytest.mark.parametrize("way", FOLDINGS)
def test_one_number_has_one_key(scheme, way):
    given_as = {Scheme.RIC: RIC, Scheme.USCC: "91110000600037341L", Scheme.STAFF: "GH0017X"}[scheme]
    written = FOLDINGS[way](given_as)
    assert checked_number(scheme, written) == given_as
    assert identity_key(scheme, written) == identity_key(scheme, given_as)
    assert keys_of({scheme: written}) == {scheme: identity_key(scheme, given_as)}


@settings(max_examples=500, deadline=None)
@given(numbers, st.sampled_from(sorted(FOLDINGS)))
def test_a_valid_number_is_taken_however_it_is_written(valid, way):
    assert checked_number(Scheme.RIC, FOLDINGS[way](valid)) == valid


@settings(max_examples=300, deadline=None)
@given(numbers, st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_is_refused_and_has_no_key(valid, place, step):
    digits = "0123456789"
    was = valid[place]
    wrong = digits[(digits.find(was) + step) % 10] if was != "X" else digits[step]
    broken = valid[:place] + wrong + valid[place + 1 :]
    with pytest.raises(Invalid):
        checked_number(Scheme.RIC, broken)
    assert keys_of({Scheme.RIC: broken}) == {}


@settings(max_examples=300, deadline=None)
@given(st.integers(110000, 829999), st.integers(0, (date(1999, 12, 31) - FIRST).days), st.integers(1, 995))
def test_fifteen_digits_are_the_same_number(area, day, order):
    long = number(area, day, order)
    assert number_of(Scheme.RIC, long[:6] + long[8:17]) == long


@pytest.mark.soak
def test_twenty_thousand_of_all_years_and_four_thousand_areas():
    chance = random.Random(20)
    areas = chance.sample(range(110000, 830000), 4000)
    for at in range(20_000):
        valid = number(areas[at % 4000], chance.randint(0, DAYS), chance.randint(1, 999))
        assert checked_number(Scheme.RIC, valid) == valid
        place = chance.randrange(18)
        wrong = chance.choice([d for d in "0123456789" if d != valid[place]])
        with pytest.raises(Invalid):
            checked_number(Scheme.RIC, valid[:place] + wrong + valid[place + 1 :])


@pytest.mark.parametrize(
    "written",
    [
        "110101198013015006",  # no such month
        "110101198002305006",  # no such day
        "110101310001015006",  # not yet born
        "11010119800101500",  # 17 digits
        "1101011980010150060",
        "护照E12345678",
        "1.101012E+17",
        "",
    ],
)
def test_no_identity_number(written):
    with pytest.raises(Invalid):
        checked_number(Scheme.RIC, written)


@pytest.mark.parametrize("scheme", Scheme.values)
@pytest.mark.parametrize(
    "word", ["无", "不详", "/", "-", "—", "0", "000", "暂无", " ", "\u200b", "N/A", "未知", "。"]
)
def test_a_word_for_nothing_is_no_number_and_no_key(scheme, word):
    assert number_of(scheme, word) == ""
    assert keys_of({scheme: word}) == {}
    with pytest.raises(Invalid):
        identity_key(scheme, word)


@pytest.mark.parametrize("area", ["N2", "Y1", "91", "12"])
def test_codes_of_bodies_are_compared_with_no_table_either(area):
    body = f"{area}990000123456789"
    assert checked_number(Scheme.USCC, body + uscc.calc_check_digit(body))


def test_codes_of_bodies_with_a_wrong_letter():
    with pytest.raises(Invalid):
        checked_number(Scheme.USCC, "91110000600037341M")
