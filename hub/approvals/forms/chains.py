"""The shape of what an administrator draws: a chain, its steps, and who signs them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person, Unit
from accounts.terms import ADMINISTRATORS, Role, UnitKind
from hub.approvals.drafts import NewStep, SignerLine
from hub.approvals.models import ChainSigner, ChainStep
from hub.approvals.purposes import Purpose
from hub.approvals.terms import Mode, SamePerson, SignerBy, SignerUse
from hub.kernel.fields import DateInput
from hub.rules.models import Deadline

MOST_SIGNERS = 30
_NOTHING = [("", "—")]
_ROLES = [(role.value, role.label) for role in Role if role not in ADMINISTRATORS and role != Role.SYSTEM]


class ChainForm(forms.Form):
    name = forms.CharField(label=_("Name of the chain"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    source = forms.CharField(label=_("Source"), max_length=200, help_text=_("Rule and article."))


class ReleaseForm(forms.Form):
    from_on = forms.DateField(label=_("In force from"), widget=DateInput)


class StepForm(forms.Form):
    """One step. `content` fields are the purpose's own; deadline rules those in force."""

    name = forms.CharField(label=_("Name of the step"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    position = forms.IntegerField(label=_("Place among the steps"), min_value=1, max_value=99)
    mode = forms.ChoiceField(label=_("How they decide"), choices=Mode)
    quorum = forms.IntegerField(
        label=_("How many"), required=False, min_value=1, max_value=99, help_text=_("Where a number signs.")
    )
    same_person = forms.ChoiceField(label=_("If the same person signs twice in a row"), choices=SamePerson)
    deadline = forms.ChoiceField(label=_("Deadline rule"))
    escalation = forms.ChoiceField(
        label=_("Passes on after"), required=False, help_text=_("Nothing is approved by the passing of time.")
    )
    hidden = forms.MultipleChoiceField(
        label=_("Hidden fields"), required=False, widget=forms.CheckboxSelectMultiple
    )
    editable = forms.MultipleChoiceField(
        label=_("Fields the signers can change"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, purpose: Purpose, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = [(code, f"{code}: {name}") for code, name in _rules()]
        choices: dict[str, Any] = {
            "deadline": rules,
            "escalation": [*_NOTHING, *rules],
            "hidden": list(purpose.fields.items()),
            "editable": [(key, purpose.fields.get(key, key)) for key in purpose.amend],
        }
        for name, known in choices.items():
            self.fields[name].choices = known  # type: ignore[attr-defined]
        if not purpose.amend:
            del self.fields["editable"]

    def new_step(self, signers: list[SignerLine]) -> NewStep:
        return NewStep(signers=signers, **self.cleaned_data)


class SignerForm(forms.Form):
    """One line: only the fields that its way of naming needs are read."""

    use = forms.ChoiceField(label=_("Used for"), choices=SignerUse)
    by = forms.ChoiceField(label=_("Named by"), choices=SignerBy)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[*_NOTHING, *_ROLES])
    unit = forms.ModelChoiceField(label=_("Unit"), required=False, queryset=Unit.objects.none())
    unit_kind = forms.ChoiceField(
        label=_("Kind of unit"), required=False, choices=[*_NOTHING, *UnitKind.choices]
    )
    relation = forms.ChoiceField(label=_("Unit or people of the matter"), required=False)
    person = forms.CharField(label=_("User name of the person"), required=False, max_length=60)

    def __init__(self, *args: Any, purpose: Purpose, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(_("Units"), list(purpose.relations.items())), (_("People"), list(purpose.people.items()))]
        self.fields["relation"].choices = [*_NOTHING, *named]  # type: ignore[attr-defined]
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]

    def clean_person(self) -> Person | None:
        name = self.cleaned_data["person"]
        if not name:
            return None
        person = Person.objects.filter(username__iexact=name, is_active=True).first()
        if person is None:
            raise forms.ValidationError(_("There is nobody with this user name."))
        return person

    def line(self) -> SignerLine:
        given = self.cleaned_data
        return SignerLine(**{name: given[name] for name in self.fields if name != "DELETE"})


SignerFormSet = forms.formset_factory(
    SignerForm, extra=0, can_delete=True, max_num=MOST_SIGNERS, validate_max=True
)


def step_as_given(step: ChainStep) -> dict[str, Any]:
    """A step as its form begins."""
    names = ("name", "name_en", "position", "mode", "quorum", "same_person", "deadline", "escalation")
    return {name: getattr(step, name) for name in (*names, "hidden", "editable")}


def signer_as_given(signer: ChainSigner) -> dict[str, Any]:
    given = {name: getattr(signer, name) for name in ("use", "by", "role", "unit", "unit_kind", "relation")}
    return given | {"person": signer.person.username if signer.person else ""}


def _rules() -> list[tuple[str, str]]:
    """Deadline rules in force today: code and name in the present language."""
    rules = Deadline.objects.valid_on(timezone.localdate()).order_by("code", "-valid_from")
    return list({rule.code: str(rule) for rule in reversed(list(rules))}.items())
