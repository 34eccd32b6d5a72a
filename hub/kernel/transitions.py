"""The two doors of the write path: lock the row, then enter the transition.

``viewflow.fsm`` checks neither permission nor lock when a transition is called, so both live here, once.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.core.exceptions import ImproperlyConfigured, ObjectDoesNotExist
from django.db import connection
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from viewflow.fsm.base import (
    SuperTransitionDescriptor,
    TransitionBoundMethod,
    TransitionConditionsUnmet,
    TransitionDescriptor,
)

from hub.kernel.acting import action, held_rows
from hub.kernel.errors import Conflict, NotAllowed, NotVisible, Stale
from hub.kernel.verdict import Verdict, deny

Row = TypeVar("Row", bound=Model)

WRONG_STATE = _("This step is not possible in the present state.")

__all__ = [
    "WRONG_STATE",
    "available",
    "check",
    "enter",
    "expect",
    "locked",
    "take_turns",
    "transition_names",
    "unguarded",
]


@contextmanager
def locked(rows: type[Row] | QuerySet[Row], **lookup: Any) -> Iterator[Row]:
    """Run an action on the one row matching ``lookup``, which is held until its transaction ends.

    ``rows`` is a model or, to lock only what a person may see, a queryset such as
    ``Clue.objects.visible_to(by)``. Only the row itself is locked, not what it joins. Asked again in the same
    action, for a model or for the same reader, it is the row that is held already.
    Raises ``NotVisible`` when there is no such row.
    """
    queryset = rows if isinstance(rows, QuerySet) else rows._base_manager.all()
    with action():
        yield _held(rows, queryset, lookup)


def _held(rows: Any, queryset: QuerySet[Row], lookup: dict[str, Any]) -> Row:
    """A queryset that says for whom it was opened, and nothing else, names itself by its `gate`."""
    held = held_rows()
    gate = None if rows is queryset.model else getattr(rows, "gate", rows)
    asked = (queryset.model, gate, *sorted(lookup.items()))
    if held is None or gate is rows:
        return _lock(queryset, lookup)
    if asked not in held:
        held[asked] = _lock(queryset, lookup)
    row: Row = held[asked]
    return row


def take_turns(names: Iterable[str]) -> None:
    """Let nobody else go on with these names until the transaction ends: for rows that are not there yet."""
    with connection.cursor() as cursor:
        # In one order for all, so that no two wait for each other.
        for name in sorted(names):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def hold(row: Model, **lookup: Any) -> None:
    """Note a row of its model that the running action has locked by a question of its own."""
    held = held_rows()
    if held is not None:
        held[(type(row), None, *sorted(lookup.items()))] = row


def is_held(model: type[Model], **lookup: Any) -> bool:
    """Whether the running action has locked the row of the model by this very lookup."""
    return (model, None, *sorted(lookup.items())) in (held_rows() or {})


def _lock(queryset: QuerySet[Row], lookup: dict[str, Any]) -> Row:
    """Who may see the row was asked before: where somebody else held it meanwhile, it is asked again."""
    asked = _with_lock(queryset).filter(**lookup)
    row = next(iter(asked.select_for_update(of=("self",), skip_locked=True)[:1]), None)
    if row is not None:
        return row
    try:
        row = asked.select_for_update(of=("self",)).get()
    except ObjectDoesNotExist:
        raise NotVisible from None
    look_again = getattr(queryset, "look_again", None)
    if look_again is not None and not look_again(row):
        raise NotVisible
    return row


def _with_lock(queryset: QuerySet[Row]) -> QuerySet[Row]:
    """What a model says that actions need of its rows besides comes with the lock, and is not locked."""
    besides = getattr(queryset.model, "with_lock", ())
    return queryset.select_related(*besides) if besides else queryset


def expect(row: Any, version: int) -> None:
    """The person acts on this version of the locked row. Raises ``Stale`` when it is another by now."""
    if row.version != version:
        raise Stale


def check(transition: TransitionBoundMethod, *, by: Any) -> None:
    """Raise what ``enter`` would raise for state and policy, without entering: before a form is shown.

    Asked in this order: does the present state allow it (else ``Conflict`` telling the state), does the
    policy allow ``by`` (else ``NotAllowed`` carrying the verdict).
    """
    if not transition.can_proceed(check_conditions=False):
        raise Conflict(
            WRONG_STATE,
            code="wrong-state",
            happened=_happened(transition),
        )
    verdict = _verdict(transition, by)
    if not verdict:
        raise NotAllowed(verdict)


def enter(transition: TransitionBoundMethod, *, by: Any, **data: Any) -> Any:
    """Perform ``transition`` (e.g. ``ClueFlow(clue).sign``) for the person ``by`` and return its result.

    State and policy are asked by ``check``; then whether the conditions are met (else ``Conflict``).
    ``data`` goes to the transition method.
    """
    check(transition, by=by)
    try:
        return transition(**data)
    except TransitionConditionsUnmet as unmet:
        raise Conflict(
            unmet.unmet_message or _("Something required for this step is still missing."),
            code="condition-unmet",
            happened=_happened(transition),
        ) from unmet


def available(flow: Any, by: Any) -> list[tuple[str, Verdict]]:
    """The transitions leaving the present state of ``flow``, each with the verdict for ``by``.

    In the order in which the flow declares them. A page shows the allowed ones as buttons and may
    explain the refused ones by ``verdict.reason``.
    """
    bound = {name: getattr(flow, name) for name in transition_names(type(flow))}
    leaving = {name: each for name, each in bound.items() if each.can_proceed(check_conditions=False)}
    verdicts: dict[Hashable, Verdict] = {}  # a policy that guards several of them is asked once
    for transition in leaving.values():
        policies = _policies_of(transition)
        if policies not in verdicts:
            verdicts[policies] = _verdict(transition, by)
    return [
        (name, _with_conditions(transition, verdicts[_policies_of(transition)]))
        for name, transition in leaving.items()
    ]


def transition_names(flow_class: type) -> list[str]:
    """The names of all transitions of a flow class in the order of declaration, inherited ones first."""
    found: dict[str, None] = {}
    for cls in reversed(flow_class.__mro__):
        for name, member in vars(cls).items():
            if isinstance(member, (TransitionDescriptor, SuperTransitionDescriptor)):
                found[name] = None
    return list(found)


def unguarded(flow_class: type) -> list[str]:
    """The names of the transitions that name no permission: must be empty, and a test says so."""
    return [
        name
        for name in transition_names(flow_class)
        if not all(callable(each.permission) for each in getattr(flow_class, name).get_transitions())
    ]


def _policies_of(transition: TransitionBoundMethod) -> Hashable:
    """What guards it, in whatever state; mostly one policy."""
    return frozenset(each.permission for each in transition.get_transitions())


def _with_conditions(transition: TransitionBoundMethod, verdict: Verdict) -> Verdict:
    if verdict and not transition.can_proceed():
        return deny("condition-unmet", _("Something required for this step is still missing."))
    return verdict


def _verdict(transition: TransitionBoundMethod, by: Any) -> Verdict:
    """The policy's verdict. A transition without a policy is a mistake in the program, for everybody."""
    verdict = transition.has_perm(by)
    if not isinstance(verdict, Verdict):
        raise ImproperlyConfigured(
            f"{transition.label}: a transition must name a permission that returns a Verdict."
        )
    return verdict


def _happened(transition: TransitionBoundMethod) -> dict[str, Any]:
    """What is true now; a flow with a `meanwhile` tells besides what was done last, when and by whom."""
    # viewflow keeps state and instance of a bound transition private and offers no public reading of them.
    flow = transition._instance
    return {"state": str(transition._state.get(flow)), **getattr(flow, "meanwhile", dict)()}
