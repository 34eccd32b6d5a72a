"""From a chain's words to the people who sign: who holds each seat, and whether anybody fits."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.charges import in_charge_of
from accounts.commission import units_near
from accounts.models import Person, PostGroup, Unit, directory
from accounts.querysets import PersonQuerySet
from accounts.terms import Role
from hub.access.models import Governed
from hub.access.readers import choice_for
from hub.approvals.models import Approval, Chain, ChainSigner, ChainStep, Step
from hub.approvals.present import Holder, Present, present_for
from hub.approvals.purposes import Purpose, purpose_of
from hub.approvals.terms import Mode, SignerBy, SignerUse
from hub.kernel.errors import Invalid

# Who these are is known only with a matter.
BY_MATTER = (SignerBy.RELATION, SignerBy.PEOPLE)


@dataclass(frozen=True, slots=True)
class Copied:
    """Unsaved run steps of a chain, and who is there for everybody they name."""

    steps: list[Step]
    holders: set[Holder]
    present: Present


def copy_steps(chain: Chain, purpose: Purpose, row: Governed, initiator: Person) -> Copied:
    """Unsaved run steps of the chain for one row, positions from 1.

    An in-order step becomes one step per signer. Raises Invalid naming every step that fits nobody.
    """
    named = [_names(step, purpose, row, initiator) for step in chain.steps.all()]
    holders = {holder for each in named for holder in (*each.signers, *each.fallback)}
    present = present_for(row, holders)
    copies: list[Step] = []
    misfits: list[str] = []
    for each in named:
        chosen, fits_somebody = each.seated(present, initiator)
        if not fits_somebody:
            misfits.append(_misfit(each.step, chosen))
        groups = [[one] for one in chosen] if each.step.mode == Mode.IN_ORDER else [chosen]
        copies += [_copy(each, group) for group in groups]
    if misfits or not copies:
        raise Invalid({"": misfits or [_("This chain has no steps.")]}, code="nobody-fits")
    return Copied(copies, holders, present)


def seated(step: ChainStep, purpose: Purpose, row: Governed, initiator: Person) -> tuple[list[Holder], bool]:
    """Who is to sign, and whether enough of them can: the step's signers, else its fallback (无人可审).

    Whoever is recused counts as present: that decides who takes the seat when it is asked (`succession`).
    """
    named = _names(step, purpose, row, initiator)
    return named.seated(present_for(row, [*named.signers, *named.fallback]), initiator)


@dataclass(frozen=True, slots=True)
class _Named:
    """Whom a step names for one matter."""

    step: ChainStep
    signers: list[Holder]
    fallback: list[Holder]
    escalation: list[Holder]

    def seated(self, present: Present, initiator: Person) -> tuple[list[Holder], bool]:
        def fits(holder: Holder) -> bool:
            return present.fits(holder, but=initiator.pk)

        for holders in (self.signers, self.fallback):
            if _enough(self.step, holders, list(filter(fits, holders))):
                return holders, True
        there = [holder for holder in self.signers if fits(holder) or present.recused(holder)]
        return self.signers or self.fallback, _enough(self.step, self.signers, there)


def _names(step: ChainStep, purpose: Purpose, row: Governed, initiator: Person) -> _Named:
    uses = (SignerUse.SIGN, SignerUse.FALLBACK, SignerUse.ESCALATION)
    return _Named(step, *(_named(step, use, purpose, row, initiator) for use in uses))


def _named(
    step: ChainStep, use: SignerUse, purpose: Purpose, row: Governed, initiator: Person
) -> list[Holder]:
    """Of those with a part in the matter the initiator is left out: submitting is their signature."""
    holders = [holder for signer in lines_of(step, use) for holder in holders_of(signer, purpose, row)]
    return [holder for holder in holders if not (part_of(step) and holder == ("person", initiator.pk))]


def lines_of(step: ChainStep, use: SignerUse) -> list[ChainSigner]:
    return [signer for signer in step.signers.all() if signer.use == use]


def part_of(step: ChainStep) -> str:
    """The part in the matter whose people sign the step, all of them and nobody else; else empty."""
    named = [signer for signer in lines_of(step, SignerUse.SIGN) if signer.by == SignerBy.PEOPLE]
    return named[0].relation if named else ""


def holders_of(signer: ChainSigner, purpose: Purpose, row: Governed | None) -> list[Holder]:
    """The seats one line of a chain asks for; without a row, what is named by the matter gives none."""
    if signer.by == SignerBy.PEOPLE:
        return [("person", pk) for pk in purpose.people_of(row, signer.relation)] if row else []
    if signer.by == SignerBy.PERSON:
        return [("person", signer.person_id)] if signer.person_id else []
    if signer.by == SignerBy.KIND and row is None:
        return _best_staffed(signer)
    units = _units_of(signer, purpose, row)
    if signer.by == SignerBy.RELATION and signer.role == Role.LEADER_IN_CHARGE:
        return [("group", group.pk) for group in map(in_charge_of, units) if group]
    return [("group", group.pk) for group in directory().groups_of([unit.pk for unit in units], signer.role)]


def _units_of(signer: ChainSigner, purpose: Purpose, row: Governed | None) -> list[Unit]:
    """Where the role is held; a kind of unit means that of the commission whose matter it is."""
    if signer.by == SignerBy.KIND:
        return units_near(purpose.home(row), signer.unit_kind)
    unit = signer.unit
    if signer.by == SignerBy.RELATION:
        unit = purpose.unit_of(row, signer.relation) if row else None
    return [unit] if unit else []


def _best_staffed(signer: ChainSigner) -> list[Holder]:
    """A kind of unit before there is a matter: its groups in the commission that staffs most of them."""
    groups = PostGroup.objects.filter(role=signer.role, unit__kind=signer.unit_kind)
    commissions: dict[int | None, list[Holder]] = defaultdict(list)
    for pk, parent in groups.order_by("pk").values_list("pk", "unit__parent"):
        commissions[parent].append(("group", pk))
    return max(commissions.values(), key=lambda each: sum(map(staffed, each)), default=[])


def circle_of(purpose: Purpose, row: Governed) -> PersonQuerySet:
    """Those to whom the row can be passed on at all; everybody, unless it is kept within a circle."""
    circle, everybody = purpose.circle(row), Person.objects.all()
    if circle is None:
        return everybody
    of_groups = everybody.holding(group__in=circle.groups).values("pk")
    return everybody.filter(Q(pk__in=of_groups) | Q(pk__in=circle.people))


def possible_readers(purpose: Purpose, row: Governed) -> PersonQuerySet:
    """Everybody who could be let read the row: of its circle, in office, cleared, not recused."""
    return choice_for(row, circle_of(purpose, row)).offered


def left_out(purpose: Purpose, row: Governed) -> PersonQuerySet:
    """Who is not offered because of recusal. Only for whoever may know (`may_know_left_out`)."""
    return choice_for(row, circle_of(purpose, row)).not_offered


def takers(approval: Approval, row: Governed) -> PersonQuerySet:
    """Everybody the matter could be passed to for a signature or an opinion."""
    return possible_readers(purpose_of(approval.purpose), row).exclude(pk=approval.initiator_id)


def kept_close(purpose: Purpose, row: Governed) -> str:
    """The sentence that says so where the row is kept within a circle; else empty."""
    if purpose.circle(row) is None:
        return ""
    return _("This is kept within a circle of people: only those of the circle can be chosen.")


def validate_chain(chain: Chain, purpose: Purpose) -> list[str]:
    """What is wrong with a chain before any matter uses it: one sentence per fault, empty when sound."""
    faults = []
    steps = list(chain.steps.prefetch_related("signers__unit"))
    if not steps:
        faults.append(_("This chain has no steps."))
    for step in steps:
        signers = lines_of(step, SignerUse.SIGN)
        fixed = [signer for signer in signers if signer.by not in BY_MATTER]
        holders = [holder for signer in fixed for holder in holders_of(signer, purpose, None)]
        present = [holder for holder in holders if staffed(holder)]
        only_by_matter = len(fixed) < len(signers) and not fixed
        if not only_by_matter and not _enough(step, holders, present):
            faults.append(_misfit(step, holders))
    return faults


def staffed(holder: Holder) -> bool:
    """Whether anybody acts for this seat today."""
    side, pk = holder
    people = Person.objects.holding(group=pk) if side == "group" else Person.objects.filter(pk=pk).holding()
    return people.exists()


def _enough(step: ChainStep, holders: list[Holder], fitting: list[Holder]) -> bool:
    if step.mode in (Mode.ALL, Mode.IN_ORDER):
        return bool(holders) and len(fitting) == len(holders)
    return len(fitting) >= (step.quorum or 1)


def _misfit(step: ChainStep, holders: list[Holder]) -> str:
    units = ", ".join(
        str(group) for group in PostGroup.objects.filter(pk__in=[pk for s, pk in holders if s == "group"])
    )
    return _("Step %(position)s “%(name)s” fits nobody%(where)s.") % {
        "position": step.position,
        "name": step.name,
        "where": f" ({units})" if units else "",
    }


def _copy(named: _Named, holders: list[Any]) -> Step:
    step = named.step
    return Step(
        name=step.name,
        name_en=step.name_en,
        mode=Mode.ANY if step.mode == Mode.IN_ORDER else step.mode,
        quorum=step.quorum,
        deadline=step.deadline,
        same_person=step.same_person,
        escalation=step.escalation,
        hidden=step.hidden,
        editable=step.editable,
        part=part_of(step),
        holders=[list(holder) for holder in holders],
        fallback_holders=named.fallback,
        escalation_holders=named.escalation,
    )
