"""The end of a recusal: who ends it, with which reason, and what is shown again."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.actions import declare_recusal, end_post, end_recusal
from accounts.models import Recusal
from clues.letters.models.letters import Letter
from hub.events.models import Entry, Notice
from hub.kernel.errors import Conflict, Invalid, NotAllowed, NotVisible
from tests.districts import build_commission
from tests.factories import make_letter, new_subject
from tests.town import person

pytestmark = pytest.mark.django_db


def declared(who: str, by: str) -> Recusal:
    return declare_recusal(person(who), identity=("staff", "R-1"), by=person(by), reason="Cousin")


def end(recusal: Recusal, by: str, reason: str = "Mistaken identity") -> Recusal:
    return end_recusal(recusal.pk, reason=reason, by=person(by))


def client_of(name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(person(name), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_what_was_hidden_is_shown_again_at_once():
    letter = make_letter(subjects=[new_subject(identifiers={"staff": "R-1"})])
    recusal = declared("registrar", "registrar")
    assert not Letter.objects.visible_to(person("registrar")).filter(pk=letter.pk).exists()
    end(recusal, "registrar")
    assert Letter.objects.visible_to(person("registrar")).filter(pk=letter.pk).exists()


@pytest.mark.parametrize(
    ("who", "declared_by", "ended_by", "refused"),
    [
        ("registrar", "registrar", "registrar", None),
        ("registrar", "registrar", "manager", None),
        ("registrar", "manager", "manager", None),
        ("registrar", "manager", "manager_2", None),
        ("registrar", "manager", "registrar", "declared_by_another"),
        ("manager", "manager_2", "manager", "declared_by_another"),
        ("manager", "manager", "manager", None),
    ],
)
def test_who_ends_it(who, declared_by, ended_by, refused):
    recusal = declared(who, declared_by)
    if refused is None:
        assert end(recusal, ended_by).ended_by == person(ended_by)
        return
    with pytest.raises(NotAllowed) as caught:
        end(recusal, ended_by)
    assert caught.value.code == refused


@pytest.mark.parametrize("by", ["secretary", "office_head", "system_admin", "management_head"])
def test_others_do_not_even_see_it(by):
    with pytest.raises(NotVisible):
        end(declared("registrar", "manager"), by)


def test_a_reason_is_needed_and_it_ends_once():
    recusal = declared("registrar", "registrar")
    with pytest.raises(Invalid):
        end(recusal, "registrar", "  ")
    end(recusal, "registrar")
    with pytest.raises(Conflict):
        end(recusal, "registrar")
    assert not Recusal.objects.valid().filter(pk=recusal.pk).exists()


def test_the_ledger_and_the_person_are_told_without_the_reason():
    recusal = declared("registrar", "manager")
    end(recusal, "manager_2", "A telling reason")
    entry = Entry.objects.get(kind="recusal.ended")
    assert (entry.by, entry.data) == (person("manager_2"), {"recusal": recusal.pk})
    told = set(Notice.objects.filter(entry=entry).values_list("recipient__username", flat=True))
    assert told == {"registrar", "manager"}


def test_a_number_that_cannot_be_one_is_refused():
    with pytest.raises(Invalid):
        declare_recusal(
            person("registrar"), identity=("cn.ric", "110105194912310021"), by=person("registrar")
        )


# --- pages ------------------------------------------------------------------------------------


def test_ones_own_page_offers_the_end_of_ones_own():
    own, other = declared("registrar", "registrar"), declared("registrar", "manager")
    client = client_of("registrar")
    page = client.get("/me/").content.decode()
    assert f"/recusals/{own.pk}/end/" in page
    assert f"/recusals/{other.pk}/end/" not in page
    assert client.get(f"/recusals/{other.pk}/end/").status_code == 403
    assert client.post(f"/recusals/{own.pk}/end/", {"reason": ""}).status_code == 422
    assert client.post(f"/recusals/{own.pk}/end/", {"reason": "Over"}).url == "/me/"
    assert client.get(f"/recusals/{own.pk}/end/").status_code == 404


def test_case_management_declares_finds_and_ends():
    client = client_of("manager")
    form = {"username": "Registrar", "scheme": "staff", "number": "R-1", "ground": "relative", "reason": "x"}
    form |= {"initiative": "order"}
    assert client.post("/recusals/declare/", form | {"username": "nobody"}).status_code == 422
    assert client.post("/recusals/declare/", form).url == "/recusals/"
    recusal = Recusal.objects.get()
    assert (recusal.person, recusal.declared_by) == (person("registrar"), person("manager"))
    assert client.get("/recusals/?q=regis").context["page"].rows == [recusal]
    assert client.get("/recusals/?q=liaison").context["page"].rows == []
    assert client.post(f"/recusals/{recusal.pk}/end/", {"reason": "Over"}).url == "/recusals/"
    assert client.get("/recusals/").context["page"].rows == []


def test_the_list_is_case_managements_alone():
    recusal = declared("registrar", "manager")
    for name in ("registrar", "secretary", "system_admin"):
        assert client_of(name).get("/recusals/").status_code == 403
        assert client_of(name).get("/recusals/declare/").status_code == 403
    assert client_of("secretary").get(f"/recusals/{recusal.pk}/end/").status_code == 404


class TestOfSeveralCommissions:
    """A district's case management sees and declares for its own people, the city's for all."""

    @pytest.fixture(autouse=True)
    def _district(self):
        build_commission()

    def test_who_sees_what(self):
        own, theirs = declared("d1_deputy", "d1_deputy"), declared("deputy", "deputy")
        assert set(Recusal.objects.visible_to(person("d1_manager"))) == {own}
        assert set(Recusal.objects.visible_to(person("manager"))) == {own, theirs}
        assert set(Recusal.objects.visible_to(person("deputy"))) == {theirs}
        page = client_of("d1_manager").get("/recusals/").content.decode()
        assert ("d1_deputy" in page, "Cousin" in page) == (True, True)
        with pytest.raises(NotVisible):
            end(theirs, "d1_manager")
        end(own, "d1_manager")
        end(theirs, "manager")

    def test_who_declares_for_whom(self):
        assert declared("d1_deputy", "d1_manager").person == person("d1_deputy")
        assert declared("d1_secretary", "manager").person == person("d1_secretary")
        assert declared("liaison", "manager").person == person("liaison")  # beside the tree: the city's
        for who in ("deputy", "liaison", "office_handler"):
            with pytest.raises(NotAllowed) as refused:
                declared(who, "d1_manager")
            assert refused.value.code == "another_commission"

    def test_what_one_declared_stays_in_sight_when_the_person_leaves(self):
        recusal = declared("d1_deputy", "d1_manager")
        end_post(person("d1_deputy").posts.get().pk, by=person("system_admin"))
        assert list(Recusal.objects.visible_to(person("d1_manager"))) == [recusal]

    def test_who_manages_nothing_any_more_sees_nothing(self):
        declared("d1_deputy", "d1_deputy")
        end_post(person("d1_manager").posts.get().pk, by=person("system_admin"))
        assert not Recusal.objects.visible_to(person("d1_manager")).exists()
