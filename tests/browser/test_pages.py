"""Every page, both languages, both sizes: it opens, fits the screen, and axe finds nothing to object to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import get_resolver

from clues.clue.terms import ClueState
from tests.browser.conftest import PHONE, WIDE, Visitor
from tests.factories import clue_at
from tests.places import AFTER_RETURN, places

pytestmark = pytest.mark.xdist_group("browser")

AREAS = ("home", "events:", "clues:", "approvals:", "accounts:", "chains:")
# Routes that answer a page's script or a button, not a person.
NOT_PAGES = {
    "events:notice-read",
    "events:badge",
    "events:fresh",
    "clues:letter-candidates",
    "clues:letter-file",
    "clues:custody-file",
    "clues:letter-import-progress",
    "clues:letter-import-cancel",
    "clues:letter-import-resume",
    "clues:letter-import-quarantine",
    "clues:clue-changed",
    "accounts:load-refused",
    "approvals:print",
    "clues:inquiry-print",
}

LANGUAGES = ("zh-hans", "en")
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def routes() -> set[str]:
    """Every named route of the areas people see."""
    found = set()
    for pattern in get_resolver().url_patterns:
        space = f"{pattern.namespace}:" if getattr(pattern, "namespace", None) else ""
        for each in getattr(pattern, "url_patterns", []):
            if getattr(each, "name", None):
                found.add(f"{space}{each.name}")
    return {name for name in found if name.startswith(AREAS)}


def objections_to(visitor: Visitor, route: str, path: str, *, by_axe: bool) -> Iterator[str]:
    if visitor.open(path) != 200:
        yield f"{route}: did not open"
        return
    for found in Axe().run(visitor.page).response["violations"] if by_axe else []:
        where = "; ".join(str(node["target"]) for node in found["nodes"][:3])
        yield f"{route}: {found['id']} at {where}"
    # The window stays as small or wide as it is left: to change its size takes longer than to measure it.
    for size in (PHONE, WIDE) if visitor.page.viewport_size == PHONE else (WIDE, PHONE):
        visitor.page.set_viewport_size(size)
        if visitor.page.evaluate(TOO_WIDE):
            yield f"{route}: wider than {size['width']} pixels"


def test_every_page_opens_fits_and_satisfies_axe(visit):
    wanted = places()
    assert set(wanted) | NOT_PAGES | AFTER_RETURN == routes()
    people = {who for who, _path in wanted.values()}
    windows = {(who, language): visit(who, language=language) for who in people for language in LANGUAGES}
    # What axe finds hardly depends on the language: the pages take turns, each is opened in both.
    found = [
        f"{language}: {objection}"
        for place, (route, (who, path)) in enumerate(sorted(wanted.items()))
        for turn, language in enumerate(LANGUAGES)
        for objection in objections_to(windows[who, language], route, path, by_axe=turn == place % 2)
    ]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_entrance_and_the_refusals_satisfy_axe(visit, language):
    objections = []
    for visitor, path, status in (
        (visit(language=language), "/accounts/login/", 200),
        (visit("manager", language=language), "/clues/XS-2026-999999/", 404),
        (visit("manager", language=language), "/ledger/", 403),
    ):
        assert visitor.open(path) == status
        objections += [f"{path}: {found['id']}" for found in Axe().run(visitor.page).response["violations"]]
    assert objections == []


def test_a_chinese_page_has_no_english_left(visit):
    """What remains in Latin letters are numbers of matters, codes and user names."""
    visitor = visit("manager")
    for path in ("/", "/clues/", f"/clues/{clue_at(ClueState.REGISTERED).number}/"):
        visitor.open(path)
        words = visitor.page.locator("nav, h1, h2, dt, th, label, button").all_inner_texts()
        english = [
            word for word in words if any(c.isascii() and c.isalpha() for c in word.replace("English", ""))
        ]
        assert [word for word in english if word.strip() not in {"manager"}] == []
