"""External systems: registered by the system administrator, cleared by another, gone with their post."""

import base64
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from oauth2_provider.models import get_access_token_model, get_application_model
from rest_framework.test import APIClient

from accounts.actions import disable_person, end_post, set_clearance
from accounts.clients import register_client
from accounts.models import Person, PostGroup
from hub.access.grants import Holders, grant
from hub.events.models import Entry
from hub.kernel.errors import Invalid, NotAllowed
from tests.factories import level, make_clue
from tests.town import person, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def system():
    """A client of partner-1, cleared."""
    client = register_client(unit("partner-1"), name="审计系统", by=person("system_admin"))
    set_clearance(client.person.pk, level=level(), by=person("security_admin"))
    return client


def token_of(system, scope="read write", secret=None):
    basic = base64.b64encode(f"{system.client_id}:{secret or system.secret}".encode()).decode()
    return APIClient(headers={"Authorization": f"Basic {basic}"}).post(
        "/api/v1/token/", {"grant_type": "client_credentials", "scope": scope}
    )


def caller(system, scope="read write"):
    return APIClient(headers={"Authorization": f"Bearer {token_of(system, scope).json()['access_token']}"})


class TestRegistering:
    def test_it_is_a_person_with_one_post_and_no_clearance(self):
        client = register_client(unit("partner-1"), name=" 审计系统 ", by=person("system_admin"))
        someone = Person.objects.get(pk=client.person.pk)
        assert [(post.group.unit.code, post.group.role) for post in someone.current_posts] == [
            ("partner-1", "system")
        ]
        assert (someone.display_name, someone.clearance, someone.has_usable_password()) == (
            "审计系统",
            None,
            False,
        )
        assert Entry.objects.filter(kind="client.registered", of_id=someone.pk).count() == 1

    def test_the_secret_is_kept_as_a_hash_only(self, system):
        application = get_application_model().objects.get(client_id=system.client_id)
        assert system.secret not in application.client_secret
        assert system.secret not in repr(system)

    def test_only_the_system_administrator(self):
        for name in ("security_admin", "manager"):
            with pytest.raises(NotAllowed):
                register_client(unit("partner-1"), name="x", by=person(name))
        assert not get_application_model().objects.exists()

    @pytest.mark.parametrize("name", ["", "  ", "x" * 81])
    def test_a_name_is_needed(self, name):
        with pytest.raises(Invalid):
            register_client(unit("partner-1"), name=name, by=person("system_admin"))

    def test_from_the_command_line(self):
        out = StringIO()
        call_command("register_client", "--unit", "partner-1", "--name", "审计系统", stdout=out)
        application = get_application_model().objects.get()
        assert application.client_id in out.getvalue()
        assert application.user.username in out.getvalue()

    @pytest.mark.parametrize(
        "options",
        [
            ["--unit", "nowhere", "--name", "x"],
            ["--unit", "partner-1", "--name", " "],
            ["--unit", "partner-1", "--name", "x", "--by", "manager"],
        ],
    )
    def test_a_mistyped_command_says_so(self, options):
        with pytest.raises(CommandError):
            call_command("register_client", *options)


class TestTokens:
    def test_a_token_acts_for_its_unit(self, system):
        me = caller(system).get("/api/v1/me").json()
        assert (me["username"], me["roles"]) == (system.person.username, ["system"])
        assert [post["unit"] for post in me["posts"]] == ["partner-1"]

    def test_it_lasts_half_an_hour_and_only_its_checksum_is_kept(self, system):
        answer = token_of(system).json()
        assert (answer["token_type"], answer["expires_in"]) == ("Bearer", 1800)
        assert answer["access_token"] not in str(get_access_token_model().objects.values_list().get())

    @pytest.mark.parametrize("data", [{"grant_type": "password"}, {"grant_type": "client_credentials"}])
    def test_no_token_without_the_secret(self, system, data):
        assert token_of(system, secret="wrong").status_code == 401
        assert APIClient().post("/api/v1/token/", data).status_code in (400, 401)

    def test_scopes_limit_what_it_may_do(self, system):
        assert caller(system, "read").get("/api/v1/me").status_code == 200
        assert (
            caller(system, "read").post("/api/v1/notices/read", {"up_to": 0}, format="json").status_code
            == 403
        )
        assert caller(system, "write").get("/api/v1/me").status_code == 403
        assert (
            caller(system, "write").post("/api/v1/notices/read", {"up_to": 0}, format="json").status_code
            == 200
        )
        assert token_of(system, "all").status_code == 400

    def test_no_token_in_an_address(self, system):
        token = token_of(system).json()["access_token"]
        assert APIClient().get(f"/api/v1/me?access_token={token}").status_code == 401


class TestWhatItSees:
    def test_only_rows_opened_to_its_unit(self, system):
        clues = [make_clue() for _ in range(2)]
        assert caller(system).get("/api/v1/clues").json()["items"] == []
        group = PostGroup.objects.get(unit=unit("partner-1"), role="system")
        grant([clues[0]], Holders(groups=[group.pk]), purpose="协作", by=person("manager"))
        shown = caller(system).get("/api/v1/clues").json()["items"]
        assert [each["number"] for each in shown] == [clues[0].number]
        assert caller(system).get(f"/api/v1/clues/{clues[1].number}").status_code == 404

    def test_nothing_before_it_is_cleared(self):
        system = register_client(unit("partner-1"), name="审计系统", by=person("system_admin"))
        group = PostGroup.objects.get(unit=unit("partner-1"), role="system")
        grant([make_clue()], Holders(groups=[group.pk]), purpose="协作", by=person("manager"))
        assert caller(system).get("/api/v1/clues").json()["items"] == []


class TestEnding:
    def end_its_post(self, system):
        end_post(system.person.posts.get().pk, by=person("system_admin"))

    def disable_it(self, system):
        disable_person(system.person.pk, by=person("system_admin"))

    @pytest.mark.parametrize("end", ["end_its_post", "disable_it"])
    def test_its_tokens_end_at_once_and_there_are_no_others(self, system, end):
        client = caller(system)
        assert client.get("/api/v1/me").status_code == 200
        getattr(self, end)(system)
        answer = client.get("/api/v1/me")
        assert (answer.status_code, answer.json()["type"]) == (401, "/problems/authentication-failed")
        assert token_of(system).status_code == 401

    @pytest.mark.parametrize("end", ["end_its_post", "disable_it"])
    def test_a_session_ends_at_once_too(self, by, end, system):
        caller = by("liaison")
        assert caller.read("me").status_code == 200
        someone = person("liaison")
        if end == "disable_it":
            disable_person(someone.pk, by=person("system_admin"))
        else:
            end_post(someone.posts.get().pk, by=person("system_admin"))
        assert caller.read("me").status_code == 401
