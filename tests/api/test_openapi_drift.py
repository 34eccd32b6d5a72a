"""The committed description of the interface is that of the code."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import translation

DESCRIPTION = Path(__file__).parents[2] / "docs" / "openapi.yaml"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_it_is_up_to_date_in_whatever_language_it_is_made(tmp_path, language):
    made = tmp_path / "openapi.yaml"
    with translation.override(language):
        call_command("spectacular", "--file", str(made), "--validate", "--fail-on-warn")
    assert made.read_text() == DESCRIPTION.read_text(), "manage.py spectacular --file docs/openapi.yaml"
