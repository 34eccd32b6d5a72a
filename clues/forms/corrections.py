"""What is typed to have data about a subject corrected."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clues.forms.letters import SubjectForm
from clues.forms.steps import paragraph
from clues.models import Correction
from clues.terms import CorrectionOutcome, CorrectionSource

ANSWERS = [(each.value, each.label) for each in CorrectionOutcome if each != CorrectionOutcome.OPEN]


class CorrectionAskForm(forms.Form):
    source = forms.ChoiceField(
        label=_("Who found it"),
        choices=CorrectionSource,
        initial=CorrectionSource.HANDLER,
        widget=forms.RadioSelect,
    )
    claim = forms.CharField(label=_("What is wrong, and what is right"), max_length=2000, widget=paragraph(5))


class CorrectionAnswerForm(SubjectForm):
    """The answer; the fields of the subject hold what is right, and begin with what is on file."""

    field_order = [
        "outcome",
        "name",
        "scheme",
        "identifier",
        "unit",
        "unit_name",
        "post",
        "branch",
        "authority",
        "position",
        "reason",
    ]

    outcome = forms.ChoiceField(label=_("Answer"), choices=ANSWERS, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("How it was checked"), max_length=2000, widget=paragraph(3))

    def __init__(self, *args: Any, asked: Correction, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for unused in ("kind", "territory"):
            del self.fields[unused]
        self.fields["name"].required = False
        self.fields["identifier"].help_text = _("Only where it is another one than on file.")
        subject = asked.subject
        now = subject.standings.current().first()
        self.initial["name"] = subject.name
        if now is not None:
            names = ("post", "unit", "unit_name", "branch", "authority", "position")
            self.initial.update({name: getattr(now, name) for name in names})

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "outcome": given["outcome"],
            "reason": given["reason"],
            "right": self.new_subject(),
        }
