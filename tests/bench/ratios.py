"""Ratios of two things measured in one run, alternately, so that a noisy machine slows both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def ratio(
    mine: Callable[[], object], floor: Callable[[], object], *, rounds: int = 60, warm: int = 5
) -> float:
    """Median time of `mine` over median time of `floor`; the two take turns."""
    times: dict[Callable[[], object], list[float]] = {mine: [], floor: []}
    for turn in range(warm + rounds):
        for work in (floor, mine):
            began = time.perf_counter()
            work()
            if turn >= warm:
                times[work].append(time.perf_counter() - began)
    return statistics.median(times[mine]) / statistics.median(times[floor])


def milliseconds(work: Callable[[], object], *, rounds: int = 60) -> float:
    """Median time of one call."""
    spent = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        spent.append(time.perf_counter() - began)
    return statistics.median(spent) * 1000
