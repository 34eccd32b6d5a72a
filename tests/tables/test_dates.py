"""Days as people write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from hub.tables.dates import EARLIEST, BadDate, day_of, past_day


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    "text",
    [
        "2020年1月6日",
        "2020年01月06号",
        "2020/1/6",
        "2020-01-06",
        "2020.1.6",
        "２０２０／１／６",
        "20200106",
        "2020/1/6 9:05",
        "2020/1/6 12:09:38",
        "2020年1月6日 14时05分12秒",
        "2020年1月6日14点",
        "2020/1/6 下午2:05",
        "2020/1/6 2:05 PM",
        "2020-01-06T12:09:38.123",
        "2020-01-06T12:09:38+08:00",
        "2020-01-05 16:30:00Z",
        "2020/1/6（星期一）",
        "2020年1月6日 周一 9:05",
        "二〇二〇年一月六日",
        "43836",
        "43836.506",
        "6 January 2020",
        "Jan 6, 2020 14:05",
    ],
)
def test_a_day_in_many_dresses(text):
    assert day_of(text) == date(2020, 1, 6)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2019/12/3 14:05:12", date(2019, 12, 3)),
        ("二零二一年十二月二十一日", date(2021, 12, 21)),
        ("二〇一九年十月三十日", date(2019, 10, 30)),
        ("13/01/2020", date(2020, 1, 13)),
        ("1/13/2020", date(2020, 1, 13)),
        ("2/2/2020", date(2020, 2, 2)),
        ("2020-02-29", date(2020, 2, 29)),
    ],
)
def test_other_days(text, day):
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "cannot be read"),
        ("昨天", "cannot be read"),
        ("2020年1月", "cannot be read"),
        ("20", "cannot be read"),
        ("January 2020", "cannot be read"),
        ("2020/13/1", "no such day"),
        ("2019-02-29", "no such day"),
        ("2020/1/6 25:00", "no such day"),
        ("0000-00-00", "no such day"),
        ("2020-02-31T10:00:00Z", "no such day"),
        ("06/01/2020", "ambiguous"),
        ("1020-01-01", "too far back"),
    ],
)
def test_what_is_no_day(text, why):
    with pytest.raises(BadDate) as caught:
        day_of(text)
    assert why in str(caught.value.message)


@pytest.mark.parametrize("text", ["99999", "2999年1月1日"])
def test_what_lies_in_the_future_is_a_day_but_not_a_past_one(text):
    assert day_of(text) > timezone.localdate()
    with pytest.raises(BadDate) as caught:
        past_day(text)
    assert "in the future" in str(caught.value.message)


def test_today_is_past_and_tomorrow_is_not():
    today = timezone.localdate()
    assert past_day(today.isoformat()) == today
    assert past_day(EARLIEST.isoformat()) == EARLIEST
    with pytest.raises(BadDate):
        past_day((today + timedelta(days=1)).isoformat())
