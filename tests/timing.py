"""Whether time tells two answers apart: the share of pairs in which one took longer than the other."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.test import Client

BOUND = 0.55
Times = dict[bool, list[float]]  # seconds of each answer, by whether there was something hidden


@dataclass(frozen=True)
class Looked:
    body: bytes
    took: float


def look(client: Client, address: str, *, status: int = 200) -> Looked:
    start = time.perf_counter()
    answer = client.get(address)
    took = time.perf_counter() - start
    assert answer.status_code == status
    return Looked(answer.content, took)


def auc(without: list[float], with_: list[float]) -> float:
    """How well the time tells the two apart: 0.5 not at all, 1 surely; whichever way round."""
    wins = sum((b > a) + 0.5 * (a == b) for a in without for b in with_)
    share = wins / (len(without) * len(with_))
    return max(share, 1 - share)


def judged(measure: Callable[[int], Times], pairs: int, *, what: str) -> float:
    """The AUC of so many pairs, written down.

    Of two equal samples of 300 one in thirty differs by more than the bound, by chance alone (its standard
    error is 0.024): then three times as many again are taken, and all of them decide.
    """
    times = measure(pairs)
    if pairs <= 300 and auc(times[False], times[True]) >= BOUND:
        more = measure(3 * pairs)
        times = {hidden: times[hidden] + more[hidden] for hidden in times}
    apart = auc(times[False], times[True])
    sys.stdout.write(f"\n{what}: {len(times[True])} pairs, AUC {apart:.3f}\n")
    return apart
