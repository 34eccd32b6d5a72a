"""One action: a transaction, one look at what is asked again and again, and what is done once at its end."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import transaction
from django.http import HttpRequest, HttpResponse

Answer = TypeVar("Answer")
AtEnd = Callable[[list[Any]], None]

_look: ContextVar[dict[Hashable, Any] | None] = ContextVar("look", default=None)
_running: ContextVar[_Action | None] = ContextVar("action", default=None)


@dataclass(slots=True)
class _Action:
    """kept: what waits for the end, by who takes it then. rows: what is locked, by how it was asked for."""

    kept: dict[AtEnd, list[Any]] = field(default_factory=dict)
    rows: dict[Hashable, Any] = field(default_factory=dict)

    def finish(self) -> None:
        for at_end, items in self.kept.items():
            if items:
                at_end(items)


@contextmanager
def looking() -> Iterator[None]:
    """One look: what is asked by `once` meanwhile is asked once. A look within another one is the same."""
    if _look.get() is not None:
        yield
        return
    token = _look.set({})
    try:
        yield
    finally:
        _look.reset(token)


class LookingMiddleware:
    """A request looks once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with looking():
            return self.get_response(request)


def once(what: Hashable, ask: Callable[[], Answer]) -> Answer:
    """The answer, asked for at most once in a look; outside of one it is asked for every time.

    For what an action or a request should see in one state: rules, the calendar, chains in force.
    """
    look = _look.get()
    if look is None:
        return ask()
    if what not in look:
        look[what] = ask()
    answer: Answer = look[what]
    return answer


def known(what: Hashable) -> bool:
    """Whether the present look has the answer already."""
    return what in (_look.get() or {})


def tell(what: Hashable, answer: Any) -> None:
    """Let the present look know the answer, which came with another one."""
    look = _look.get()
    if look is not None:
        look[what] = answer


def forget() -> None:
    """Forget what was asked in this look. Called by whoever changes what `once` is used for."""
    look = _look.get()
    if look is not None:
        look.clear()


@contextmanager
def action() -> Iterator[None]:
    """One transaction and one look; an action within another one is a part of it, and fails with it.

    What was kept by `at_end` is done before the transaction commits, and dropped where it fails.
    """
    if _running.get() is not None:
        with transaction.atomic(savepoint=False):
            yield
        return
    running = _Action()
    token = _running.set(running)
    try:
        with looking(), transaction.atomic():
            yield
            running.finish()
    finally:
        _running.reset(token)


@contextmanager
def attempt() -> Iterator[None]:
    """A part of an action that may fail alone: the caller catches its error, and nothing of it is left.

    The one way to undo a part of an action. A savepoint of another kind would leave in the ledger what was
    undone (`tests/architecture` looks for them).
    """
    running = _running.get()
    if running is None:
        with action():
            yield
        return
    kept = {at_end: len(items) for at_end, items in running.kept.items()}
    try:
        with transaction.atomic():
            yield
    except BaseException:
        for at_end, items in running.kept.items():
            del items[kept.get(at_end, 0) :]
        running.rows.clear()
        forget()
        raise


def at_end(take: AtEnd, item: Any) -> None:
    """Keep the item until the end of the action: then `take` gets all that were kept for it, in their order.

    Raises RuntimeError outside of an action.
    """
    running = _running.get()
    if running is None:
        raise RuntimeError(f"{take.__qualname__} is for the end of an action, and none is running")
    running.kept.setdefault(take, []).append(item)


def held_rows() -> dict[Hashable, Any] | None:
    """The rows that the running action has locked, by how they were asked for; None outside of one."""
    running = _running.get()
    return None if running is None else running.rows
