"""Who works on a clue: another handler, recusal by order and by oneself."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.terms import Initiative, RecusalGround
from clues.clue.handlers import HANDLERS, eligible_handlers, handlers_of
from clues.clue.rows import CLUE
from clues.recusing.actions.clearing import replace_handler
from clues.recusing.actions.recusing import order_recusal, recuse_self
from hub.access.readers import readers_of
from hub.steps.choices import offer_people, person_field
from hub.steps.forms import ReasonForm, StepForm, paragraph
from hub.steps.step import Step

ORDERED = [(each.value, each.label) for each in (Initiative.ORDER, Initiative.REQUEST)]


class RecusalForm(StepForm):
    ground = forms.ChoiceField(label=_("Ground"), choices=RecusalGround, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=paragraph(2),
        help_text=_("Case management can read it; those who see the clue cannot."),
    )


class RecusalOrderForm(RecusalForm):
    """Whom to recuse, among those who see the clue now; `by` recuses themselves in another way."""

    described = {"person": "User name."}
    field_order = ("person",)

    person = person_field(label=_("Whom to recuse"))
    initiative = forms.ChoiceField(label=_("Initiative"), choices=ORDERED, widget=forms.RadioSelect)

    def offer(self) -> None:
        readers = Person.objects.filter(pk__in=readers_of(self.row)).exclude(pk=self.by.pk)
        self.fields["person"].queryset = readers.order_by("pk")  # type: ignore[attr-defined]
        self.initial.setdefault("initiative", Initiative.ORDER)


class ReplacementForm(ReasonForm):
    """Who leaves, where nobody has left already, and who comes."""

    described = {
        "leaves": "User name; left out where a handler has left already.",
        "comes": "User name.",
    }

    leaves = person_field(
        label=_("Handler who leaves"), required=False, empty_label=_("Nobody: a handler has left already")
    )
    comes = person_field(
        label=_("New handler"),
        widget=forms.RadioSelect,
        empty_label=None,
        help_text=_("Handlers of your unit who are cleared for this clue and not recused."),
    )
    field_order = ["leaves", "comes", "reason"]

    def offer(self) -> None:
        handlers = handlers_of(self.row)
        offer_people(self, "comes", eligible_handlers(self.row), but=handlers)
        present = Person.objects.filter(pk__in=[each.pk for each in handlers])
        self.fields["leaves"].queryset = present.order_by("pk")  # type: ignore[attr-defined]
        self.fields["leaves"].required = len(handlers) >= HANDLERS


REPLACE_HANDLER = Step(
    slug="replace-handler",
    label=_("Name another handler"),
    done=_("The handler is named."),
    of=CLUE,
    transition="replace_handler",
    action=replace_handler,
    form=ReplacementForm,
    address="replacements",
    style="",
)


ORDER_RECUSAL = Step(
    slug="order-recusal",
    label=_("Order a recusal"),
    done=_("The person is recused; their work on the clue is handed on."),
    of=CLUE,
    transition="order_recusal",
    action=order_recusal,
    form=RecusalOrderForm,
    address="recusal-orders",
    style="",
)


RECUSE = Step(
    slug="recuse",
    label=_("Recuse yourself"),
    done=_("You are recused: nothing about this subject is shown to you any more."),
    of=CLUE,
    transition="recuse",
    action=recuse_self,
    form=RecusalForm,
    address="recusals",
    style="",
)
