"""Who may hold which posts beside each other."""

from __future__ import annotations

import pytest

from accounts.actions import give_post
from accounts.terms import ADMINISTRATORS, Role
from hub.kernel.errors import NotAllowed
from tests.town import person, unit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("administrator", ["system_admin", "security_admin", "audit_admin"])
@pytest.mark.parametrize("role", [Role.HANDLER, *sorted(ADMINISTRATORS)])
def test_an_administrator_holds_no_other_post(administrator, role):
    if role == administrator:
        return
    with pytest.raises(NotAllowed) as refused:
        give_post(person(administrator), unit=unit("commission"), role=role, by=person("system_admin"))
    assert refused.value.verdict.code == "separated"


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_whoever_holds_a_post_becomes_no_administrator(role):
    with pytest.raises(NotAllowed) as refused:
        give_post(person("team_handler"), unit=unit("commission"), role=role, by=person("system_admin"))
    assert refused.value.verdict.code == "separated"
