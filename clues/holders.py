"""Which posts hold what of letters and clues, and which units hold none."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.commission import nearest
from accounts.models import Unit, directory
from accounts.terms import Role, UnitKind
from hub.access.grants import Holders
from hub.kernel.errors import Conflict

NEVER_HOLD = (
    UnitKind.SUPERVISED,
    UnitKind.PARTNER,
    UnitKind.PARTY_COMMITTEE,
    UnitKind.ADMINISTRATION,
    UnitKind.LEADERSHIP,
    UnitKind.GENERAL_OFFICE,
)


CASE_MANAGEMENT = (Role.CASE_MANAGER, Role.OFFICE_HEAD)


PETITION = (Role.REGISTRAR, Role.OFFICE_HEAD)


REGISTERING = (Role.REGISTRAR, Role.CASE_MANAGER)  # of the office that has the letter: see compartments


TELLING = (*REGISTERING, Role.OFFICE_HEAD)  # who act for an office in its bulletins


KEEPING = (Role.OFFICE_HEAD, Role.REGISTRAR, Role.CASE_MANAGER, Role.CUSTODIAN)


# Who takes in a letter that is passed down to their unit; its head reads it too.
TAKING_LETTERS = (Role.REGISTRAR, Role.CASE_MANAGER, Role.CUSTODIAN)


RECEIVING = (Role.CUSTODIAN, Role.OFFICE_HEAD, Role.TEAM_LEADER)


# Who acts for a unit about the clues it holds and learns of related matters; who answers when asked for them.
KNOWING = (Role.CUSTODIAN, Role.CASE_MANAGER, Role.OFFICE_HEAD, Role.TEAM_LEADER)


ANSWERING = (Role.OFFICE_HEAD, Role.TEAM_LEADER)


CONTACT = KNOWING  # the first of these that a unit has


def groups_in(units: Unit | Iterable[Unit], *roles: str) -> Holders:
    """The existing groups of these roles in the unit or units."""
    keys = [units.pk] if isinstance(units, Unit) else [unit.pk for unit in units]
    return Holders(groups=[group.pk for group in directory().groups_of(keys, *roles)])


def case_management_of(unit: Unit) -> Unit:
    """The case management office of the commission the unit belongs to. Raises Conflict where it has none."""
    office = nearest(unit, UnitKind.CASE_MANAGEMENT)
    if office is not None:
        return office
    raise Conflict(
        _("There is no case management office today that this unit belongs to."),
        code="no-case-management",
        happened={"unit": unit.code},
    )
