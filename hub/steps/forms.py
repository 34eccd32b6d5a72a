"""What is typed to take a step. A page and JSON fill in the same form."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.steps.fields import YesNoField

LONGEST_TEXT = 50_000
LONGEST_REASON = 2_000


def paragraph(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class StepForm(forms.Form):
    """Fields that bear the names of the action's arguments; a step that asks for nothing needs no more.

    row: what the step is taken on. by: who takes it. part: of what within the row it is, on a page.
    sent: the names that JSON has sent, None for a page, which sends all.

    described: what the interface says of a field, where that is not its help text. linked: choices that a
    link to the page may begin with. not_offered: who is left out of the choices because of recusal.
    """

    described: ClassVar[Mapping[str, str]] = {}
    linked: ClassVar[Sequence[str]] = ()
    not_offered: Sequence[Any] = ()

    def __init__(
        self,
        *args: Any,
        row: Any,
        by: Any,
        part: Any = None,
        sent: Collection[str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.row, self.by, self.part, self.sent = row, by, part, sent

    def offer(self) -> None:
        """For a page: narrow the choices to what it offers, and begin with what is known."""

    def arguments(self) -> dict[str, Any]:
        """What was typed, for the action. What JSON has not sent is left out."""
        sent = self.cleaned_data if self.sent is None else self.sent
        return {name: said for name, said in self.cleaned_data.items() if name in sent}


class ReasonForm(StepForm):
    reason = forms.CharField(label=_("Reason"), max_length=LONGEST_REASON, widget=paragraph(2))


class GrantForm(StepForm):
    """What somebody asked for is granted, or refused with a reason."""

    described = {"reason": "Needed to refuse."}

    granted = YesNoField(label=_("Answer"), yes=_("Agree, for the time the rule gives"), no=_("Refuse"))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        widget=paragraph(3),
        help_text=_("Needed to refuse."),
    )
