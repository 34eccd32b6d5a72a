"""Nobody gives a classification above their own clearance: not by an action, a page, or the interface."""

from types import MappingProxyType

import pytest

from accounts.actions import set_clearance
from accounts.policies import classifications_for, may_classify
from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from clues.letters.models.letters import Letter
from hub.kernel.errors import Invalid
from hub.rules.models import Level
from tests.api.conftest import Caller
from tests.factories import clue_at, level, make_clue, make_letter
from tests.town import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def lowered():
    """A registrar cleared for less than what letters usually are."""
    return set_clearance(person("registrar").pk, level=level("internal"), by=person("security_admin"))


def uncleared():
    registrar = person("registrar")
    registrar.clearance = None
    registrar.save()
    return registrar


def test_what_is_offered_is_what_is_allowed(lowered):
    for who in (lowered, person("registrar_2")):
        offered = set(classifications_for(who))
        assert offered == {each for each in Level.objects.all() if may_classify(each, who)}
        assert who.clearance in offered
    assert list(classifications_for(person("registrar_2"), least=20)) == [level("work_secret")]


def test_whom_nobody_has_cleared_classifies_nothing():
    assert not classifications_for(uncleared())
    assert may_classify(level("public"), uncleared()).code == "above_clearance"


@pytest.mark.parametrize("make", [make_letter, lambda **given: make_clue(**given)])
def test_an_action_refuses_it_at_its_field(make):
    with pytest.raises(Invalid) as refused:
        make(classification=level("secret"))
    assert (list(refused.value.fields), refused.value.code) == (["classification"], "above_clearance")
    assert not Clue.objects.exists()


def test_the_interface_answers_422_at_the_field(lowered):
    body = {"title": "x", "text": "x", "received_on": "2026-01-05", "classification": "work_secret"}
    answer = Caller("registrar").write("letters", body)
    assert answer.status_code == 422
    assert [(each["field"], each["code"]) for each in answer.json()["errors"]] == [
        ("classification", "above_clearance")
    ]
    assert not Letter.objects.exists()


def test_the_interface_refuses_a_clue_above_it():
    letter = make_letter()
    body = {
        "subject": letter.subjects.get().pk,
        "title": "x",
        "summary": "x",
        "category": "dining",
        "classification": "secret",
    }
    answer = Caller("registrar").write(f"letters/{letter.number}/clues", body)
    assert [each["field"] for each in answer.json()["errors"]] == ["classification"]


class TestOverTheInterface:
    BODY = MappingProxyType({"classification": "secret", "reason": "涉及来源"})

    def asked(self, clue, body, by="manager", **headers):
        return Caller(by).step(clue, "reclassifications", body, **headers)

    def test_a_case_manager_changes_it_on_the_version_they_saw(self):
        set_clearance(person("manager").pk, level=level("secret"), by=person("security_admin"))
        clue = clue_at(ClueState.PUSHED)
        assert self.asked(clue, self.BODY, If_Match=f'"{clue.pk}-{clue.version - 1}"').status_code == 412
        answer = self.asked(clue, self.BODY)
        assert answer.status_code == 200, answer.content
        change = clue.reclassifications.get()
        assert (change.after, change.reason, change.by) == (level("secret"), "涉及来源", person("manager"))
        assert Caller("manager").read(f"clues/{clue.number}").json()["classification"] == "secret"
        assert Caller("team_custodian").read(f"clues/{clue.number}").status_code == 404
        assert self.asked(clue, self.BODY, "team_custodian").status_code == 404

    def test_nobody_else_may_and_the_reason_is_told(self):
        clue = clue_at(ClueState.PUSHED)
        answer = self.asked(clue, self.BODY, "team_leader")
        assert (answer.status_code, answer.json()["type"]) == (403, "/problems/not_case_manager")

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"classification": "secret"}, "classification"),  # above one's own clearance
            ({"classification": "internal"}, "classification"),  # below the letter's
            ({"classification": "work_secret"}, "classification"),  # as it is
            ({"classification": "no-such-level"}, "classification"),
            ({"classification": "public", "reason": " "}, "reason"),
        ],
    )
    def test_what_is_wrong_is_said_at_its_field(self, given, field):
        clue = make_clue()
        answer = self.asked(clue, self.BODY | given)
        assert answer.status_code == 422, answer.content
        assert [each["field"] for each in answer.json()["errors"]] == [field]
        assert not clue.reclassifications.exists()


def test_a_form_offers_no_more(client, lowered):
    client.force_login(lowered, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get("/letters/register/")
    assert list(page.context["form"].fields["classification"].queryset) == [
        level("public"),
        level("internal"),
    ]
