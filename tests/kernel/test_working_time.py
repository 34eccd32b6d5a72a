from datetime import date

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from hub.kernel.working_time import ONE_DAY, Reckoned, WorkCalendar, end_of

NEW_YEAR = WorkCalendar(
    days={date(2026, 1, 1): False, date(2026, 1, 2): False, date(2026, 1, 4): True},
    covered={2025, 2026},
)


def test_holidays_are_skipped_and_make_up_days_counted():
    # Thursday and Friday are holidays, the Sunday after them is worked.
    assert NEW_YEAR.add_working_days(date(2025, 12, 31), 1) == Reckoned(date(2026, 1, 4), certain=True)
    assert NEW_YEAR.add_working_days(date(2025, 12, 31), 2) == Reckoned(date(2026, 1, 5), certain=True)


def test_a_period_reaching_into_an_unpublished_year_is_reckoned_but_uncertain():
    assert NEW_YEAR.add_working_days(date(2026, 12, 30), 1).certain
    assert NEW_YEAR.add_working_days(date(2026, 12, 31), 1) == Reckoned(date(2027, 1, 1), certain=False)


def test_no_calendar_at_all_still_gives_an_answer():
    assert WorkCalendar().add_working_days(date(2030, 1, 4), 1) == Reckoned(date(2030, 1, 7), certain=False)


def test_zero_working_days_end_today_or_on_the_next_working_day():
    assert NEW_YEAR.add_working_days(date(2026, 1, 1), 0).on == date(2026, 1, 4)
    assert NEW_YEAR.add_working_days(date(2026, 1, 5), 0).on == date(2026, 1, 5)


def test_a_negative_period_is_a_mistake():
    with pytest.raises(ValueError, match="negative"):
        NEW_YEAR.add_working_days(date(2026, 1, 1), -1)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 15), 1, date(2026, 2, 15)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 2, 28), 1, date(2026, 3, 28)),
    ],
)
def test_months_end_on_the_corresponding_day_or_at_the_end_of_the_month(start, months, end):
    assert NEW_YEAR.add_months(start, months).on == end


@given(
    start=st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    count=st.integers(1, 60),
    holidays=st.sets(st.dates(date(2024, 1, 1), date(2027, 6, 1)), max_size=40),
)
def test_exactly_the_counted_days_are_worked(start, count, holidays):
    calendar = WorkCalendar(days=dict.fromkeys(holidays, False))
    end = calendar.add_working_days(start, count).on
    after_start = [start + n * ONE_DAY for n in range(1, (end - start).days + 1)]
    assert calendar.is_working(end)
    assert sum(map(calendar.is_working, after_start)) == count


def test_a_day_ends_in_its_last_local_second():
    end = timezone.localtime(end_of(date(2026, 1, 5)))
    assert (end.hour, end.minute, end.second, end.date()) == (23, 59, 59, date(2026, 1, 5))
