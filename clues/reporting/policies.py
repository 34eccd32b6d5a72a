"""Who may do what about reports upward. A refusal always says why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.commission import acts_near
from accounts.models import Person
from accounts.terms import Role, UnitKind
from clues.clue.models.clues import Clue
from hub.kernel.verdict import ALLOWED, Verdict, deny


def may_report_upward(clue: Clue, by: Person) -> Verdict:
    """Case management reports, or the principal leader: 监督执纪工作规则 art. 22."""
    if by.holds(Role.CASE_MANAGER, Role.OFFICE_HEAD, unit_id=clue.office_id):
        return ALLOWED
    if acts_near(by, clue.office, Role.PRINCIPAL_LEADER, kind=UnitKind.LEADERSHIP):
        return ALLOWED
    return deny("not_reporting", _("Only case management or the principal leader reports this upward."))
