"""Who may sign, hand over, take back, end: every verdict of the approval room."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.terms import Role
from hub.approvals.models import Absence, Approval, Chain, Seat, Signature, Step
from hub.approvals.purposes import purpose_of
from hub.approvals.terms import SamePerson, SeatState, StepKind
from hub.kernel.verdict import ALLOWED, Verdict, deny, first_denial

HEADS = (Role.OFFICE_HEAD, Role.TEAM_LEADER, Role.LEADER_IN_CHARGE, Role.PRINCIPAL_LEADER)
RELEASED = deny("released", _("This version is released: it is not changed any more."))
NOT_YOURS = deny("not_your_seat", _("This signature is asked of somebody else."))
OWN_PART = deny("own_part", _("Everybody who took part in the matter signs for themselves."))


def holds_seat(seat: Seat, by: Person) -> Verdict:
    """In person: named, or through a post of today, unless a colleague has claimed it."""
    if seat.person_id == by.pk:
        return ALLOWED
    if seat.group_id is None or seat.group_id not in by.reader().group_ids:
        return NOT_YOURS
    if seat.claimed_by_id not in (None, by.pk):
        return deny("claimed", _("A colleague has taken this on."))
    return ALLOWED


def principal_of(seat: Seat, by: Person) -> Person | None:
    """Who is away and has `by` as proxy for this seat; None where nobody is, or the seat is their own.

    Nobody stands in for the part somebody had in a matter: only who verified it can say what was found.
    """
    if holds_seat(seat, by) or seat.step.part:
        return None
    for absence in by.stands_in.in_force().covering(seat.step.approval.purpose).select_related("person"):
        if holds_seat(seat, absence.person) and _reads(seat.step.approval, absence.person):
            return absence.person
    return None


def _reads(approval: Approval, person: Person) -> bool:
    """Nobody acts for somebody who is recused from the matter."""
    rows = purpose_of(approval.purpose).model.objects.visible_to(person)
    return rows.filter(pk=approval.of_id).exists()


def no_seat(approval: Approval, by: Person) -> Verdict:
    """Why somebody who holds no seat of the open step is not asked: a proxy is told that it is personal."""
    personal = Seat.objects.in_open_step(approval).exclude(step__part="")
    away = by.stands_in.in_force().covering(approval.purpose).values("person")
    return OWN_PART if personal.filter(person__in=away).exists() else NOT_YOURS


def may_know_left_out(by: Person) -> Verdict:
    """Case management and heads, who answer for whom they choose, are told who is recused; never why."""
    if by.holds(Role.CASE_MANAGER, *HEADS):
        return ALLOWED
    return deny("not_in_charge", _("Only case management and heads are told who is recused."))


def may_take_seat(seat: Seat, by: Person) -> Verdict:
    """The seat's holder or their proxy."""
    if principal_of(seat, by) is not None:
        return ALLOWED
    return holds_seat(seat, by)


def may_sign(seat: Seat, by: Person) -> Verdict:
    """The seat's holder or their proxy, who is not the one who asked for the approval, nor acts for them;
    where the step wants somebody else, nobody who has signed before."""
    if seat.step.kind != StepKind.SIGN:
        return deny("not_a_signature", _("This step does not ask for a signature."))
    return first_denial(_asks_nobody_themselves(seat, by), may_take_seat(seat, by), _is_another(seat, by))


def may_advise(seat: Seat, by: Person) -> Verdict:
    """Whoever a signer asked for an opinion."""
    if seat.step.kind != StepKind.ADVISE:
        return deny("not_an_opinion", _("This step does not ask for an opinion."))
    return may_take_seat(seat, by)


def may_revise(seat: Seat, by: Person) -> Verdict:
    if seat.step.kind != StepKind.REVISE:
        return deny("not_a_revision", _("This step does not ask for a revision."))
    return holds_seat(seat, by)


def may_hand_over(seat: Seat, by: Person) -> Verdict:
    """A signature or an opinion can be handed over by whoever could give it, except where it is asked of
    whoever has a part in the matter."""
    if seat.step.part:
        return OWN_PART
    return may_advise(seat, by) if seat.step.kind == StepKind.ADVISE else may_sign(seat, by)


def may_claim(seat: Seat, by: Person) -> Verdict:
    if seat.group_id is None:
        return deny("not_a_group", _("This is asked of one person by name."))
    if seat.claimed_by_id == by.pk:
        return deny("claimed", _("You have taken this on already."))
    return first_denial(may_hand_over(seat, by), holds_seat(seat, by))


def may_release(seat: Seat, by: Person) -> Verdict:
    if seat.claimed_by_id == by.pk:
        return ALLOWED
    return deny("not_claimed", _("You have not taken this on."))


def may_amend(seat: Seat, by: Person) -> Verdict:
    """Where the step lets its signers change fields."""
    if not seat.step.editable:
        return deny("not_editable", _("This step changes nothing in the content."))
    return may_sign(seat, by)


