"""Who may do what about stock-takings. A refusal always says why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.terms import Role, UnitKind
from clues.stock.models import StockTaking
from hub.kernel.errors import Conflict
from hub.kernel.verdict import ALLOWED, Verdict, deny


def may_ask_for_stock(by: Person) -> Verdict:
    if by.holds(Role.CASE_MANAGER, kind=UnitKind.CASE_MANAGEMENT):
        return ALLOWED
    return deny("not_case_manager", _("Only a case manager does this."))


def closed_to_counting(stock: StockTaking) -> Conflict | None:
    """Why nothing is counted now; None where the unit can."""
    return None if stock.counted_at is None else Conflict(_("This has been counted already."), code="counted")


def closed_to_settling(stock: StockTaking) -> Conflict | None:
    """Why nothing is settled now; None where case management can."""
    if stock.counted_at is not None and stock.settled_at is None:
        return None
    return Conflict(_("There is nothing to settle here, or no more."), code="settled")


def may_count_stock(stock: StockTaking, by: Person) -> Verdict:
    """The designated custodian: 监督执纪工作规则 art. 23."""
    if by.holds(Role.CUSTODIAN, unit_id=stock.unit_id):
        return ALLOWED
    return deny("not_custodian", _("Only the clue custodian of the unit counts."))


def may_settle_stock(stock: StockTaking, by: Person) -> Verdict:
    if by.holds(Role.CASE_MANAGER, unit_id=stock.office_id):
        return ALLOWED
    return deny("not_case_manager", _("Only a case manager of the office that asked does this."))
