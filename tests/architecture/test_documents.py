"""What documents name is there: links, files, folders and modules. Each decision has its number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = "hub|clues|accounts|coordination|templates|tests|docs|deploy|locale"
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("deploy/*.md"), *ROOT.glob("docs/**/*.md")])

LINK = re.compile(r"\]\(([^)\s]+)\)")
# A path begins with a folder of the checkout; an address of a page begins with a slash and is none.
PATH = re.compile(rf"(?<![\w/.<])(?:{ROOMS})/[\w./*{{}},-]*[\w*}}/]")
MODULE = re.compile(r"(?<![\w/.])(?:hub|clues|accounts|coordination|tests)(?:\.[A-Za-z_]\w*)+\b(?![/(*])")
NO_MODULES = {"hub.example": "a host", "clues.view_clue": "a permission"}


def words(page: Path) -> str:
    """The text without the targets of its links, which are asked for apart."""
    return LINK.sub("]", page.read_text())


def stands(path: str) -> bool:
    """Whether a file or a folder of this name, or of each that it stands for, is in the checkout.

    The rules of the field name their tests from `tests` on (`tests/field_rules.py`).
    """
    above = ROOT / "tests" if path.rpartition("/")[2].startswith("test_") else ROOT
    return all(any(ROOT.glob(each)) or any(above.glob(each)) for each in spelled_out(path.rstrip("/")))


def spelled_out(path: str) -> Iterator[str]:
    """`a/{b,c}.py` is two files."""
    head, brace, rest = path.partition("{")
    if not brace:
        yield path
        return
    several, _brace, tail = rest.partition("}")
    yield from (f"{head}{each}{tail}" for each in several.split(","))


def is_module(name: str) -> bool:
    """Whether it is a module, or something that a module holds."""
    *above, last = name.split(".")
    whole = ROOT.joinpath(*above, last)
    if whole.is_dir() or whole.with_suffix(".py").exists():
        return True
    holder = ROOT.joinpath(*above)
    files = [holder.with_suffix(".py"), holder / "__init__.py"]
    return any(file.exists() and re.search(rf"\b{last}\b", file.read_text()) for file in files)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_document_names_is_there(page):
    links = [link.partition("#")[0] for link in LINK.findall(page.read_text()) if "://" not in link]
    lost = [link for link in links if not (page.parent / link).exists()]
    lost += [path for path in PATH.findall(words(page)) if not stands(path)]
    lost += [name for name in MODULE.findall(words(page)) if name not in NO_MODULES and not is_module(name)]
    assert lost == []


def test_much_is_named():
    named = [name for page in PAGES for name in PATH.findall(words(page))]
    assert len(named) > 150


@pytest.mark.parametrize("lost", ["clues/nowhere/actions.py", "clues/{urls,nowhere}.py", "test_nowhere.py"])
def test_what_is_lost_is_missed(lost):
    assert stands("clues/{urls,steps}.py")
    assert not stands(lost)


def test_each_decision_has_a_number_of_its_own():
    decisions = sorted((ROOT / "docs" / "adr").glob("*.md"))
    numbers = [int(page.name.partition("-")[0]) for page in decisions]
    assert numbers == list(range(1, len(numbers) + 1))
    assert [page.name for page, n in zip(decisions, numbers, strict=True) if not says(page, n)] == []


def says(page: Path, number: int) -> bool:
    """Whether the page's heading has the number."""
    return page.read_text().startswith(f"# {number}. ")