def may_take_back(seat: Seat, by: Person) -> Verdict:
    """Whoever gave the signature."""
    hand = seat.step.approval.hand
    signature = hand.signatures.get(seat.pk) if hand else Signature.objects.filter(seat=seat).first()
    if signature is not None and signature.person_id == by.pk and signature.same_as_id is None:
        return ALLOWED
    return deny("not_your_signature", _("Only whoever signed takes a signature back."))


def may_remove(step: Step, by: Person) -> Verdict:
    """Whoever added the signer."""
    if step.added_by_id == by.pk:
        return ALLOWED
    return deny("not_added_by_you", _("Only whoever added a signer removes them."))


def may_withdraw(approval: Approval, by: Person) -> Verdict:
    if approval.initiator_id == by.pk:
        return ALLOWED
    return deny("not_initiator", _("Only whoever submitted it withdraws it."))


def may_terminate(approval: Approval, by: Person) -> Verdict:
    """Whoever the purpose says answers for its matters."""
    purpose = purpose_of(approval.purpose)
    if approval.matter is None:
        approval.matter = purpose.model._base_manager.get(pk=approval.of_id)
    return purpose.may_end(approval.matter, by)


def may_urge(approval: Approval, by: Person) -> Verdict:
    """The initiator, and whoever answers for the matter."""
    if may_withdraw(approval, by) or may_terminate(approval, by):
        return ALLOWED
    return deny("not_concerned", _("Only whoever submitted it, or answers for it, urges."))


def takes_part(approval: Approval, by: Person) -> Verdict:
    """The initiator, whoever sits in it or has signed, and whoever answers for the matter."""
    if may_urge(approval, by):
        return ALLOWED
    seats = Seat.objects.filter(step__approval=approval)
    if (seats.held_by(by) | seats.filter(signature__person=by)).exists():
        return ALLOWED
    return deny("not_concerned", _("Only those who take part in this approval do this."))


def may_declare_absence(person: Person, by: Person) -> Verdict:
    """Everyone for themselves, and the head of the same unit for those who cannot any more; never for the
    leader who is in charge of it."""
    units = {post.group.unit_id for post in person.current_posts if post.group.role != Role.LEADER_IN_CHARGE}
    if person.pk == by.pk or any(by.holds(Role.OFFICE_HEAD, unit_id=unit) for unit in units):
        return ALLOWED
    return deny("not_yours", _("You name your own proxy; the head of a unit does for its members."))


def may_end_absence(absence: Absence, by: Person) -> Verdict:
    return may_declare_absence(absence.person, by)


def may_draw(by: Person) -> Verdict:
    """Approval chains are drawn and released by administrators who read no matter."""
    return _may_keep_chains(by)


def may_change_draft(chain: Chain, by: Person) -> Verdict:
    """Only whoever drew it: a change by another would have to be released by a third."""
    if not chain.draft:
        return RELEASED
    if chain.drawn_by_id != by.pk:
        return deny(
            "not_your_draft", _("Only whoever draws a version changes it. Discard it to draw another.")
        )
    return _may_keep_chains(by)


def may_release_chain(chain: Chain, by: Person) -> Verdict:
    """Another administrator than the one who drew it."""
    if not chain.draft:
        return RELEASED
    if chain.drawn_by_id == by.pk:
        return deny("own_draft", _("Somebody else releases what you drew."))
    return _may_keep_chains(by)


def _may_keep_chains(by: Person) -> Verdict:
    if by.holds(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN):
        return ALLOWED
    return deny("not_administrator", _("Only system and security administrators keep chains."))


def _asks_nobody_themselves(seat: Seat, by: Person) -> Verdict:
    principal = principal_of(seat, by)
    if seat.step.approval.initiator_id in (by.pk, principal.pk if principal else None):
        return deny("own_request", _("Nobody signs what they submitted themselves."))
    return ALLOWED


def _is_another(seat: Seat, by: Person) -> Verdict:
    """Whether the signer has not signed at another place of this approval."""
    if seat.step.same_person != SamePerson.OTHER:
        return ALLOWED
    signed = (each for each in _signed_by(by, seat.step.approval) if each.step.kind == StepKind.SIGN)
    if any((each.step.first_id, each.place) != (seat.step.first_id, seat.place) for each in signed):
        return deny("signed_before", _("Somebody else has to sign here: you have signed before."))
    return ALLOWED


def _signed_by(person: Person, approval: Approval) -> Iterable[Seat]:
    """Seats with a signature of the person that still stands."""
    if approval.hand is not None:
        given = (each for each in approval.hand.signatures.values() if each.person_id == person.pk)
        return [each.seat for each in given if each.seat.state == SeatState.APPROVED]
    seats = Seat.objects.filter(step__approval=approval, state=SeatState.APPROVED, signature__person=person)
    return seats.select_related("step")
