"""Who may have a reporter's identity opened, and who can agree to it. A refusal always says why."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.charges import in_charge_of
from accounts.commission import nearest
from accounts.models import Person
from accounts.terms import Role, UnitKind
from clues.holders import REGISTERING, groups_in
from clues.letters.models.identities import IdentityRequest
from clues.letters.models.letters import Letter
from hub.access.readers import party_keys
from hub.kernel.verdict import ALLOWED, Verdict, deny


def may_ask_for_identity(letter: Letter, by: Person) -> Verdict:
    """Only the petition office that received it: 处理检举控告工作规则 art. 47."""
    if by.holds(*REGISTERING, Role.OFFICE_HEAD, unit_id=letter.unit_id):
        return ALLOWED
    return deny("identity_closed", _("Only the petition office may open a reporter's identity."))


def may_open_identity(letter: Letter, by: Person) -> Verdict:
    """Of the petition office, whoever was granted it, while it lasts."""
    if not (asked := may_ask_for_identity(letter, by)):
        return asked
    if letter.identity_requests.filter(by=by).usable(timezone.now()).exists():
        return ALLOWED
    return deny("not_granted", _("Nobody has agreed to this, or the time for it is over: ask first."))


def identity_approvers(letter: Letter, asker: Person) -> QuerySet[Person]:
    """The head of the office that has the letter and the leader in charge of it; never whoever asks.

    In a compartment the principal leader stands for the latter.
    """
    able = Person.objects.reading(
        groups=[*groups_in(letter.unit, Role.OFFICE_HEAD).groups, *_leaders_over(letter)],
        named=[],
        rank=letter.classification_id,
        keys=party_keys(letter),
    )
    return able.exclude(pk=asker.pk).order_by("pk")


def _leaders_over(letter: Letter) -> Sequence[int]:
    if not letter.is_apart:
        leader = in_charge_of(letter.unit)
        return [leader.pk] if leader else []
    leadership = nearest(letter.unit, UnitKind.LEADERSHIP)
    return groups_in(leadership, Role.PRINCIPAL_LEADER).groups if leadership else []


def may_answer_for_identity(request: IdentityRequest, by: Person) -> Verdict:
    """The person who was asked by name, while they hold the post they were asked for."""
    if request.approver_id == by.pk and by in identity_approvers(request.letter, request.by):
        return ALLOWED
    return deny("not_asked", _("Only the person who was asked answers this."))
