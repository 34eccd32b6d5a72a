"""What is typed to report an intercession."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from clues.actions.intercessions import Asked
from clues.forms.days import why_late
from clues.forms.steps import paragraph
from clues.terms import Approach
from hub.kernel.fields import DateInput


class IntercessionForm(forms.Form):
    asker = forms.CharField(label=_("Who asked"), max_length=160, help_text=_("Name, unit and post."))
    asker_person = forms.ModelChoiceField(
        label=_("The same, where they work here"),
        queryset=Person.objects.none(),
        empty_label="—",
        required=False,
        help_text=_("They will not see this report, whatever their post."),
    )
    asked_on = forms.DateField(label=_("It happened on"), widget=DateInput, initial=timezone.localdate)
    approach = forms.ChoiceField(label=_("How"), choices=Approach, widget=forms.RadioSelect)
    said = forms.CharField(label=_("What was said"), max_length=5000, widget=paragraph())
    late_reason = why_late()

    def __init__(self, *args: object, person: Person, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        others = Person.objects.acting().exclude(pk=person.pk).order_by("display_name", "pk")
        self.fields["asker_person"].queryset = others  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        return Asked(**self.cleaned_data)
