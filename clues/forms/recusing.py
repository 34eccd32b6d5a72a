"""What is typed to recuse oneself or somebody else from a clue, and to name another handler."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.terms import Initiative, RecusalGround
from clues.forms.steps import StepForm, offer, paragraph
from clues.handlers import HANDLERS, eligible_handlers, handlers_of
from hub.access.readers import readers_of

ORDERED = [(each.value, each.label) for each in (Initiative.ORDER, Initiative.REQUEST)]


class RecuseForm(StepForm):
    ground = forms.ChoiceField(label=_("Ground"), choices=RecusalGround, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=paragraph(2),
        help_text=_("Case management can read it; those who see the clue cannot."),
    )


class OrderRecusalForm(RecuseForm):
    """Whom to recuse, among those who see the clue now; `by` recuses themselves in another way."""

    for_person = True
    field_order = ("person",)
    person = forms.ModelChoiceField(label=_("Person"), queryset=Person.objects.none())
    initiative = forms.ChoiceField(label=_("Initiative"), choices=ORDERED, widget=forms.RadioSelect)

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        readers = Person.objects.filter(pk__in=readers_of(self.clue)).exclude(pk=by.pk)
        self.fields["person"].queryset = readers.order_by("pk")  # type: ignore[attr-defined]
        self.initial.setdefault("initiative", Initiative.ORDER)


class ReplaceHandlerForm(StepForm):
    """Who leaves, where nobody has left already, and who comes."""

    leaves = forms.ModelChoiceField(
        label=_("Handler who leaves"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Nobody: a handler has left already"),
    )
    comes = forms.ModelChoiceField(
        label=_("New handler"),
        queryset=Person.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        help_text=_("Handlers of your unit who are cleared for this clue and not recused."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=paragraph(2))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        handlers = handlers_of(self.clue)
        offer(self, "comes", eligible_handlers(self.clue), but=handlers)
        present = Person.objects.filter(pk__in=[each.pk for each in handlers])
        self.fields["leaves"].queryset = present.order_by("pk")  # type: ignore[attr-defined]
        self.fields["leaves"].required = len(handlers) >= HANDLERS
