"""Every ground of recusal bars, for as long as the rule gives."""

from __future__ import annotations

import pytest
from django.utils import timezone

from accounts.actions import (
    NewFormerPost,
    declare_recusal,
    enter_former_post,
    give_post,
    set_branch,
)
from accounts.terms import Role
from clues.apart.models import ApartRule
from clues.clue.handlers import eligible_handlers
from clues.clue.terms import ClueState as S
from clues.custody.actions import assign_handlers
from clues.letters.models.letters import Letter
from hub.kernel.errors import Invalid
from tests.factories import clue_at, make_letter, new_subject
from tests.recusing import NUMBER, clue_about, left, sees
from tests.town import person, unit

pytestmark = pytest.mark.django_db


# --- grounds ----------------------------------------------------------------------------------


def by_identity(name: str) -> dict[str, object]:
    """Where nobody's matters are kept apart: elsewhere the compartment hides it first."""
    ApartRule.objects.all().delete()
    return {"identifiers": {"staff": f"staff-{name}"}}


def by_declaration(name: str) -> dict[str, object]:
    declare_recusal(person(name), identity=("staff", "S-1"), by=person(name))
    return {}


def by_former_post(name: str) -> dict[str, object]:
    left(name, "org-1", 700)
    return {}


def by_own_post(name: str) -> dict[str, object]:
    give_post(person(name), unit=unit("org-1"), role=Role.LIAISON, by=person("system_admin"))
    return {}


def by_branch(name: str) -> dict[str, object]:
    set_branch(person(name).pk, branch="机关第一党支部", by=person("system_admin"))
    return {"branch": "机关第一 党支部"}


GROUNDS = [by_identity, by_declaration, by_former_post, by_own_post, by_branch]


@pytest.mark.parametrize("ground", GROUNDS)
def test_every_ground_bars_and_is_not_offered(ground):
    subject = {"identifiers": NUMBER} | ground("team_handler")
    clue = clue_at(S.SIGNED, letter=make_letter(subjects=[new_subject(**subject)]))
    choice = eligible_handlers(clue)
    assert [each.username for each in choice.not_offered] == ["team_handler"]
    assert "team_handler" not in [each.username for each in choice.offered]
    handlers = [person("team_handler"), person("team_handler_2")]
    with pytest.raises(Invalid):
        assign_handlers(clue.number, handlers=handlers, by=person("team_leader"))


def test_a_unit_outside_the_hub_is_known_by_its_name():
    new = NewFormerPost(timezone.localdate(), unit_name="某 银行")
    enter_former_post(person("registrar_2"), new, by=person("system_admin"))
    letter = make_letter(subjects=[new_subject(unit=None, unit_name="某银行")])
    assert Letter.objects.visible_to(person("registrar")).filter(pk=letter.pk).exists()
    assert not Letter.objects.visible_to(person("registrar_2")).filter(pk=letter.pk).exists()


def test_a_former_unit_bars_for_the_time_the_rule_gives_and_no_longer():
    clue = clue_about(S.SIGNED)
    left("team_handler", "org-1", 3 * 366)
    left("team_handler_2", "org-1", 3 * 365 - 2)
    assert [each.username for each in eligible_handlers(clue).not_offered] == ["team_handler_2"]


def test_only_the_subjects_own_unit_matters():
    clue = clue_about(S.PUSHED)
    for name in ("registrar", "petition_head", "manager", "team_leader", "secretary"):
        assert person(name).reader().barred_keys
    assert sees("manager", clue)
    assert sees("team_leader", clue)
