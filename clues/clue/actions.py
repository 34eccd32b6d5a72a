"""Closing a clue to people who had it in hand."""

from __future__ import annotations

from accounts.models import Person
from accounts.terms import Role
from clues.clue.kinds import For
from clues.clue.models.clues import Clue, ClueGroupGrant, CluePersonGrant
from clues.clue.policies import HEADS
from clues.holders import groups_in
from clues.letters.models.letters import Letter
from hub.access.grants import Holders, revoke
from hub.duties.actions import open_duties
from hub.duties.kinds import DutyKind

WORKING = (For.PUSHED, For.HANDLED)


def everybody_but(row: Clue | Letter, kept: Holders) -> Holders:
    """Whoever holds a grant on the row and is not among `kept`."""
    groups = set(row.group_grants.values_list("group", flat=True)) - set(kept.groups)
    people = set(row.person_grants.values_list("user", flat=True)) - set(kept.people)
    return Holders(sorted(groups), sorted(people))


def close_to(clue: Clue, holders: Holders, *, by: Person) -> None:
    """The holders see the clue no more, and its letters only where they have them otherwise."""
    revoke([clue], holders, by=by)
    for letter in clue.letters.all():
        revoke([letter], _through(letter, clue, holders), by=by)


def _through(letter: Letter, clue: Clue, holders: Holders) -> Holders:
    """Those of the holders who have the letter for their work on this clue and on no other."""
    others = letter.clues.exclude(pk=clue.pk)
    groups = letter.group_grants.filter(group__in=holders.groups, purpose__in=WORKING)
    people = letter.person_grants.filter(user__in=holders.people, purpose__in=WORKING)
    elsewhere = ClueGroupGrant.objects.filter(content_object__in=others).values("group")
    by_name = CluePersonGrant.objects.filter(content_object__in=others).values("user")
    return Holders(
        list(groups.exclude(group__in=elsewhere).values_list("group", flat=True)),
        list(people.exclude(user__in=by_name).values_list("user", flat=True)),
    )


def save(clue: Clue) -> None:
    """Save a clue that an action has changed: its version goes up, so that stale pages notice."""
    clue.version += 1
    clue.save()


def ask_managers(duty: DutyKind, clue: Clue, *, ref: int | None = None) -> None:
    open_duties(duty, of=clue, groups=groups_in(clue.office, Role.CASE_MANAGER).groups, ref=ref)


def ask_heads(duty: DutyKind, clue: Clue) -> None:
    open_duties(duty, of=clue, groups=groups_in(clue.holder, *HEADS).groups)
