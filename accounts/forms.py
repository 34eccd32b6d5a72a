"""The shape of what administrators enter, and of one's own recusal."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actions import NewFormerPost, NewPeriod, NewPerson, NewUnit
from accounts.models import Person, Recusal, Unit
from accounts.terms import Initiative, RecusalGround, Role, Scheme, UnitKind
from hub.events.kinds import known_kinds
from hub.events.models import Entry
from hub.kernel.fields import DateInput, bounded
from hub.rules.models import Deadline, Level
from hub.tables.limits import FILE_BYTES

ALL = _("All")


class RecusalForm(forms.Form):
    """A party named by a number; the number itself is not kept."""

    scheme = forms.ChoiceField(label=_("Identifier of the party"), choices=Scheme)
    number = forms.CharField(
        label=_("Its number"),
        max_length=60,
        help_text=_("Only a key made from it is kept. You are not told whether the hub knows the party."),
    )
    ground = forms.ChoiceField(label=_("Ground"), choices=RecusalGround)
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class OthersRecusalForm(RecusalForm):
    """A recusal that case management declares for somebody, named by user name."""

    field_order = ("username",)
    username = forms.CharField(label=_("User name of the person"), max_length=60)
    initiative = forms.ChoiceField(label=_("Initiative"), choices=Initiative, initial=Initiative.ORDER)

    def clean_username(self) -> Person:
        person = Person.objects.filter(username__iexact=self.cleaned_data["username"], is_active=True).first()
        if person is None:
            raise forms.ValidationError(_("There is nobody with this user name."))
        return person


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class LoadForm(forms.Form):
    """A file of units or of people; whether it is one is found out when it is read."""

    file = forms.FileField(
        label=_("File"),
        max_length=200,
        help_text=_("A workbook (.xlsx, .xls) or a text file with columns (.csv), at most 20 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.csv,.tsv,.txt"} | bounded(FILE_BYTES)),
    )


class PersonForm(forms.Form):
    username = forms.SlugField(label=_("User name"), max_length=60)
    display_name = forms.CharField(label=_("Name of the person"), max_length=80)
    scheme = forms.ChoiceField(
        label=_("Own identifier"), choices=[("", "—"), *Scheme.choices], required=False
    )
    number = forms.CharField(
        label=_("Its number"),
        required=False,
        max_length=60,
        help_text=_("So that nobody sees a matter about themselves. Only a key made from it is kept."),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[("", "—"), *settings.LANGUAGES], required=False
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if bool(given.get("scheme")) != bool(given.get("number")):
            self.add_error("number", _("Give both the kind of identifier and its number, or neither."))
        return given

    def new_person(self) -> NewPerson:
        given = self.cleaned_data
        identity = (given["scheme"], given["number"]) if given["number"] else None
        return NewPerson(given["username"], given["display_name"], identity, given["language"])


class PostForm(forms.Form):
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none())
    role = forms.ChoiceField(
        label=_("Role"),
        choices=Role,
        help_text=_("“Leader in charge” of an office: who of the leadership is in charge of that office."),
    )
    from_on = forms.DateField(
        label=_("From"), required=False, widget=DateInput, help_text=_("Empty: from today.")
    )
    to_on = forms.DateField(label=_("To"), required=False, widget=DateInput, help_text=_("Empty: no end."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.existing()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("from_on") and given.get("to_on") and given["to_on"] < given["from_on"]:
            self.add_error("to_on", _("The end lies before the beginning."))
        return given


class FormerPostForm(forms.Form):
    """Where somebody worked before: a unit of the hub, or one by its name."""

    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.none(), required=False, empty_label=_("Not in the list")
    )
    unit_name = forms.CharField(label=_("Unit as written"), required=False, max_length=160)
    from_on = forms.DateField(label=_("From"), required=False, widget=DateInput)
    to_on = forms.DateField(label=_("To"), widget=DateInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.all()  # type: ignore[attr-defined]

    def new_former_post(self) -> NewFormerPost:
        return NewFormerPost(**self.cleaned_data)


class BranchForm(forms.Form):
    branch = forms.CharField(
        label=_("Party branch"),
        required=False,
        max_length=120,
        help_text=_("Its full name: whoever belongs to the same is recused from the others' matters."),
    )


class ClearanceForm(forms.Form):
    level = forms.ModelChoiceField(
        label=_("Cleared up to"), queryset=Level.objects.all(), required=False, empty_label=_("For nothing")
    )


class MovingForm(forms.Form):
    """Where a unit belongs. What is under it cannot be above it; the action has the last word."""

    parent = forms.ModelChoiceField(label=_("Part of"), queryset=Unit.objects.none(), required=False)
    supervised_by = forms.ModelChoiceField(
        label=_("Supervised by"), queryset=Unit.objects.none(), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("parent", "supervised_by"):
            self.fields[name].queryset = Unit.objects.existing()  # type: ignore[attr-defined]


class UnitForm(MovingForm):
    field_order = ("code", "kind", "name", "name_en")
    code = forms.SlugField(label=_("Code"), max_length=40)
    kind = forms.ChoiceField(label=_("Kind"), choices=UnitKind)
    name = forms.CharField(label=_("Name of the unit"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), required=False, max_length=160)
    territory = forms.CharField(
        label=_("Territory"), required=False, max_length=40, help_text=_("administrative division code")
    )
    to_on = forms.DateField(label=_("Until"), required=False, widget=DateInput, help_text=_("Empty: no end."))

    def new_unit(self) -> NewUnit:
        return NewUnit(**self.cleaned_data)


class PeriodForm(forms.Form):
    """Another period for what a rule lays down."""

    amount = forms.IntegerField(label=_("How long"), min_value=1, max_value=1200)
    unit = forms.ChoiceField(label=_("Counted in"), choices=Deadline.Unit)
    from_on = forms.DateField(
        label=_("From"), widget=DateInput, help_text=_("What began before this day keeps the day it has.")
    )
    source = forms.CharField(
        label=_("Laid down in"), max_length=200, help_text=_("The rule or the document that says so.")
    )
    article = forms.CharField(label=_("Article"), required=False, max_length=64)

    def new_period(self) -> NewPeriod:
        return NewPeriod(**self.cleaned_data)


class ClosingForm(forms.Form):
    to_on = forms.DateField(label=_("Last day"), widget=DateInput)


class PeopleFilter(filters.FilterSet):
    q = filters.CharFilter(label=_("Name or user name"), method="called")
    unit = filters.ModelChoiceFilter(
        label=_("Unit"), queryset=lambda request: Unit.objects.existing(), method="of_unit", empty_label=ALL
    )
    state = filters.ChoiceFilter(
        label=_("State"),
        choices=[("active", _("Active")), ("disabled", _("Disabled"))],
        method="in_state",
        empty_label=ALL,
    )

    class Meta:
        model = Person
        fields: list[str] = []

    def called(self, queryset: Any, name: str, text: str) -> Any:
        return queryset.filter(Q(display_name__icontains=text) | Q(username__icontains=text))

    def of_unit(self, queryset: Any, name: str, unit: Unit) -> Any:
        return queryset.holding(group__unit=unit)

    def in_state(self, queryset: Any, name: str, state: str) -> Any:
        return queryset.filter(is_active=state == "active")


class RecusalFilter(filters.FilterSet):
    q = filters.CharFilter(label=_("Name or user name"), method="called")
    ground = filters.ChoiceFilter(label=_("Ground"), choices=RecusalGround, empty_label=ALL)

    class Meta:
        model = Recusal
        fields: list[str] = []

    def called(self, queryset: Any, name: str, text: str) -> Any:
        return queryset.filter(Q(person__display_name__icontains=text) | Q(person__username__icontains=text))


class UnitFilter(filters.FilterSet):
    q = filters.CharFilter(label=_("Name or code"), method="called")
    kind = filters.ChoiceFilter(label=_("Kind"), choices=UnitKind, empty_label=ALL)

    class Meta:
        model = Unit
        fields: list[str] = []

    def called(self, queryset: Any, name: str, text: str) -> Any:
        return queryset.filter(Q(name__icontains=text) | Q(name_en__icontains=text) | Q(code__icontains=text))


class PeriodFilter(filters.FilterSet):
    q = filters.CharFilter(label=_("Name or source"), method="called")
    state = filters.ChoiceFilter(
        label=_("State"),
        choices=[("holds", _("Holds, or will")), ("ended", _("No longer"))],
        method="in_state",
        empty_label=ALL,
    )

    class Meta:
        model = Deadline
        fields: list[str] = []

    def called(self, queryset: Any, name: str, text: str) -> Any:
        named = Q(name_zh__icontains=text) | Q(name_en__icontains=text)
        return queryset.filter(named | Q(source__icontains=text) | Q(code__icontains=text))

    def in_state(self, queryset: Any, name: str, state: str) -> Any:
        lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=timezone.localdate())
        return queryset.filter(lasting) if state == "holds" else queryset.exclude(lasting)


class LedgerFilter(filters.FilterSet):
    kind = filters.ChoiceFilter(label=_("Event"), choices=known_kinds, empty_label=ALL)
    by = filters.CharFilter(label=_("User name"), field_name="by__username", lookup_expr="iexact")
    since = filters.DateFilter(label=_("From"), field_name="at", lookup_expr="date__gte", widget=DateInput)
    until = filters.DateFilter(label=_("To"), field_name="at", lookup_expr="date__lte", widget=DateInput)

    class Meta:
        model = Entry
        fields: list[str] = []
