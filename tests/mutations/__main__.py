"""`make mutations`: put each fault into a copy of the checkout, run the tests that are to catch it, and tell.

ARGS: words of the names of faults; only those are tried. `--places` only looks whether each fault still has
its place. caught.csv beside this file says what was caught before. Ends with 1 where less is caught now,
where a fault has no place any more, or where the tests fail without any fault. `--write` writes it anew.
"""

from __future__ import annotations

import argparse
import csv
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.mutations import actions, gate, policies, turns
from tests.mutations.fault import Fault, NoPlace, place_of, tests_of

ROOT = Path(__file__).resolve().parents[2]
BEFORE = Path(__file__).with_name("caught.csv")
FAULTS: list[Fault] = [*policies.FAULTS, *gate.FAULTS, *turns.FAULTS, *actions.FAULTS]
# What make has built lies beside the sources and is not copied with them.
BUILT = (".venv", "staticfiles", "hub/assets/dist")
LONGEST = 400  # seconds for the tests of one fault: a fault that hangs is caught


@dataclass(frozen=True, slots=True)
class Found:
    """What became of a fault: `by` is the first test that failed, empty where none did."""

    fault: Fault
    by: str
    seconds: float


def main(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="make mutations")
    parser.add_argument("--places", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("words", nargs="*")
    options = parser.parse_args(words)
    faults = [fault for fault in FAULTS if all(word in fault.name for word in options.words)]
    if lost := [*_without_place(faults)]:
        print(*lost, sep="\n")
        return 1
    print(f"{len(faults)} faults have their places")
    return 0 if options.places else _try_all(faults, write=options.write)


def _without_place(faults: Sequence[Fault]) -> Iterator[str]:
    for fault in faults:
        try:
            place_of(fault, ROOT)
            tests_of(fault, ROOT)
        except NoPlace as lost:
            yield str(lost)


def _try_all(faults: Sequence[Fault], *, write: bool) -> int:
    before = _read() if BEFORE.exists() else {}
    with _copy() as copy:
        if healthy := _fails_without_fault(faults, copy):
            print(f"{healthy} fails without any fault: nothing can be said")
            return 1
        found = [_try(fault, copy) for fault in faults]
    caught = sum(bool(each.by) for each in found)
    print(f"{caught} of {len(found)} faults are caught")
    if write:
        _write(found)
    worse = [each.fault.name for each in found if not each.by and before.get(each.fault.name)]
    print(*(f"caught before: {name}" for name in worse), sep="\n")
    return 1 if worse else 0


def _fails_without_fault(faults: Sequence[Fault], copy: Path) -> str:
    files = dict.fromkeys(path for fault in faults for path in tests_of(fault, copy))
    return _first_failure([*files], copy, longest=4 * LONGEST)


def _try(fault: Fault, copy: Path) -> Found:
    place, began = place_of(fault, copy), time.monotonic()
    place.path.write_text(place.with_fault(fault))
    try:
        by = _first_failure(tests_of(fault, copy), copy)
    finally:
        place.path.write_text(place.text)
    found = Found(fault, by, time.monotonic() - began)
    print(f"{'caught' if by else 'NOT CAUGHT':<11} {found.seconds:4.0f} s  {fault.name:<70} {by}", flush=True)
    return found


def _first_failure(files: Sequence[Path], copy: Path, *, longest: int = LONGEST) -> str:
    """The first test that fails in these files; empty where all pass."""
    command = [sys.executable, "-m", "pytest", "-x", "-n0", "-q", "-m", "not soak", "--no-header", "-p"]
    command += ["no:cacheprovider", "--reuse-db", *map(str, files)]
    try:
        done = subprocess.run(
            command, cwd=copy, env=os.environ, capture_output=True, text=True, timeout=longest, check=False
        )
    except subprocess.TimeoutExpired:
        return "it did not end"
    if done.returncode == 0:
        return ""
    failed = re.search(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
    return failed[1] if failed else f"pytest ended with {done.returncode}"


@contextmanager
def _copy() -> Iterator[Path]:
    """A copy of what git knows here, changes included, with what was built."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder).resolve()
        for name in filter(None, names):
            if (ROOT / name).is_file():
                (copy / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(ROOT / name, copy / name)
        for name in BUILT:
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).symlink_to(ROOT / name)
        for built in ROOT.glob("locale/*/LC_MESSAGES/*.mo"):
            shutil.copyfile(built, copy / built.relative_to(ROOT))
        yield copy


def _read() -> dict[str, str]:
    with BEFORE.open(newline="") as file:
        return {row["fault"]: row["caught_by"] for row in csv.DictReader(file)}


def _write(found: Sequence[Found]) -> None:
    with BEFORE.open("w", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(["fault", "caught_by"])
        lines.writerows([each.fault.name, each.by] for each in found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
