from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from django.db import connection
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory, force_authenticate

from hub.kernel.errors import Conflict
from hub.rest.idempotency import once, purge
from hub.rest.models import StoredAnswer


class Caller:
    pk = 7
    is_authenticated = is_active = True


def ask(key="k-1", body=None):
    request = APIRequestFactory().post("/sign", body or {}, format="json", headers={"Idempotency-Key": key})
    force_authenticate(request, Caller())
    wrapped = Request(request)
    wrapped.user = Caller()
    return wrapped


@pytest.mark.django_db
def test_text_cannot_be_kept_by_mistake():
    with pytest.raises(ValueError, match="receipt"):
        once(ask(), lambda: Response({"title": "text" * 1000}))
    assert not StoredAnswer.objects.exists()


@pytest.mark.django_db
def test_answers_are_forgotten_after_a_day():
    for key in ("old", "new"):
        once(ask(key), lambda: Response({"id": 1}))
    StoredAnswer.objects.filter(key="old").update(created_at=timezone.now() - timedelta(hours=25))
    assert purge() == 1
    assert StoredAnswer.objects.get().key == "new"


@pytest.mark.django_db
def test_keys_of_two_people_do_not_meet():
    once(ask(), lambda: Response({"id": 1}))
    other = ask()
    other.user = type("Other", (Caller,), {"pk": 8})()
    assert once(other, lambda: Response({"id": 2})).data == {"id": 2}


class Race:
    """Two requests with one key: the first is still acting when the second comes."""

    def __init__(self, refuse_first=False):
        self.refuse_first = refuse_first
        self.acting, self.acted = Event(), []

    def first(self):
        return self._in_thread(self._act_slowly)

    def second(self):
        self.acting.wait(10)
        return self._in_thread(self._act)

    def _in_thread(self, act):
        try:
            return once(ask(), act).data
        except Conflict:
            return "refused"
        finally:
            connection.close()

    def _act_slowly(self):
        self.acting.set()
        # Long enough for the second request to reach the index; if it does not, it finds the answer anyway.
        Event().wait(0.3)
        if self.refuse_first:
            raise Conflict("no")
        return self._act("first")

    def _act(self, who="second"):
        self.acted.append(who)
        return Response({"id": len(self.acted)})


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("refuse_first", "acted", "answers"),
    [(False, ["first"], [{"id": 1}, {"id": 1}]), (True, ["second"], ["refused", {"id": 1}])],
)
def test_of_two_simultaneous_requests_one_acts(refuse_first, acted, answers):
    race = Race(refuse_first)
    with ThreadPoolExecutor(2) as pool:
        running = [pool.submit(race.first), pool.submit(race.second)]
        assert [each.result(timeout=20) for each in running] == answers
    assert race.acted == acted
