"""What the import contracts cannot say of the clue app: pages, interface and steps of a room are its own."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
IMPORTED = re.compile(r"^from clues\.(\w+)\.(pages|api|steps)\b", re.M)


def test_no_room_imports_pages_interface_or_steps_of_another_one():
    """Only what composes them does: urls.py, endpoints.py and steps.py beside the rooms."""
    looked_at, found = 0, []
    for path in sorted((ROOT / "clues").glob("*/**/*.py")):
        room = path.relative_to(ROOT / "clues").parts[0]
        looked_at += 1
        others = [match for match in IMPORTED.findall(path.read_text()) if match[0] != room]
        found += [f"{path.relative_to(ROOT)}: {other}.{file}" for other, file in others]
    assert found == []
    assert looked_at > 200
