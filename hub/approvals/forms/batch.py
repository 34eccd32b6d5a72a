"""The shape of several signatures at once."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.approvals.waiting import MOST
from hub.steps.forms import paragraph

_ITEM = re.compile(r"(\d{1,18}):([0-9a-f]{64})")


class BatchForm(forms.Form):
    """`item`: for each approval its key and the digest of what was seen, joined by a colon."""

    opinion = forms.CharField(
        label=_("One opinion for all of them"), required=False, max_length=2000, widget=paragraph(3)
    )

    def items(self) -> list[tuple[int, str]]:
        """What is ticked; what was not sent by the page is left out."""
        found = [_ITEM.fullmatch(each) for each in self.data.getlist("item")[:MOST]]  # type: ignore[attr-defined]
        return [(int(each[1]), each[2]) for each in found if each]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.items():
            raise forms.ValidationError(_("Tick at least one of them."))
        return given
