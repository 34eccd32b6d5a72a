"""Drawing a new version of a chain, and releasing it. A released version is never changed again.

Whoever draws a draft is the only one to change it and never the one to release it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from hub.approvals.drafts import NewStep, faults_of, faults_of_chain
from hub.approvals.kinds import Kind
from hub.approvals.models import Chain, ChainStep
from hub.approvals.policies import RELEASED, may_change_draft, may_draw, may_release_chain
from hub.approvals.purposes import Purpose, purpose_of_chain
from hub.events.actions import record
from hub.kernel.acting import action, forget
from hub.kernel.errors import Conflict, Invalid, NotVisible, demand
from hub.kernel.transitions import locked


@action()
def draw_chain(code: str, *, by: Person) -> Chain:
    """A draft of the next version, as a copy of the newest. Raises Conflict where one is drawn already."""
    demand(may_draw(by))
    purpose = _purpose(code)
    versions = Chain.objects.filter(code=code)
    list(versions.select_for_update())
    drawn = versions.filter(draft=True).select_related("drawn_by").first()
    if drawn is not None:
        raise Conflict(
            _("A new version is being drawn already."),
            code="drawn",
            happened={"drawn_by": str(drawn.drawn_by or "")},
        )
    model = versions.order_by("-version").first()
    made = Chain.objects.create(
        code=code,
        version=(versions.aggregate(n=Max("version"))["n"] or 0) + 1,
        name=model.name if model else str(purpose.title),
        name_en=model.name_en if model else "",
        source=model.source if model else "",
        from_on=timezone.localdate(),
        draft=True,
        drawn_by=by,
    )
    if model is not None:
        _copy_steps(model, made)
    _note(Kind.CHAIN_DRAWN, made, by)
    return made


def describe_chain(chain_id: int, *, name: str, name_en: str, source: str, by: Person) -> Chain:
    """Name a draft and the rule it follows. Raises NotAllowed, Conflict for a released version."""
    with _draft(chain_id, by) as chain:
        chain.name, chain.name_en, chain.source = name.strip(), name_en.strip(), source.strip()
        chain.save(update_fields=["name", "name_en", "source"])
        _note(Kind.CHAIN_CHANGED, chain, by)
        return chain


def save_step(chain_id: int, new: NewStep, *, by: Person, step_id: int | None = None) -> ChainStep:
    """Put a step into a draft, or word it anew. Raises Invalid at the fields (`hub.approvals.drafts`)."""
    with _draft(chain_id, by) as chain:
        old = _step_of(chain, step_id) if step_id is not None else None
        faults = faults_of(new, _purpose(chain.code))
        if faults:
            raise Invalid(faults)
        if old is not None:
            _take_out(chain, old)
        made = _put_in(chain, new)
        _note(Kind.CHAIN_CHANGED, chain, by, step=made.position)
        return made


def remove_step(chain_id: int, step_id: int, *, by: Person) -> Chain:
    """Take a step out of a draft."""
    with _draft(chain_id, by) as chain:
        step = _step_of(chain, step_id)
        _take_out(chain, step)
        _note(Kind.CHAIN_CHANGED, chain, by, step=step.position)
        return chain


def discard_chain(chain_id: int, *, by: Person) -> None:
    """Throw a draft away; the ledger keeps that there was one."""
    with locked(Chain, pk=chain_id) as chain:
        demand(may_draw(by))
        _still_draft(chain)
        _note(Kind.CHAIN_DISCARDED, chain, by)
        chain.delete()


def release_chain(chain_id: int, *, from_on: date, by: Person) -> Chain:
    """Put a draft in force from a day on; the version before it ends the day before.

    What runs by then goes on as it was submitted. Raises NotAllowed for whoever drew it, Conflict, Invalid.
    """
    with locked(Chain, pk=chain_id) as chain:
        _still_draft(chain)
        demand(may_release_chain(chain, by))
        others = Chain.objects.filter(code=chain.code, draft=False).exclude(pk=chain.pk)
        list(others.select_for_update())
        if from_on < timezone.localdate():
            raise Invalid({"from_on": [_("This day is past.")]}, code="past")
        if others.filter(from_on__gte=from_on).exists():
            raise Invalid({"from_on": [_("Another version begins on this day or later.")]}, code="later")
        faults = faults_of_chain(chain, _purpose(chain.code))
        if faults:
            raise Invalid({"": faults}, code="unsound")
        open_end = Q(to_on__isnull=True) | Q(to_on__gte=from_on)
        others.filter(open_end).update(to_on=from_on - timedelta(days=1))
        chain.draft, chain.from_on, chain.released_by = False, from_on, by
        chain.save(update_fields=["draft", "from_on", "released_by"])
        told = {chain.drawn_by_id} if chain.drawn_by_id else set()
        _note(Kind.CHAIN_RELEASED, chain, by, to=told, from_on=from_on.isoformat())
        return chain


@contextmanager
def _draft(chain_id: int, by: Person) -> Iterator[Chain]:
    with locked(Chain, pk=chain_id) as chain:
        _still_draft(chain)
        demand(may_change_draft(chain, by))
        yield chain


def _purpose(code: str) -> Purpose:
    purpose = purpose_of_chain(code)
    if purpose is None:
        raise NotVisible
    return purpose


def _still_draft(chain: Chain) -> None:
    if not chain.draft:
        raise Conflict(RELEASED.reason, code="released")


def _step_of(chain: Chain, step_id: int) -> ChainStep:
    step = chain.steps.filter(pk=step_id).first()
    if step is None:
        raise NotVisible
    return step


def _copy_steps(model: Chain, made: Chain) -> None:
    for step in model.steps.prefetch_related("signers"):
        signers = list(step.signers.all())
        step.pk, step._state.adding, step.chain = None, True, made
        step.save()
        for signer in signers:
            signer.pk, signer._state.adding, signer.step = None, True, step
            signer.save()


def _take_out(chain: Chain, step: ChainStep) -> None:
    position = step.position
    step.delete()
    for later in chain.steps.filter(position__gt=position).order_by("position"):
        later.position -= 1
        later.save(update_fields=["position"])


def _put_in(chain: Chain, new: NewStep) -> ChainStep:
    position = min(max(new.position, 1), chain.steps.count() + 1)
    for later in chain.steps.filter(position__gte=position).order_by("-position"):
        later.position += 1
        later.save(update_fields=["position"])
    step = ChainStep.objects.create(
        chain=chain,
        position=position,
        name=new.name.strip(),
        name_en=new.name_en.strip(),
        mode=new.mode,
        quorum=new.quorum,
        deadline=new.deadline,
        same_person=new.same_person,
        escalation=new.escalation,
        hidden=list(new.hidden),
        editable=list(new.editable),
    )
    for number, line in enumerate(new.signers):
        signer = line.signer(number)
        signer.step = step
        signer.save()
    return step


def _note(kind: Kind, chain: Chain, by: Person, *, to: set[int] = frozenset(), **data: object) -> None:  # type: ignore[assignment]
    forget()
    record(kind, by=by, of=chain, to=to, data={"code": chain.code, "version": chain.version} | data)
