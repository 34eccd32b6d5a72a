import pytest
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from hub.kernel.errors import Invalid
from hub.rest.paging import paged, read_cursor, write_cursor
from hub.rules.models import CalendarYear


def ask(url="/list?state=open"):
    return Request(APIRequestFactory().get(url))


def rows_up_to(newest):
    def page(before, limit):
        top = newest if before is None else before - 1
        return [{"id": key} for key in range(top, max(top - limit, 0), -1)]

    return page


@given(count=st.integers(0, 30), limit=st.integers(1, 12))
def test_following_next_gives_every_row_once_newest_first(count, limit):
    seen, url = [], f"/list?limit={limit}"
    while url:
        answer = paged(ask(url), rows_up_to(count)).data
        assert len(answer["items"]) <= limit
        seen += [row["id"] for row in answer["items"]]
        url = answer["next"]
    assert seen == list(range(count, 0, -1))


def test_links_keep_the_filter():
    response = paged(ask("/list?state=open&limit=1"), rows_up_to(3))
    assert response.data["next"].startswith("/list?state=open&limit=1&cursor=")
    assert '</list?state=open&limit=1>; rel="first"' in response["Link"]
    assert f'<{response.data["next"]}>; rel="next"' in response["Link"]
    assert "next" not in paged(ask(), rows_up_to(1))["Link"]


@pytest.mark.django_db
def test_a_queryset_can_be_paged_as_it_is(django_assert_num_queries):
    newest = CalendarYear.objects.latest("year").year
    with django_assert_num_queries(1):
        answer = paged(ask("/list?limit=2"), CalendarYear.objects.all(), lambda row: row.year).data
    assert answer["items"] == [newest, newest - 1]
    following = paged(ask(answer["next"]), CalendarYear.objects.all(), lambda row: row.year).data
    assert following["items"] == [newest - 2, newest - 3]


@pytest.mark.parametrize("limit", ["0", "201", "-1", "x", "", "１", "9" * 20])
def test_a_bad_limit_is_told(limit):
    with pytest.raises(Invalid) as refused:
        paged(ask(f"/list?limit={limit}"), rows_up_to(3))
    assert list(refused.value.fields) == ["limit"]


@pytest.mark.parametrize("cursor", ["", "7", "x:y", write_cursor(7)[:-1], write_cursor(7) + "x"])
def test_a_made_up_cursor_is_told(cursor):
    with pytest.raises(Invalid) as refused:
        paged(ask(f"/list?cursor={cursor}"), rows_up_to(3))
    assert list(refused.value.fields) == ["cursor"]


def test_a_cursor_can_be_read_back():
    assert read_cursor(write_cursor(2**62)) == 2**62
