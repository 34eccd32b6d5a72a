"""`make bench`: every benchmark, each figure beside its target; exits 1 when one is missed.

`python -m tests.bench listing` runs one of them.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module

import django

BENCHES = ("listing", "rest_list", "sockets", "approvals")


def main(names: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")
    django.setup()
    prepare = import_module("tests.bench.prepare")
    prepare.prepare()
    missed: list[str] = []

    def report(name: str, figure: float, target: float | None) -> None:
        """A positive target is an upper bound, a negative one (its absolute) a lower bound."""
        holds = target is None or (figure <= target if target > 0 else figure >= -target)
        bound = "" if target is None else f"  target {'<=' if target > 0 else '>='} {abs(target):,.10g}"
        print(f"{'ok    ' if holds else 'MISSED'} {figure:>12,.2f}{bound:<24} {name}", flush=True)
        if not holds:
            missed.append(name)

    for name in names or BENCHES:
        import_module(f"tests.bench.{name}").run(report)
    print(f"{len(missed)} targets missed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
