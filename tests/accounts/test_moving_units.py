"""A unit is put under another one: what follows is told first, and nothing impossible comes of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actions import close_unit, end_post, move_unit
from accounts.charges import in_charge_of
from accounts.commission import nearest
from accounts.models import Unit
from accounts.terms import UnitKind
from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from hub.access.readers import readers_of
from hub.events.models import Entry
from hub.kernel.errors import Invalid, NotAllowed, NotVisible
from tests.districts import build_commission
from tests.factories import clue_at
from tests.leaders import put_in_charge
from tests.town import person, unit

pytestmark = pytest.mark.django_db


def moved(code: str, parent: str | None, supervised_by: str | None = None) -> Unit:
    return move_unit(
        unit(code).pk,
        parent=unit(parent) if parent else None,
        supervised_by=unit(supervised_by) if supervised_by else None,
        by=person("system_admin"),
    )


def refused(code: str, **given) -> dict[str, list[str]]:
    with pytest.raises(Invalid) as caught:
        moved(code, **given)
    return caught.value.fields


@pytest.fixture
def district():
    build_commission()
    return unit("district-1")


def test_what_is_asked_of_it_goes_to_the_new_place(district):
    assert nearest(unit("dispatched-2"), UnitKind.LEADERSHIP) == unit("commission")
    moved("dispatched-2", district.code, "supervision-1")
    assert nearest(unit("dispatched-2"), UnitKind.LEADERSHIP) == unit("d1-leaders")
    assert in_charge_of(unit("dispatched-2")).unit == unit("d1-leaders")
    assert unit("dispatched-2").supervised_by == unit("supervision-1")


def test_readers_stay_as_they_are(district):
    clue = clue_at(ClueState.PUSHED)
    before = set(readers_of(clue))
    moved(clue.target.code, district.code)
    assert set(readers_of(Clue.objects.get(pk=clue.pk))) == before


def test_the_ledger_tells_from_where_to_where(district):
    moved("dispatched-2", district.code, "supervision-1")
    line = Entry.objects.get(kind="unit.moved")
    assert (line.by, line.of_id) == (person("system_admin"), unit("dispatched-2").pk)
    assert line.data == {
        "code": "dispatched-2",
        "before": {"parent": "commission", "supervised_by": None},
        "after": {"parent": district.code, "supervised_by": "supervision-1"},
    }


def test_no_unit_stands_under_itself(district):
    assert set(refused("org-2", parent="org-2")) == {"parent"}
    moved("org-3", "org-2")
    assert set(refused("org-2", parent="org-3")) == {"parent"}
    moved("org-3", "org-2", "org-2")
    assert set(refused("org-2", parent=None, supervised_by="org-3")) == {"supervised_by"}


def test_nothing_is_put_under_a_closed_unit_and_no_closed_one_is_moved():
    Unit.objects.filter(code="org-3").update(from_on="2019-01-01")
    close_unit(unit("org-3").pk, to_on=timezone.localdate() - timedelta(days=1), by=person("system_admin"))
    assert set(refused("org-2", parent="org-3")) == {"parent"}
    assert set(refused("org-3", parent="org-2")) == {""}


@pytest.mark.parametrize("led", ["inspection-office", "team-1"])
def test_who_is_in_charge_of_it_or_of_a_unit_below_must_be_able_to_be(district, led):
    charge = put_in_charge("deputy", led)
    (said,) = refused("inspection-office", parent=district.code)["parent"]
    assert str(charge.person) in said
    assert unit("inspection-office").parent == unit("commission")
    moved("inspection-office", "case-management")  # of the same leadership
    end_post(charge.pk, by=person("system_admin"))
    assert moved("inspection-office", district.code).parent == district


def test_only_the_system_administrator_and_only_a_unit_there_is():
    with pytest.raises(NotAllowed):
        move_unit(unit("org-2").pk, parent=None, supervised_by=None, by=person("security_admin"))
    with pytest.raises(NotVisible):
        move_unit(0, parent=None, supervised_by=None, by=person("system_admin"))


def test_the_page_tells_what_follows_before_it_is_saved(district):
    client = Client(headers={"accept-language": "en"})
    client.force_login(person("system_admin"), backend="allauth.account.auth_backends.AuthenticationBackend")
    path, sent = f"/units/{unit('org-2').pk}/move/", {"parent": district.pk, "supervised_by": ""}
    page = client.post(path, sent).content.decode()
    assert str(nearest(district, UnitKind.LEADERSHIP)) in page
    assert unit("org-2").parent != district
    assert client.post(path, sent | {"confirmed": "1"}).status_code == 302
    assert unit("org-2").parent == district
    answer = client.post(path, {"parent": unit("org-2").pk, "confirmed": "1"})
    assert (answer.status_code, "stand under itself" in answer.content.decode()) == (422, True)
