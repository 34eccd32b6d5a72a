"""Who asks for a stock-taking, counts and settles it. A refusal always says why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.terms import Role, UnitKind
from clues.models import StockTaking
from hub.kernel.verdict import ALLOWED, Verdict, deny


def may_ask_for_stock(by: Person) -> Verdict:
    if by.holds(Role.CASE_MANAGER, kind=UnitKind.CASE_MANAGEMENT):
        return ALLOWED
    return deny("not_case_manager", _("Only a case manager does this."))


def may_count_stock(stock: StockTaking, by: Person) -> Verdict:
    """The designated custodian: 监督执纪工作规则 art. 23."""
    if by.holds(Role.CUSTODIAN, unit_id=stock.unit_id):
        return ALLOWED
    return deny("not_custodian", _("Only the clue custodian of the unit counts."))


def may_settle_stock(stock: StockTaking, by: Person) -> Verdict:
    if by.holds(Role.CASE_MANAGER, unit_id=stock.office_id):
        return ALLOWED
    return deny("not_case_manager", _("Only a case manager of the office that asked does this."))
