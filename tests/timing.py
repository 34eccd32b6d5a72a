"""Whether time tells two answers apart: the share of pairs in which one took longer than the other."""

from __future__ import annotations

import math
import sys
import time
from dataclasses import dataclass

from django.test import Client

TARGET = 0.55
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


def bound(pairs: int) -> float:
    """What the AUC of so many pairs must stay below: the target, or where there are few pairs so much more
    that chance alone exceeds it once in two thousand runs (3.5 standard errors). 120 pairs: 0.63.
    """
    chance = math.sqrt((2 * pairs + 1) / (12 * pairs * pairs))
    return max(TARGET, 0.5 + 3.5 * chance)


def judged(times: Times, *, what: str) -> float:
    """The AUC, written down."""
    apart = auc(times[False], times[True])
    sys.stdout.write(f"\n{what}: {len(times[True])} pairs, AUC {apart:.3f}\n")
    return apart
