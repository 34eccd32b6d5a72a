"""The grounds of recusal, each put in the way of one person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

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
from tests.town import person, unit

WHO = "management_head"  # reads, manages, registers and signs: every door opens for them but for recusal


# --- grounds: each puts the person in its way and says what of the subject it concerns ----------


def themselves() -> dict[str, object]:
    """Where nobody's matters are kept apart: elsewhere the compartment hides it before recusal does."""
    ApartRule.objects.all().delete()
    return {"identifiers": {"staff": f"staff-{WHO}"}}


def declared() -> dict[str, object]:
    declare_recusal(person(WHO), identity=("staff", "DOOR-1"), by=person("manager"))
    return {}


def former_unit() -> dict[str, object]:
    left = NewFormerPost(timezone.localdate() - timedelta(days=900), unit("org-1"))
    enter_former_post(person(WHO), left, by=person("system_admin"))
    return {}


def former_unit_outside() -> dict[str, object]:
    left = NewFormerPost(timezone.localdate() - timedelta(days=9), unit_name="市 交通银行")
    enter_former_post(person(WHO), left, by=person("system_admin"))
    return {"unit": None, "unit_name": "市交通银行"}


def own_unit() -> dict[str, object]:
    give_post(person(WHO), unit=unit("org-1"), role=Role.LIAISON, by=person("system_admin"))
    return {}


def branch() -> dict[str, object]:
    set_branch(person(WHO).pk, branch="第一党支部", by=person("system_admin"))
    return {}


GROUNDS: list[Callable[[], dict[str, object]]] = [
    themselves,
    declared,
    former_unit,
    former_unit_outside,
    own_unit,
    branch,
]
