from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from hub.rules.calendar import published_years, seed_calendar, working_calendar
from hub.rules.models import CalendarDay, CalendarYear

pytestmark = pytest.mark.django_db


def test_the_published_years_are_seeded():
    assert {2004, 2025, 2026} <= published_years()
    assert set(CalendarYear.objects.values_list("year", flat=True)) == published_years()


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2025, 10, 1), False),  # National Day
        (date(2025, 9, 28), True),  # a Sunday worked for it
        (date(2025, 9, 27), False),  # an ordinary Saturday
        (date(2025, 9, 26), True),  # an ordinary Friday
    ],
)
def test_the_calendar_knows_holidays_and_make_up_days(day, working):
    assert working_calendar().is_working(day) is working


def test_what_people_entered_survives_another_seed():
    CalendarDay.objects.filter(date=date(2025, 10, 1)).update(working=True, source="notice 7")
    CalendarDay.objects.filter(date=date(2025, 10, 2)).delete()
    seed_calendar(CalendarYear, CalendarDay)
    assert CalendarDay.objects.get(date=date(2025, 10, 1)).source == "notice 7"
    assert CalendarDay.objects.filter(date=date(2025, 10, 2)).exists()


def test_the_command_says_what_it_added():
    CalendarDay.objects.filter(date=date(2025, 10, 2)).delete()
    out = StringIO()
    call_command("seed_calendar", stdout=out)
    assert "2004" in out.getvalue()
    assert "1" in out.getvalue()


def test_a_year_comes_from_a_file_where_no_package_brings_it(tmp_path):
    file = tmp_path / "2027.csv"
    file.write_text("date,kind,name\n2027-01-01,holiday,元旦\n2027-01-03,workday,元旦\n", encoding="utf-8")
    assert not working_calendar().add_working_days(date(2027, 1, 4), 1).certain
    call_command("load_calendar", "2027", str(file), source="国办通知", stdout=StringIO())
    calendar = working_calendar()
    assert (calendar.is_working(date(2027, 1, 1)), calendar.is_working(date(2027, 1, 3))) == (False, True)
    assert calendar.add_working_days(date(2027, 1, 4), 1).certain


def test_of_a_file_with_a_wrong_line_nothing_is_taken_and_each_line_is_named(tmp_path):
    file = tmp_path / "2027.csv"
    file.write_text(
        "date,kind,name\n2027-01-01,holiday,元旦\n2026-12-31,holiday,\n2027-02-30,x,\n", encoding="utf-8"
    )
    with translation.override("en"), pytest.raises(CommandError) as refused:
        call_command("load_calendar", "2027", str(file), source="国办通知", stdout=StringIO())
    assert [line.split(":")[0] for line in str(refused.value).splitlines()] == ["line 3", "line 4"]
    assert not CalendarDay.objects.filter(date__year=2027).exists()
    assert not CalendarYear.objects.filter(year=2027).exists()


def test_the_calendar_is_read_once_for_each_edition_of_the_rules(django_assert_num_queries):
    working_calendar()
    with django_assert_num_queries(1):  # which edition it is
        working_calendar()
    CalendarDay.objects.filter(date=date(2025, 10, 2)).delete()
    with django_assert_num_queries(3):
        working_calendar()
