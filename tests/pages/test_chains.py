"""Chains as pages of administrators."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from clues.routing.purposes import ROUTING
from hub.approvals import actions
from hub.approvals.models import Chain
from tests.town import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawer(acting):
    return acting("system_admin")


@pytest.fixture
def other(acting):
    return acting("security_admin")


@pytest.fixture
def draft():
    return actions.draw_chain(ROUTING.code, by=person("system_admin"))


def typed(*lines, **fields):
    """A step's form as it is sent."""
    sent = {
        "name": "领导审批",
        "position": 1,
        "mode": "any",
        "same_person": "pass",
        "deadline": "approval.step",
        "signers-TOTAL_FORMS": len(lines),
        "signers-INITIAL_FORMS": 0,
    }
    for number, line in enumerate(lines):
        sent |= {f"signers-{number}-{name}": said for name, said in ({"use": "sign"} | line).items()}
    return sent | fields


LEADER = {"by": "kind", "role": "principal_leader", "unit_kind": "leadership"}


def test_versions_are_listed_by_purpose(drawer, draft):
    answer = drawer.get("/chains/")
    versions = {code: chains for code, _purpose, chains in answer.context["chains"]}
    assert [chain.draft for chain in versions["clue.routing"]] == [True, False]
    page = answer.content.decode()
    assert page.index("version 2") < page.rindex("In force")
    assert "drawn by system_admin" in page


def test_from_drawing_to_release(drawer, other):
    drawn = drawer.post("/chains/draw/clue.routing/")
    draft = Chain.objects.get(draft=True)
    here = f"/chains/{draft.pk}/"
    assert drawn.url == here
    assert (
        drawer.post(f"{here}name/", {"name": "分办", "name_en": "Assignment", "source": "第23条"}).url == here
    )
    assert drawer.post(f"{here}steps/add/", typed(LEADER)).url == here
    page = drawer.get(here).content.decode()
    assert "领导审批" in page
    assert "Somebody else releases what you drew." in page
    assert drawer.get(f"{here}release/").status_code == 403
    day = timezone.localdate() + timedelta(days=1)
    assert other.post(f"{here}release/", {"from_on": day}).url == here
    assert "To come" in other.get(here).content.decode()
    assert drawer.post(f"{here}steps/add/", typed(LEADER)).status_code == 409
    assert drawer.get(f"{here}steps/add/").status_code == 403


def test_faults_stand_at_their_fields_and_what_was_typed_stays(drawer, draft):
    nobody = {"by": "person", "person": "nobody"}
    bad = typed(LEADER, {"by": "unit", "role": "office_head"}, nobody, mode="quorum", quorum=9)
    answer = drawer.post(f"/chains/{draft.pk}/steps/add/", bad)
    assert answer.status_code == 422
    assert answer.context["signers"].forms[2].errors["person"] == ["There is nobody with this user name."]
    answer = drawer.post(
        f"/chains/{draft.pk}/steps/add/", typed(*([LEADER, {"by": "unit"}]), mode="quorum", quorum=9)
    )
    assert answer.context["form"].errors["quorum"] == ["9 have to sign, and there are only 1."]
    assert set(answer.context["signers"].forms[1].errors) == {"role", "unit"}
    assert "领导审批" in answer.content.decode()


def test_a_removed_line_is_not_kept_and_faults_find_their_row(drawer, draft):
    gone = LEADER | {"DELETE": "on"}
    answer = drawer.post(f"/chains/{draft.pk}/steps/add/", typed(gone, {"by": "unit"}))
    assert set(answer.context["signers"].forms[1].errors) == {"role", "unit"}
    assert not answer.context["signers"].forms[0].errors


def test_a_step_is_changed_and_removed(drawer, draft):
    step = draft.steps.all()[0]
    form = drawer.get(f"/chains/{draft.pk}/steps/{step.pk}/")
    assert form.context["form"].initial["name"] == step.name
    assert form.context["signers"].forms[0].initial["role"] == "office_head"
    drawer.post(f"/chains/{draft.pk}/steps/{step.pk}/", typed(LEADER, name="新的", hidden=["summary"]))
    changed = draft.steps.get(name="新的")
    assert changed.hidden == ["summary"]
    assert "Main allegations" in drawer.get(f"/chains/{draft.pk}/").content.decode()
    drawer.post(f"/chains/{draft.pk}/steps/{changed.pk}/remove/")
    assert draft.steps.count() == 1


def test_the_dry_run_shows_counts(drawer, draft):
    page = drawer.get(f"/chains/{draft.pk}/dry-run/").content.decode()
    assert "Only counts are shown." in page


def test_only_one_is_drawn_at_a_time(drawer, other, draft):
    assert other.post("/chains/draw/clue.routing/").status_code == 409
    assert other.get(f"/chains/{draft.pk}/steps/add/").status_code == 403
    assert other.post(f"/chains/{draft.pk}/discard/").url == "/chains/"
    assert not Chain.objects.filter(draft=True).exists()


@pytest.mark.parametrize("path", ["/chains/", "/chains/1/", "/chains/draw/clue.routing/"])
def test_nobody_else_keeps_chains(acting, path):
    assert acting("manager").get(path).status_code == 403


@pytest.mark.parametrize("path", ["/chains/987654321/", "/chains/draw/nothing/"])
def test_what_is_not_there(drawer, path):
    assert drawer.get(path).status_code == 404
