from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils.translation import gettext_lazy as _

from hub.rest.renderers import OrjsonRenderer, to_json


def test_values_have_a_plain_form():
    data = {
        "text": _("Allowed."),
        "amount": Decimal("10.10"),
        "on": date(2026, 1, 2),
        "took": timedelta(hours=1),
    }
    assert b'"amount":"10.10","on":"2026-01-02","took":"1:00:00"' in to_json(data)


def test_nothing_is_an_empty_body():
    assert OrjsonRenderer().render(None) == b""


def test_anything_unforeseen_is_a_defect():
    with pytest.raises(TypeError):
        to_json({"x": object()})
