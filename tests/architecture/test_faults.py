"""Every fault made by hand still has its one place in the sources, and its tests."""

from __future__ import annotations

import pytest

from tests.mutations import fault as where
from tests.mutations.__main__ import FAULTS, ROOT


def test_there_are_sixty_and_no_two_of_one_name():
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) == 60


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name.replace(" ", "-"))
def test_it_has_its_place_and_tests(fault):
    assert where.place_of(fault, ROOT).text
    assert where.tests_of(fault, ROOT)
