"""Dead code: what vulture finds and no template, setting or job names by a word. Part of `make check`.

Only what can be called is asked about: fields, choices and settings are read by frameworks. What the tests
alone use is dead too.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vulture import Vulture

ROOT = Path(__file__).resolve().parents[1]
CALLED = {"function", "class", "method", "property"}


def main() -> int:
    said = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["vulture"]
    known = {*_in_templates(), *_in_paths(said["paths"])}
    dead = [item for item in _unused(said) if item.name not in known]
    for item in dead:
        print(f"{item.filename.relative_to(ROOT)}:{item.first_lineno}: nobody uses {item.typ} {item.name}")  # noqa: T201
    return len(dead)


def _unused(said: dict[str, Any]) -> Iterator[Any]:
    found = Vulture(ignore_names=said["ignore_names"], ignore_decorators=said["ignore_decorators"])
    found.scavenge([str(ROOT / path) for path in said["paths"]], exclude=said["exclude"])
    yield from (
        item
        for item in found.get_unused_code()
        if item.typ in CALLED and "migrations" not in item.filename.parts
    )


def _in_templates() -> Iterator[str]:
    for path in (ROOT / "templates").rglob("*.*"):
        yield from re.findall(r"\w+", path.read_text())


def _in_paths(rooms: list[str]) -> Iterator[str]:
    """The last word of every dotted string: settings, jobs and handlers are named so."""
    for room in rooms:
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())) if "node_modules" not in path.parts else ():
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield from re.findall(r"^[\w.]+\.(\w+)$", node.value)


if __name__ == "__main__":
    sys.exit(min(main(), 1))
