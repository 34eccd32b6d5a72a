"""What a fault is, and where in the project it belongs, wherever its function lies today."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOMS = ("accounts", "clues", "coordination", "hub")
_LEFT_OUT = {"migrations", "node_modules", "demo"}


class NoPlace(Exception):
    """The text of a fault is nowhere, or in several places: the fault has to be made anew."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One wrong line.

    where: qualified name of the function, class or constant. old, new: what stands there once, and the fault.
    caught_by: ends of paths of test files under tests/, those that are expected to fail.
    """

    name: str
    where: str
    old: str
    new: str
    caught_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A file, and the characters of it that belong to one name."""

    path: Path
    text: str
    start: int
    end: int

    def with_fault(self, fault: Fault) -> str:
        """The whole file with the fault in it."""
        changed = self.text[self.start : self.end].replace(fault.old, fault.new)
        return self.text[: self.start] + changed + self.text[self.end :]


def place_of(fault: Fault, root: Path) -> Place:
    """The one place under the name that holds the text exactly once."""
    found = [
        place
        for place in _named(fault.where, root)
        if place.text[place.start : place.end].count(fault.old) == 1
    ]
    if len(found) != 1:
        raise NoPlace(f"{fault.name}: {len(found)} places called {fault.where} hold {fault.old!r} once")
    return found[0]


def tests_of(fault: Fault, root: Path) -> list[Path]:
    """The test files, wherever they lie under tests/."""
    files = []
    for end in fault.caught_by:
        here = sorted(path for path in (root / "tests").rglob("test_*.py") if f"/{path}".endswith(f"/{end}"))
        if not here:
            raise NoPlace(f"{fault.name}: no test file ends with {end}")
        files += here
    return files


def _named(where: str, root: Path) -> Iterator[Place]:
    last = where.rpartition(".")[2]
    for room in ROOMS:
        for path in sorted((root / room).rglob("*.py")):
            text = path.read_text()
            if last in text and not _LEFT_OUT & set(path.parts):
                yield from _in_file(where, path, text)


def _in_file(where: str, path: Path, text: str) -> Iterator[Place]:
    starts = [0]
    for line in text.encode().splitlines(keepends=True):
        starts.append(starts[-1] + len(line))

    def offset(line: int, column: int) -> int:
        return len(text.encode()[: starts[line - 1] + column].decode())

    for name, node in _definitions(ast.parse(text).body, ""):
        if name == where:
            start = offset(node.lineno, node.col_offset)
            yield Place(path, text, start, offset(node.end_lineno or 0, node.end_col_offset or 0))


def _definitions(body: list[ast.stmt], before: str) -> Iterator[tuple[str, ast.stmt]]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield before + node.name, node
        if isinstance(node, ast.ClassDef):
            yield from _definitions(node.body, f"{before}{node.name}.")
        if isinstance(node, ast.Assign):
            yield from ((before + each.id, node) for each in node.targets if isinstance(each, ast.Name))
