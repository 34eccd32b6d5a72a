"""The addresses of steps."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import URLPattern, path

from hub.steps.endpoints import StepDoor, endpoint_of
from hub.steps.pages import StepPage
from hub.steps.step import Step


def pages_of(steps: Iterable[Step], page: type[StepPage] = StepPage) -> list[URLPattern]:
    """A page for each step, below the page of its row or at that of its part."""
    return [path(_address(step), page.as_view(step=step), name=step.page) for step in steps]


def endpoints_of(steps: Iterable[Step], door: type[StepDoor] = StepDoor) -> list[URLPattern]:
    """An endpoint for each step, below that of its row."""
    return [
        path(f"{step.of.endpoint}/{step.address}", endpoint_of(step, door).as_view(), name=step.endpoint)
        for step in steps
    ]


def _address(step: Step) -> str:
    return step.part.page if step.part else f"{step.of.page}{step.slug}/"
