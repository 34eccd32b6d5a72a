"""Recusal from a clue, for tests: who steps back, who sees, whom it waits for."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from accounts.actions import (
    NewFormerPost,
    NewPerson,
    enter_former_post,
    enter_person,
    give_post,
    set_clearance,
)
from clues.clue.handlers import handlers_of
from clues.clue.models.clues import Clue
from clues.recusing.actions.recusing import recuse_self
from hub.duties.inbox import inbox_of
from tests.factories import clue_at, level, make_letter, new_subject
from tests.town import person, unit

NUMBER = {"staff": "S-1"}


def clue_about(state: str, **subject: object) -> Clue:
    return clue_at(state, letter=make_letter(subjects=[new_subject(identifiers=NUMBER, **subject)]))


def sees(name: str, clue: Clue) -> bool:
    return Clue.objects.visible_to(person(name)).filter(pk=clue.pk).exists()


def recused(name: str, clue: Clue) -> None:
    recuse_self(clue.number, ground="relative", reason="A telling reason", by=person(name))


def waits_for(name: str, clue: Clue) -> set[str]:
    return {line.duty.kind for line in inbox_of(person(name)) if line.matter == clue}


def names(clue: Clue) -> list[str]:
    return [each.username for each in handlers_of(clue)]


def another(name: str, role: str, code: str) -> None:
    """Somebody more of the town, cleared as the others."""
    admin = person("system_admin")
    made = enter_person(NewPerson(name, name), by=admin)
    give_post(made, unit=unit(code), role=role, by=admin)
    set_clearance(made.pk, level=level(), by=person("security_admin"))


def left(name: str, code: str, days: int) -> None:
    enter_former_post(
        person(name),
        NewFormerPost(timezone.localdate() - timedelta(days=days), unit(code)),
        by=person("system_admin"),
    )
