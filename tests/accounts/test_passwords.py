"""One-time passwords: given once, changed first, run out; the first administrators."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from accounts.founding import Founder, found_administration
from accounts.kinds import Kind
from accounts.models import Person, Post, PostGroup, Unit
from accounts.passwords import OneTime, change_own_password, give_password, new_password
from accounts.terms import ADMINISTRATORS, Role
from clues.clue.models.clues import Clue
from hub.events.models import Entry
from hub.events.standing import still_standing
from hub.kernel.errors import Conflict, Invalid, NotAllowed
from tests.live.conftest import session_of
from tests.town import person, unit

pytestmark = pytest.mark.django_db

OWN = "a quiet harbour in 1949"
CHANGE = "/accounts/password/change/"


@pytest.fixture(autouse=True)
def _no_limits(settings):
    settings.ACCOUNT_RATE_LIMITS = False
    settings.AXES_ENABLED = False


def given(name: str = "manager") -> OneTime:
    return give_password(person(name).pk, by=person("system_admin"))


def sign_in(name: str, password: str) -> tuple[Client, object]:
    client = Client(headers={"accept-language": "en"})
    return client, client.post("/accounts/login/", {"login": name, "password": password})


# --- giving -----------------------------------------------------------------------------------


def test_a_given_password_is_strong_new_each_time_and_not_in_the_ledger():
    one, two = given(), given()
    assert one.password != two.password
    assert len(one.password.replace("-", "")) == 16
    assert not person("manager").check_password(one.password)
    assert person("manager").check_password(two.password)
    assert person("manager").one_time_until == two.until > timezone.now()
    entries = Entry.objects.filter(kind=Kind.PASSWORD_GIVEN, of_id=one.person.pk)
    assert entries.count() == 2
    for entry in entries:
        assert entry.data == {}
    assert one.password not in repr(one)


@pytest.mark.parametrize(
    ("to", "by", "code"),
    [
        ("manager", "security_admin", "not_system_admin"),
        ("manager", "manager", "not_system_admin"),
        ("audit_admin", "system_admin", "separated"),
        ("security_admin", "system_admin", "separated"),
    ],
)
def test_who_gives_no_password(to, by, code):
    with pytest.raises(NotAllowed) as caught:
        give_password(person(to).pk, by=person(by))
    assert caught.value.code == code


def test_neither_the_disabled_nor_systems_get_one():
    Person.objects.filter(username="manager").update(is_active=False)
    group = PostGroup.objects.create(unit=unit("petition"), role=Role.SYSTEM, name="petition:system")
    Post.objects.create(person=person("liaison"), group=group, from_on=timezone.localdate())
    for name, code in (("manager", "disabled"), ("liaison", "system")):
        with pytest.raises(NotAllowed) as caught:
            given(name)
        assert caught.value.code == code


def test_the_sessions_before_end():
    client, _answer = sign_in("manager", given().password)
    client.post(CHANGE, {"oldpassword": "", "password1": "", "password2": ""})
    change_own_password(person("manager"), OWN)
    client, answer = sign_in("manager", OWN)
    assert answer.url == "/"
    assert client.get("/").status_code == 200
    given()
    assert client.get("/").status_code == 302
    assert client.get("/api/v1/me").status_code == 401


# --- changing ---------------------------------------------------------------------------------


def test_nothing_is_open_before_the_password_is_changed():
    one = given()
    client, answer = sign_in("manager", one.password)
    assert answer.status_code == 302
    for path in ("/", "/clues/", "/people/", "/accounts/2fa/", "/nowhere/", "/notices/"):
        answer = client.get(path)
        assert (answer.status_code, answer.url) == (302, CHANGE)
    assert client.post("/me/", {}).url == CHANGE
    assert client.get(CHANGE).status_code == 200
    assert client.post("/i18n/setlang/", {"language": "en"}).status_code == 302
    refused = client.get("/api/v1/clues")
    assert refused.status_code == 403
    assert refused.json()["type"] == "/problems/password_change_required"
    assert client.post("/api/v1/letters", "{}", content_type="application/json").status_code == 403
    assert Clue.objects.visible_to(person("manager")) is not None


def test_changing_it_opens_everything_and_is_recorded():
    one = given()
    client, _answer = sign_in("manager", one.password)
    same = {"oldpassword": one.password, "password1": one.password, "password2": one.password}
    page = client.post(CHANGE, same)
    assert page.status_code == 200
    assert person("manager").one_time_until is not None
    answer = client.post(CHANGE, {"oldpassword": one.password, "password1": OWN, "password2": OWN})
    assert (answer.status_code, answer.url) == (302, "/")
    assert client.get("/").status_code == 200
    assert client.get("/api/v1/me").status_code == 200
    assert person("manager").one_time_until is None
    entry = Entry.objects.get(kind=Kind.PASSWORD_CHANGED)
    assert (entry.by, entry.data) == (person("manager"), {})


def test_the_live_socket_waits_too():
    manager = person("manager")
    socket = (manager.pk, session_of(manager))
    assert still_standing({socket}) == {socket}
    given()
    assert still_standing({socket}) == set()


def test_a_password_that_has_run_out_lets_nobody_in_or_stay():
    one = given()
    client, _answer = sign_in("manager", one.password)
    Person.objects.filter(username="manager").update(one_time_until=timezone.now() - timedelta(seconds=1))
    assert client.get(CHANGE).url.startswith("/accounts/login/")
    _client, answer = sign_in("manager", one.password)
    assert answer.status_code == 403
    assert "has run out" in answer.content.decode()


def test_who_has_no_password_is_told(settings):
    client = Client()
    client.force_login(person("manager"), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(CHANGE).status_code == 403


def test_made_passwords_satisfy_the_rules_for_chosen_ones():
    for _ in range(20):
        change_own_password(person("manager"), new_password())


# --- pages ------------------------------------------------------------------------------------


def test_the_page_shows_it_once():
    admin = Client(headers={"accept-language": "en"})
    admin.force_login(person("system_admin"), backend="allauth.account.auth_backends.AuthenticationBackend")
    path = f"/people/{person('manager').pk}/password/"
    assert admin.get(path).status_code == 200
    answer = admin.post(path)
    assert answer.status_code == 200
    password = answer.context["given"].password
    assert password in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert person("manager").check_password(password)
    assert password not in admin.get(path).content.decode()
    assert admin.get(f"/people/{person('audit_admin').pk}/password/").status_code == 403


# --- the first three --------------------------------------------------------------------------


@pytest.fixture
def _empty():
    """As a new installation finds it, as far as the town can be undone."""
    Post.objects.filter(group__role__in=ADMINISTRATORS).update(ended_at=timezone.now())


THREE = {
    Role.SYSTEM_ADMIN: Founder("sys-1"),
    Role.SECURITY_ADMIN: Founder("sec-1"),
    Role.AUDIT_ADMIN: Founder("aud-1", "审计员"),
}


@pytest.mark.usefixtures("_empty")
def test_the_three_are_founded_once():
    founded = found_administration(THREE)
    assert {role: one.person.username for role, one in founded.items()} == {
        role: founder.username for role, founder in THREE.items()
    }
    assert person("aud-1").display_name == "审计员"
    assert all(person(each.username).holds(role) for role, each in THREE.items())
    assert Entry.objects.get(kind=Kind.FOUNDED).of_id == Unit.objects.get(code="administration").pk
    client, answer = sign_in("sys-1", founded[Role.SYSTEM_ADMIN].password)
    assert client.get("/people/").url == CHANGE
    with pytest.raises(Conflict):
        found_administration({role: Founder(f"{role}-x") for role in THREE})


@pytest.mark.usefixtures("_empty")
@pytest.mark.parametrize(
    "founder",
    [Founder("SYS-1"), Founder("manager"), Founder("a b"), Founder("good-1", password="12345678")],
)
def test_what_is_refused_creates_nobody(founder):
    with pytest.raises(Invalid):
        found_administration(THREE | {Role.AUDIT_ADMIN: founder})
    assert not Person.objects.filter(username="sys-1").exists()


def test_an_installation_that_has_an_administrator_is_left_alone():
    with pytest.raises(CommandError):
        call_command("found_administration", "--system=a", "--security=b", "--audit=c")


@pytest.mark.usefixtures("_empty")
def test_the_command_shows_the_passwords_once():
    out = StringIO()
    call_command("found_administration", "--system=a", "--security=b", "--audit=c", stdout=out)
    said = [line.split()[1] for line in out.getvalue().splitlines() if "password " in line]
    assert [person(name).check_password(word) for name, word in zip("abc", said, strict=True)] == [True] * 3


@pytest.mark.usefixtures("_empty")
def test_or_reads_them(monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO("one-harbour-1949\ntwo-harbours-1949\nthree-harbours-1949\n"))
    out = StringIO()
    call_command("found_administration", "--ask", "--system=a", "--security=b", "--audit=c", stdout=out)
    assert "harbour" not in out.getvalue()
    assert person("b").check_password("two-harbours-1949")


def test_the_server_gives_a_password_to_anybody_active():
    out = StringIO()
    call_command("give_password", "audit_admin", stdout=out)
    password = out.getvalue().splitlines()[1].split()[1]
    assert person("audit_admin").check_password(password)
    assert Entry.objects.get(kind=Kind.PASSWORD_GIVEN).by is None
    with pytest.raises(CommandError):
        call_command("give_password", "nobody")
