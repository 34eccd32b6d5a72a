"""Who administers units, people, clearance and recusal. Three separated administrators (三员分立)."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Person, Recusal
from accounts.terms import ADMINISTRATORS, Role, UnitKind
from hub.kernel.verdict import ALLOWED, Verdict, deny
from hub.rules.models import Level


def may_administer(by: Person) -> Verdict:
    """Units, people and posts: the system administrator."""
    if by.holds(Role.SYSTEM_ADMIN):
        return ALLOWED
    return deny("not_system_admin", _("Only the system administrator manages units, people and posts."))


def may_clear(by: Person) -> Verdict:
    """Clearance: the security administrator."""
    if by.holds(Role.SECURITY_ADMIN):
        return ALLOWED
    return deny("not_security_admin", _("Only the security administrator sets clearance."))


def may_look_up(by: Person) -> Verdict:
    """The directory of people with their posts: whoever administers or clears them."""
    if may_administer(by) or may_clear(by):
        return ALLOWED
    return deny("not_administrator", _("Only the system and the security administrator look people up here."))


def may_audit(by: Person) -> Verdict:
    """The ledger as a whole, without any text of a matter: the audit administrator."""
    if by.holds(Role.AUDIT_ADMIN):
        return ALLOWED
    return deny("not_audit_admin", _("Only the audit administrator reads the whole ledger."))


def may_declare_recusal(person: Person, by: Person) -> Verdict:
    """Everyone for themselves; case management for others (监察法 art. 67)."""
    if person.pk == by.pk:
        return ALLOWED
    if not may_manage_recusals(by):
        return deny("not_yours", _("You declare recusal for yourself; case management does for others."))
    if Person.objects.covered_by(by).filter(pk=person.pk).exists():
        return ALLOWED
    return deny("another_commission", _("This person belongs to another commission."))


def may_manage_recusals(by: Person) -> Verdict:
    """Recusals of other people: case management."""
    if by.holds(Role.CASE_MANAGER, kind=UnitKind.CASE_MANAGEMENT):
        return ALLOWED
    return deny("not_case_manager", _("Only case management declares and ends recusals of others."))


def may_end_recusal(recusal: Recusal, by: Person) -> Verdict:
    """Whoever declared it, or case management; nobody ends what another declared about them."""
    if recusal.declared_by_id == by.pk:
        return ALLOWED
    if recusal.person_id == by.pk:
        return deny("declared_by_another", _("Another person declared this recusal; you cannot end it."))
    return may_manage_recusals(by)  # of what it sees: those of its own commission and of those below


def may_give_password(person: Person, by: Person) -> Verdict:
    """The system administrator, to everybody who signs in but the two who watch over this administrator."""
    if not (allowed := may_administer(by)):
        return allowed
    if not person.is_active:
        return deny("disabled", _("This person is disabled."))
    held = {post.group.role for post in person.posts.valid().select_related("group")}
    if held & ADMINISTRATORS and person.pk != by.pk:
        return deny("separated", _("Another administrator gets a password on the server only."))
    if Role.SYSTEM in held:
        return deny("system", _("An external system has a client secret, not a password."))
    return ALLOWED


def may_act(person: Person) -> Verdict:
    """Nobody acts on a password that another person knows: first it is changed."""
    if person.one_time_until is None:
        return ALLOWED
    return deny("password_change_required", _("Your password was given to you: choose your own first."))


def may_hold(person: Person, role: str) -> Verdict:
    """An administrator holds no other post, and no other post-holder becomes an administrator."""
    held = {post.group.role for post in person.posts.valid().select_related("group")}
    clash = held - {role} if role in ADMINISTRATORS else held & ADMINISTRATORS - {role}
    if clash:
        return deny("separated", _("An administrator holds no other post: the three are kept separate."))
    return ALLOWED


def may_classify(level: Level, by: Person) -> Verdict:
    """Nobody classifies above their own clearance: they could not read what they have written."""
    if level.rank <= _highest_rank(by):
        return ALLOWED
    return deny("above_clearance", _("The classification is above your clearance."))


def classifications_for(by: Person, *, least: int = 0) -> QuerySet[Level]:
    """The levels from the rank `least` on that the person may give; none to whom nobody has cleared."""
    return Level.objects.filter(rank__gte=least, rank__lte=_highest_rank(by))


def _highest_rank(by: Person) -> int:
    return -1 if by.clearance_id is None else by.clearance_id
