"""The benchmarks on the database run to their end, small: their figures are judged by `make bench` alone."""

from __future__ import annotations

import pytest

from tests.bench import approvals, listing


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("bench", "sizes"),
    [(listing, {"sizes": (300,)}), (approvals, {"open_tasks": 60, "all_tasks": 300, "turns": 2})],
)
def test_it_measures_everything_it_names(bench, sizes):
    figures = {}
    bench.run(lambda name, figure, target: figures.update({name: (figure, target)}), **sizes)
    assert figures
    assert all(figure > 0 for figure, _target in figures.values())
    assert any(target for _figure, target in figures.values())
