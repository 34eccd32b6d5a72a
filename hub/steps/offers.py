"""What can be done with a row now: for its page, and for the interface."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from hub.kernel.transitions import available
from hub.kernel.verdict import Verdict, deny
from hub.steps.step import Step


@dataclass(frozen=True, slots=True)
class Offer:
    """A transition that leaves a row's present state. step: None for what follows by itself. open: whether
    nothing but the verdict keeps the person from it."""

    name: str
    step: Step | None
    verdict: Verdict
    open: bool


def offers_of(steps: Iterable[Step], row: Any, person: Any) -> list[Offer]:
    """What the row's present state allows, in the order of its flow."""
    by_transition = {step.transition: step for step in steps if step.transition}
    flow = next(iter(by_transition.values())).of.flow
    assert flow is not None
    return [
        _offer(name, by_transition.get(name), row, person, said)
        for name, said in available(flow(row), person)
    ]


def _offer(name: str, step: Step | None, row: Any, person: Any, verdict: Verdict) -> Offer:
    kept = step.kept_by(row, person) if step is not None else None
    if kept is None:
        return Offer(name, step, verdict, open=True)
    return Offer(name, step, deny(kept.code, kept.message), open=False)


def action_for(step: Step, row: Any, verdict: Verdict) -> dict[str, Any]:
    """A step as templates/parts/action.html shows it."""
    return {
        "key": step.slug,
        "label": step.label,
        "verdict": verdict,
        "url": address_of(step, row),
        "style": step.style,
        "confirm": step.confirm,
        "hidden": {step.of.stamp: step.of.version_of(row)},
        "page": not step.confirm,
    }


def address_of(step: Step, row: Any) -> str:
    """The address of the step's page for a row."""
    return reverse(f"{step.of.app}:{step.page}", args=[step.of.key_of(row)])


def offer_shown(offer: Offer, row: Any) -> dict[str, Any]:
    """An offer as the interface shows it."""
    step, verdict = offer.step, offer.verdict
    url = reverse(f"{step.of.app}-api:{step.endpoint}", args=[step.of.key_of(row)]) if step else None
    return {
        "name": offer.name,
        "allowed": verdict.allowed,
        "code": verdict.code,
        "reason": verdict.reason,
        "url": url,
    }


def form_for(step: Step, row: Any, person: Any) -> dict[str, Any] | None:
    """A step whose form stands on the row's own page, as templates/steps/inline.html shows it; None for
    whoever cannot take it now."""
    if not step.verdict(row, person):
        return None
    form = step.form(row=row, by=person)
    form.offer()
    hidden = {step.of.stamp: step.of.version_of(row)}
    return {"step": step, "form": form, "action": address_of(step, row), "hidden": hidden}
