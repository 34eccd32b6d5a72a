from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from hub.rules.deadlines import UnknownDeadline, due
from hub.rules.models import CalendarYear, Deadline, Level

pytestmark = pytest.mark.django_db


def local(*parts):
    return timezone.make_aware(datetime(*parts))


def ends_on(code, start):
    return timezone.localdate(due(code, start).at)


def deadline(**changes):
    values = {
        "code": "test.period",
        "amount": 10,
        "unit": Deadline.Unit.DAYS,
        "source": "test",
        "valid_from": date(2020, 1, 1),
        "name_zh": "期限",
        "name_en": "Period",
    }
    return Deadline(**values | changes)


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        ("clue.sign", local(2025, 9, 30, 9), date(2025, 10, 9)),  # over the National Day holidays
        ("clue.sign", local(2025, 9, 27, 9), date(2025, 9, 28)),  # to a Sunday that is worked
        ("inquiry.reply", local(2025, 11, 3, 9), date(2025, 11, 24)),
        ("clue.disposal_opinion", local(2025, 9, 3, 9), date(2025, 10, 9)),  # would end on a holiday
        ("clue.disposal_opinion", local(2025, 1, 31, 9), date(2025, 2, 28)),  # no 31st of February
        ("clue.sign", local(2025, 11, 3, 23, 59), date(2025, 11, 4)),  # the local day counts, not UTC
        ("clue.sign", local(2025, 11, 4, 0, 1), date(2025, 11, 5)),
    ],
)
def test_periods_end_where_a_clerk_would_say(code, start, end):
    assert ends_on(code, start) == end


def test_a_period_runs_to_the_last_local_second_of_its_day():
    at = timezone.localtime(due("clue.sign", local(2025, 11, 3, 9)).at)
    assert (at.hour, at.minute, at.second) == (23, 59, 59)


def test_an_unpublished_year_is_flagged_until_it_is_published():
    last_year = CalendarYear.objects.latest("year").year
    start = local(last_year, 12, 20, 9)
    assert not due("inquiry.reply", start).certain
    CalendarYear.objects.create(year=last_year + 1, source="test")
    assert due("inquiry.reply", start).certain


def test_the_rule_in_force_on_the_day_is_applied():
    assert due("inquiry.reply", local(2025, 5, 31, 9)).deadline.citation == "监督执纪工作规则 29"
    assert due("inquiry.reply", local(2025, 6, 1, 9)).deadline.citation == "监察法实施条例 206"


def test_a_missing_rule_is_a_defect_not_a_guess():
    with pytest.raises(UnknownDeadline):
        due("no.such.code", timezone.now())
    with pytest.raises(UnknownDeadline):
        due("clue.sign", local(1999, 1, 1))


def test_days_may_be_told_to_end_on_a_holiday():
    deadline(amount=1, ends_on_working_day=False).save()
    assert ends_on("test.period", local(2025, 9, 30, 9)) == date(2025, 10, 1)


def test_overlapping_validity_is_refused():
    deadline(valid_to=date(2021, 12, 31)).save()
    with pytest.raises(ValidationError, match="valid_from"):
        deadline(valid_from=date(2021, 6, 1)).full_clean()
    deadline(valid_from=date(2022, 1, 1)).full_clean()


@pytest.mark.parametrize(
    "changes", [{"amount": 0}, {"unit": "fortnights"}, {"valid_to": date(2019, 1, 1)}, {"code": "clue.sign"}]
)
def test_the_database_refuses_nonsense(changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        deadline(**changes).save()


def test_every_seeded_deadline_is_complete_and_free_of_overlap():
    for row in Deadline.objects.all():
        row.full_clean()
        assert row.source
        assert row.name_zh
        assert row.name_en


def test_levels_are_ordered_and_named_in_both_languages():
    assert list(Level.objects.values_list("code", flat=True)) == [
        "public",
        "internal",
        "work_secret",
        "secret",
        "confidential",
        "top_secret",
    ]
    with translation.override("zh-hans"):
        assert str(Level.objects.get(rank=20)) == "工作秘密"
    with translation.override("en"):
        assert str(Level.objects.get(rank=20)) == "Work secret"
