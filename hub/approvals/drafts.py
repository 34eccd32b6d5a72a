"""A step of a chain as an administrator words it, and what is wrong with it: sentences at the fields."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person, Unit
from hub.approvals.models import Chain, ChainSigner
from hub.approvals.purposes import Purpose
from hub.approvals.signers import BY_MATTER, holders_of, staffed, validate_chain
from hub.approvals.terms import Mode, SamePerson, SignerBy, SignerUse
from hub.rules.models import Deadline

Faults = dict[str, list[str]]

# What a line has to name, by the way in which it names its signer.
NEEDS = {
    SignerBy.UNIT: ("role", "unit"),
    SignerBy.KIND: ("role", "unit_kind"),
    SignerBy.RELATION: ("role", "relation"),
    SignerBy.PERSON: ("person",),
    SignerBy.PEOPLE: ("relation",),
}


@dataclass(frozen=True, slots=True)
class SignerLine:
    """One line of a step: a role in a unit, in the units of a kind, in a unit of the matter, a person, or
    everybody with a part in the matter."""

    by: str
    use: str = SignerUse.SIGN
    role: str = ""
    unit: Unit | None = None
    unit_kind: str = ""
    relation: str = ""
    person: Person | None = None

    def signer(self, position: int = 0) -> ChainSigner:
        """Unsaved; only what this way of naming needs is kept."""
        needed = {name: getattr(self, name) for name in NEEDS[SignerBy(self.by)]}
        return ChainSigner(position=position, use=self.use, by=self.by, **needed)


@dataclass(frozen=True, slots=True)
class NewStep:
    """position: its place among the steps, from 1; those at and behind it move back."""

    name: str
    position: int
    signers: Sequence[SignerLine]
    name_en: str = ""
    mode: str = Mode.ANY
    quorum: int | None = None
    deadline: str = "approval.step"
    same_person: str = SamePerson.PASS
    escalation: str = ""
    hidden: Sequence[str] = ()
    editable: Sequence[str] = ()


def faults_of(new: NewStep, purpose: Purpose) -> Faults:
    """Field -> sentences; a line's fields are named "signers-0-unit" and so on. Empty when it is sound."""
    faults: Faults = defaultdict(list)
    for name, said in (*_quorum(new, purpose), *_times(new), *_content(new, purpose), *_lines(new, purpose)):
        faults[name].append(said)
    return dict(faults)


def faults_of_chain(chain: Chain, purpose: Purpose) -> list[str]:
    """What stands against releasing it: one sentence per fault."""
    faults = validate_chain(chain, purpose)
    for step in chain.steps.all():
        for code in filter(None, (step.deadline, step.escalation)):
            if not rule_in_force(code):
                faults.append(
                    _("Step %(position)s “%(name)s”: no deadline rule “%(code)s” is in force.")
                    % {"position": step.position, "name": step.name, "code": code}
                )
    return faults


def rule_in_force(code: str) -> bool:
    return Deadline.objects.valid_on(timezone.localdate()).filter(code=code).exists()


def _quorum(new: NewStep, purpose: Purpose) -> Iterable[tuple[str, str]]:
    if new.mode != Mode.QUORUM:
        if new.quorum is not None:
            yield "quorum", _("A number is given only where a number of them sign.")
        return
    if not new.quorum:
        yield "quorum", _("Say how many have to sign.")
        return
    seats = sum(_seats(line, purpose) for line in new.signers if line.use == SignerUse.SIGN)
    if new.quorum > seats:
        yield (
            "quorum",
            _("%(quorum)s have to sign, and there are only %(seats)s.")
            % {"quorum": new.quorum, "seats": seats},
        )


def _seats(line: SignerLine, purpose: Purpose) -> int:
    """What is named by the matter gives one seat; otherwise as many as one commission has groups."""
    if _missing(line):
        return 0
    return 1 if line.by in BY_MATTER else len(holders_of(line.signer(), purpose, None))


def _times(new: NewStep) -> Iterable[tuple[str, str]]:
    unknown = _("No deadline rule of this code is in force.")
    if not rule_in_force(new.deadline):
        yield "deadline", unknown
    if new.escalation and not rule_in_force(new.escalation):
        yield "escalation", unknown
    escalates = any(line.use == SignerUse.ESCALATION for line in new.signers)
    if escalates and not new.escalation:
        yield "escalation", _("Say after which time it passes on.")
    if new.escalation and not escalates:
        yield "escalation", _("Name below who signs when time has run out.")


def _content(new: NewStep, purpose: Purpose) -> Iterable[tuple[str, str]]:
    if set(new.hidden) - set(purpose.fields):
        yield "hidden", _("The content has no such field.")
    if set(new.editable) - set(purpose.amend):
        yield "editable", _("Signers cannot change this field.")
    if set(new.editable) & set(new.hidden):
        yield "editable", _("A field that is hidden cannot be changed.")


def _lines(new: NewStep, purpose: Purpose) -> Iterable[tuple[str, str]]:
    if not any(line.use == SignerUse.SIGN for line in new.signers):
        yield "", _("Name at least one who signs.")
    if len(new.signers) > 1 and any(line.by == SignerBy.PEOPLE for line in new.signers):
        yield "", _("Those with a part in the matter sign in a step of their own, and nobody in their place.")
    for number, line in enumerate(new.signers):
        missing = _missing(line)
        for name in missing:
            yield f"signers-{number}-{name}", _("This is needed here.")
        if not missing:
            for name, said in _unfit(new, line, purpose):
                yield f"signers-{number}-{name}", said


def _missing(line: SignerLine) -> list[str]:
    return [name for name in NEEDS[SignerBy(line.by)] if not getattr(line, name)]


def _unfit(new: NewStep, line: SignerLine, purpose: Purpose) -> Iterable[tuple[str, str]]:
    if line.by == SignerBy.RELATION:
        if line.relation not in purpose.relations:
            yield "relation", _("Such matters have no unit in this relation.")
        return
    if line.by == SignerBy.PEOPLE:
        if line.relation not in purpose.people:
            yield "relation", _("Nobody has this part in such matters.")
        return
    if any(staffed(holder) for holder in holders_of(line.signer(), purpose, None)):
        return
    where: Any = line.unit or (
        line.person if line.by == SignerBy.PERSON else line.signer().get_unit_kind_display()
    )
    yield (
        NEEDS[SignerBy(line.by)][-1],
        _("Step %(position)s fits nobody: nobody holds this post today (%(where)s).")
        % {"position": new.position, "where": where},
    )
