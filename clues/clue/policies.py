"""Who may do what about a clue. A refusal always says why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.commission import acts_near
from accounts.models import Person
from accounts.terms import Role, UnitKind
from clues.clue.models.clues import Clue
from clues.letters.models.letters import Letter
from hub.approvals.models import Approval
from hub.approvals.terms import Outcome
from hub.kernel.verdict import ALLOWED, Verdict, deny

HEADS = (Role.OFFICE_HEAD, Role.TEAM_LEADER)


def may_end_approval(clue: Clue, by: Person) -> Verdict:
    """Case management answers for the way of a clue, and the principal leader for everything."""
    if _in_charge(clue, by):
        return ALLOWED
    return deny("not_in_charge", _("Only the head of case management or the principal leader does this."))


def may_manage(clue: Clue, by: Person) -> Verdict:
    """The case managers of the office that keeps its ledger line, who alone propose, push and conclude:
    监督执纪工作规则 art. 23."""
    if by.holds(Role.CASE_MANAGER, unit_id=clue.office_id):
        return ALLOWED
    return deny("not_case_manager", _("Only a case manager does this."))


def may_look_back(row: Clue | Letter, by: Person) -> Verdict:
    """Who could see it on a past day, who looked at it: the case managers, about what they see themselves."""
    if acts_near(by, row.home, Role.CASE_MANAGER, kind=UnitKind.CASE_MANAGEMENT):
        return ALLOWED
    return deny("not_case_manager", _("Only a case manager asks who could see it and who looked at it."))


def may_receive(clue: Clue, by: Person) -> Verdict:
    """The clue custodian of the unit it was pushed to."""
    if clue.target_id and by.holds(Role.CUSTODIAN, unit_id=clue.target_id):
        return ALLOWED
    return deny(
        "not_custodian", _("Only the clue custodian of the receiving unit signs for it or returns it.")
    )


def may_confirm_receipt(clue: Clue, by: Person) -> Verdict:
    """An organ outside cannot sign here: case management keeps its receipt."""
    if clue.target_id:
        return deny("inside", _("The receiving unit signs for it itself."))
    return may_manage(clue, by)


def may_decline_transfer(clue: Clue, by: Person) -> Verdict:
    return may_receive(clue, by) if clue.target_id else may_manage(clue, by)


def may_assign(clue: Clue, by: Person) -> Verdict:
    if by.holds(*HEADS, unit_id=clue.holder_id):
        return ALLOWED
    return deny("not_head", _("Only the head of the unit in charge names the handlers."))


def may_replace_handler(clue: Clue, by: Person) -> Verdict:
    """Whoever names the handlers names others."""
    return may_assign(clue, by)


def may_recuse(clue: Clue, by: Person) -> Verdict:
    """Everybody for themselves: 监察法 art. 67 makes it a duty."""
    return ALLOWED


def may_order_recusal(clue: Clue, by: Person) -> Verdict:
    """Case management, and the head of the unit in charge (责令回避): 监察法实施条例 art. 296."""
    manages = acts_near(by, clue.office, Role.CASE_MANAGER, kind=UnitKind.CASE_MANAGEMENT)
    if manages or by.holds(*HEADS, unit_id=clue.holder_id) or _in_charge(clue, by):
        return ALLOWED
    return deny(
        "not_in_charge", _("Only case management and the head of the unit in charge order a recusal.")
    )


def may_handle(clue: Clue, by: Person) -> Verdict:
    if any(each.person_id == by.pk and each.ended_at is None for each in clue.assignments.all()):
        return ALLOWED
    return deny("not_handler", _("Only a handler of this clue does this."))


def may_ask_for_time(clue: Clue, by: Person) -> Verdict:
    """Who works on it, or heads the unit that does."""
    if by.holds(*HEADS, unit_id=clue.holder_id) or may_handle(clue, by):
        return ALLOWED
    return deny("not_in_hand", _("Only a handler of this clue or the head of the unit in charge does this."))


def may_feed_back(clue: Clue, by: Person) -> Verdict:
    if by.holds(*HEADS, Role.CUSTODIAN, unit_id=clue.holder_id):
        return ALLOWED
    return deny("not_unit", _("Only the head or the custodian of the unit in charge feeds results back."))


def may_follow_up(clue: Clue, by: Person) -> Verdict:
    """The unit that dealt with the clue tells the person and clarifies."""
    if by.holds(*HEADS, Role.CUSTODIAN, unit_id=clue.holder_id):
        return ALLOWED
    return deny("not_unit", _("Only the head or the custodian of the unit in charge does this."))


def follows_merging(clue: Clue, by: Person) -> Verdict:
    """A step that nobody takes by hand: it follows from the approval about the main clue."""
    merge = next((each for each in clue.merges.all() if each.is_standing), None)
    latest = Approval.objects.about(merge.main).first() if merge is not None else None
    if latest is not None and latest.outcome != Outcome.RUNNING:
        return ALLOWED
    return deny("awaits_approval", _("This follows from the approval and is done by nobody by hand."))


def follows_approval(clue: Clue, by: Person) -> Verdict:
    """A step that nobody takes by hand: it follows from the decision of the clue's own approval."""
    latest = Approval.objects.about(clue).first()
    if latest is not None and latest.outcome != Outcome.RUNNING:
        return ALLOWED
    return deny("awaits_approval", _("This follows from the approval and is done by nobody by hand."))


def follows_motion(clue: Clue, by: Person) -> Verdict:
    """A step that nobody takes by hand: it follows from the decision of the open motion about the clue."""
    if any(motion.decided_at is None for motion in clue.motions.all()):
        return follows_approval(clue, by)
    return deny("awaits_approval", _("This follows from the approval and is done by nobody by hand."))


def _in_charge(clue: Clue, by: Person) -> bool:
    """The head of case management and the principal leader of the clue's own commission."""
    head = acts_near(by, clue.office, Role.OFFICE_HEAD, kind=UnitKind.CASE_MANAGEMENT)
    return head or acts_near(by, clue.office, Role.PRINCIPAL_LEADER, kind=UnitKind.LEADERSHIP)
