"""From a flow class to a Markdown page: a Mermaid diagram, and a table that names the policies."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import override
from viewflow.fsm.base import DEFAULT, State, Transition

from hub.kernel.transitions import transition_names

_PAGE = """\
# {title}

Generated from `{module}.{flow}` by `python manage.py state_diagrams`: change the flow, not this file.

```mermaid
stateDiagram-v2
{diagram}
```

| transition | from | to | policy | meaning |
|---|---|---|---|---|
{table}
"""


class UnknownPolicy(LookupError):
    """A transition's permission does not lead to exactly one function of a `policies` room."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """One way from one state to another. States are the codes that the database holds."""

    name: str
    source: str
    target: str
    policy: str
    meaning: str


def arrows_of(flow: type) -> list[Arrow]:
    """All ways of the flow, in the order in which it declares them; of one transition, by source."""
    return [
        Arrow(
            name, _code(each.source), _reached(each, target), policy_of(each), inspect.getdoc(each.func) or ""
        )
        for name in transition_names(flow)
        for each in sorted(getattr(flow, name).get_transitions(), key=lambda each: _code(each.source))
        for target in each.declared_targets()
    ]


def policy_of(transition: Transition) -> str:
    """The name of the policy that guards it, with its room: "clues.clue.policies.may_manage".

    A flow wraps its policy in a function that hands over the row; the policy is what that function uses.
    """
    assert callable(transition.permission)
    used = inspect.getclosurevars(transition.permission)
    found = {*filter(_is_policy, [*used.nonlocals.values(), *used.globals.values()])}
    if len(found) != 1:
        raise UnknownPolicy(f"{transition}: {sorted(each.__name__ for each in found)}")
    policy = found.pop()
    return f"{policy.__module__}.{policy.__name__}"


def page_of(title: str, flow: type, states: type[models.TextChoices]) -> str:
    """The whole page, in English whatever the present language is."""
    with override("en"):
        return _PAGE.format(
            title=title,
            module=flow.__module__,
            flow=flow.__name__,
            diagram="\n".join(f"    {line}" for line in _diagram(flow, states)),
            table="\n".join(_row(arrow) for arrow in arrows_of(flow)),
        )


def _diagram(flow: type, states: type[models.TextChoices]) -> Iterator[str]:
    arrows = arrows_of(flow)
    yield from (f'state "{state.label}" as {state.value}' for state in states)
    yield f"[*] --> {_first(flow)}"
    yield from (f"{arrow.source} --> {arrow.target}: {arrow.name}" for arrow in arrows)
    left = {arrow.source for arrow in arrows if arrow.source != arrow.target}
    yield from (f"{state.value} --> [*]" for state in states if state.value not in left)


def _row(arrow: Arrow) -> str:
    cells = (f"`{cell}`" for cell in (arrow.name, arrow.source, arrow.target, arrow.policy))
    return f"| {' | '.join(cells)} | {arrow.meaning} |"


def _first(flow: type) -> str:
    """The state a new row is in; viewflow offers no public reading of it."""
    return _code(next(member for member in vars(flow).values() if isinstance(member, State))._default)


def _reached(transition: Transition, target: Any) -> str:
    """A transition without a target leaves the state as it is."""
    return _code(transition.source if target is DEFAULT else target)


def _code(state: Any) -> str:
    return str(getattr(state, "value", state))


def _is_policy(used: Any) -> bool:
    return isinstance(used, Callable) and "policies" in used.__module__.split(".")  # type: ignore[arg-type]
