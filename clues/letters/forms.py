"""Registering a letter, its subjects and files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person, Unit
from accounts.policies import classifications_for
from accounts.terms import Scheme, UnitKind
from clues.apart.compartments import own_kinds
from clues.categories import Category
from clues.letters.actions.letters import ATTACHMENT_LIMIT, ATTACHMENTS_PER_LETTER, NewLetter
from clues.letters.terms import Signing, Upward
from clues.letters.upward import LAWFUL_WAY
from clues.subjects.actions import NewSubject
from clues.subjects.terms import Authority, Position, SubjectKind
from clues.terms import Source
from hub.kernel.fields import DateInput, FilesField
from hub.rules.models import Level
from hub.steps.forms import LONGEST_TEXT

FORM_LIMIT = 60 * 1024 * 1024  # bytes of files that one form may bring: they are held in memory


USUAL_LEVEL = 20  # work secret: what letters from the public are handled as


def usual_level_for(person: Person) -> int:
    """The rank that a form begins with."""
    return min(USUAL_LEVEL, person.clearance_id or 0)


class LetterForm(forms.Form):
    """The letter itself. Who wrote it goes to a store of its own.

    upward: why it is not entered (an `Upward`), as its registrar said or the subjects show.
    in_doubt: whether it may have to be, which is for a person to say.
    """

    upward: str = ""
    in_doubt: bool = False

    about = forms.ChoiceField(
        label=_("Is it about an official of a higher level, or about our own principal leader?"),
        choices=[("", _("Neither")), *Upward.choices],
        widget=forms.RadioSelect,
        required=False,
        help_text=_("Such a letter is not entered here and not copied. Nothing that you typed is kept then."),
    )
    somebody_else = forms.BooleanField(
        label=_("I have looked: it is about somebody else, who only has a like name, post or unit."),
        required=False,
    )
    source = forms.ChoiceField(label=_("Source"), choices=Source)
    received_on = forms.DateField(label=_("Received on"), widget=DateInput)
    external_number = forms.CharField(label=_("Number at the source"), required=False, max_length=60)
    classification = forms.ModelChoiceField(
        label=_("Classification"), queryset=Level.objects.none(), empty_label=None
    )
    category = forms.ModelChoiceField(
        label=_("Category"), queryset=Category.objects.all(), required=False, empty_label=_("Not yet known")
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    text = forms.CharField(
        label=_("What is reported"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 8})
    )
    signing = forms.ChoiceField(
        label=_("How it is signed"), choices=Signing, initial=Signing.ANONYMOUS, widget=forms.RadioSelect
    )
    reporter_name = forms.CharField(label=_("Name of the reporter"), required=False, max_length=80)
    reporter_contact = forms.CharField(label=_("How to reach them"), required=False, max_length=200)
    uploads = FilesField(
        label=_("Choose files"),
        required=False,
        most=ATTACHMENTS_PER_LETTER,
        largest=ATTACHMENT_LIMIT,
        together=FORM_LIMIT,
        help_text=_("Up to 20 files of 10 MB each, 60 MB together."),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["classification"].queryset = classifications_for(person)  # type: ignore[attr-defined]
        self.fields["classification"].initial = usual_level_for(person)
        self.fields["received_on"].initial = timezone.localdate

    def clean_about(self) -> str:
        self.upward = self.cleaned_data["about"]
        if self.upward:
            raise forms.ValidationError(str(LAWFUL_WAY[self.upward]))
        return self.upward

    def clean_received_on(self) -> Any:
        day = self.cleaned_data["received_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        named = given.get("reporter_name") and given.get("reporter_contact")
        if given.get("signing") == Signing.REAL_NAME and not named:
            self.add_error(
                "reporter_name",
                _("A letter is signed by real name only with a name and a way to reach them."),
            )
        return given

    def new_letter(self, subjects: Sequence[NewSubject]) -> NewLetter:
        given = self.cleaned_data
        names = ["source", "received_on", "external_number", "classification", "category"]
        names += ["title", "text", "signing", "somebody_else"]
        reporter = (given["reporter_name"], given["reporter_contact"])
        return NewLetter(
            subjects=subjects,
            reporter=reporter if any(reporter) else None,
            files=_once_each(given["uploads"]),
            **{name: given[name] for name in names},
        )


def _once_each(files: Sequence[Any]) -> list[tuple[str, bytes]]:
    """Names and contents; what was chosen twice is taken once."""
    return [(name, content) for content, name in {file.read(): file.name for file in files}.items()]


SUBJECT_FIELDS = ("kind", "name", "unit", "post", "branch", "authority", "territory", "position")


class SubjectForm(forms.Form):
    """One subject as the registrar knows it."""

    kind = forms.ChoiceField(label=_("Kind"), choices=SubjectKind, initial=SubjectKind.PERSON)
    name = forms.CharField(label=_("Name"), max_length=120)
    scheme = forms.ChoiceField(label=_("Identifier"), choices=[("", "—"), *Scheme.choices], required=False)
    identifier = forms.CharField(label=_("Its number"), required=False, max_length=60)
    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.none(), required=False, empty_label=_("Not in the list")
    )
    unit_name = forms.CharField(label=_("Unit as written"), required=False, max_length=160)
    post = forms.CharField(label=_("Post"), required=False, max_length=120)
    branch = forms.CharField(label=_("Party branch"), required=False, max_length=120)
    authority = forms.ChoiceField(label=_("Managed by"), choices=Authority, initial=Authority.UNKNOWN)
    territory = forms.ChoiceField(label=_("Territory"), required=False)
    position = forms.ChoiceField(label=_("Position"), choices=[("", "—"), *Position.choices], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = {UnitKind.SUPERVISED, *own_kinds()}
        self.fields["unit"].queryset = Unit.objects.existing().filter(kind__in=kinds)  # type: ignore[attr-defined]
        self.fields["territory"].choices = [("", "—"), *_territories()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if bool(given.get("scheme")) != bool(given.get("identifier")):
            self.add_error("identifier", _("Give both the kind of identifier and its number, or neither."))
        return given

    def new_subject(self) -> NewSubject:
        given = self.cleaned_data
        names = [name for name in SUBJECT_FIELDS if name in given]
        return NewSubject(
            identifiers={given["scheme"]: given["identifier"]} if given["identifier"] else {},
            unit_name="" if given["unit"] else given["unit_name"],
            **{name: given[name] for name in names},
        )


def _territories() -> list[tuple[str, str]]:
    districts = Unit.objects.existing().filter(kind=UnitKind.DISTRICT).exclude(territory="")
    return [(district.territory, str(district)) for district in districts]


class BaseSubjects(forms.BaseFormSet):
    """The subjects of a letter; a row that was added and left empty is no subject."""

    def subjects(self) -> list[NewSubject]:
        return [form.new_subject() for form in self.kept()]

    def kept(self) -> list[SubjectForm]:
        return [form for form in self.forms if form.has_changed() and form not in self.deleted_forms]


SubjectFormSet = forms.formset_factory(
    SubjectForm,
    formset=BaseSubjects,
    extra=1,
    max_num=20,
    absolute_max=40,
    validate_max=True,
    can_delete=True,
)


class FilesForm(forms.Form):
    """More files for a letter."""

    uploads = FilesField(
        label=_("Choose files"),
        most=ATTACHMENTS_PER_LETTER,
        largest=ATTACHMENT_LIMIT,
        together=FORM_LIMIT,
        help_text=_("Up to 20 files of 10 MB each, 60 MB together."),
    )
