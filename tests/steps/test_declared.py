"""Every declared step: its page, its endpoint, its form, who may take it, and its words in both languages."""

from __future__ import annotations

from collections import Counter

import pytest
from django.urls import NoReverseMatch, Resolver404, get_resolver, resolve, reverse
from django.utils.translation import override

from clues.steps import STARTS, STEPS
from hub.approvals.steps import DECISIONS
from hub.approvals.steps import STEPS as APPROVAL_STEPS
from hub.steps.endpoints import StepDoor
from hub.steps.forms import StepForm
from hub.steps.pages import StepPage
from hub.steps.starts import Start
from hub.steps.step import Step

ALL = [*STEPS, *APPROVAL_STEPS]
# Their page is the approval's sheet, which asks for a decision and not for one step.
# Whoever sees such a row, or such a clue, may take the step: the gate for reading is the whole answer.
BY_SIGHT = {"opening-answer", "evidence-check", "clue-subject/wrong"}
ON_A_PAGE = [step for step in ALL if step not in DECISIONS]


def named(step: Step) -> str:
    return f"{step.of.name}-{step.slug}"


def route_of(space: str, name: str) -> tuple[str, dict[str, str]]:
    """The address of a route, with something in its place for each of its arguments."""
    for pattern in get_resolver().url_patterns:
        found = _below(pattern, space, name)
        if found is not None:
            return found
    raise NoReverseMatch(f"{space}:{name}")


def _below(pattern, space, name):
    if getattr(pattern, "namespace", None) == space:
        for each in pattern.url_patterns:
            if each.name == name:
                asked = each.pattern.converters
                return name, {key: _sample(converter) for key, converter in asked.items()}
    for each in getattr(pattern, "url_patterns", []):
        found = _below(each, space, name)
        if found is not None:
            return found
    return None


def _sample(converter) -> str:
    return "1" if type(converter).__name__ == "IntConverter" else "XS-2026-000001"


def view_at(space: str, name: str):
    _name, arguments = route_of(space, name)
    return resolve(reverse(f"{space}:{name}", kwargs=arguments)).func


@pytest.mark.parametrize("step", ON_A_PAGE, ids=named)
def test_each_has_the_one_page(step):
    view = view_at(step.of.app, step.page)
    assert issubclass(view.view_class, StepPage)
    assert view.view_initkwargs["step"] is step


@pytest.mark.parametrize("step", ALL, ids=named)
def test_each_has_the_one_endpoint(step):
    view = view_at(f"{step.of.app}-api", step.endpoint)
    assert issubclass(view.cls, StepDoor)
    assert view.cls.step is step


@pytest.mark.parametrize("step", ALL, ids=named)
def test_each_says_who_takes_it_and_what_is_typed(step):
    assert bool(step.transition or step.may or step.closed) is not (named(step) in BY_SIGHT)
    assert issubclass(step.form, StepForm)
    assert step.shape().fields is not None
    assert (step.action.__doc__ or "").strip()


@pytest.mark.parametrize("step", [*ON_A_PAGE, *STARTS], ids=lambda each: each.page)
def test_each_has_its_words_in_both_languages(step: Step | Start):
    fields = [field.label for field in step.form.base_fields.values() if field.label]
    for text in [step.label, step.done, step.explains, getattr(step, "confirm", ""), *fields]:
        if not text:
            continue
        with override("en"):
            english = str(text)
        with override("zh-hans"):
            assert str(text) != english, english


def test_no_two_steps_share_a_page_or_an_endpoint():
    for names in ([step.page for step in ON_A_PAGE], [step.endpoint for step in ALL]):
        assert [name for name, count in Counter(names).items() if count > 1] == []


def test_rows_know_all_steps_that_were_declared_of_them():
    declared = {id(step) for rows in {id(step.of): step.of for step in ALL}.values() for step in rows.steps}
    assert declared == {id(step) for step in ALL}


def test_a_route_that_is_not_there_is_noticed():
    with pytest.raises(NoReverseMatch):
        route_of("clues", "clue-fly")
    with pytest.raises(Resolver404):
        resolve("/clues/XS-2026-000001/fly/")
