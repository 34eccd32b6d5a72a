"""A file of letters: what is sent, and what its columns mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.policies import classifications_for
from clues.imports.fields import LETTERS
from clues.imports.preview import Column
from clues.letters.forms import usual_level_for
from clues.terms import Source
from hub.kernel.fields import bounded
from hub.rules.models import Level
from hub.tables.headings import IGNORED, doubled
from hub.tables.limits import FILE_BYTES


class ImportForm(forms.Form):
    """The file, and what holds for rows that say nothing else."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"} | bounded(FILE_BYTES)),
        help_text=_(
            "A workbook (.xlsx, .xls) or a text file with columns (.csv), up to 20 MB and 50,000 rows."
        ),
    )
    source = forms.ChoiceField(
        label=_("Source"), choices=Source, help_text=_("For rows that name no source of their own.")
    )
    level = forms.ModelChoiceField(
        label=_("Classification"),
        queryset=Level.objects.none(),
        empty_label=None,
        help_text=_("No row is classified lower; a row may say that it is higher."),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].queryset = classifications_for(person)  # type: ignore[attr-defined]
        self.fields["level"].initial = usual_level_for(person)


class MappingForm(forms.Form):
    """What each column of a file holds, one field for each column."""

    def __init__(self, *args: Any, columns: Sequence[Column], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = columns
        fields = [(name, capfirst(str(words))) for name, words in LETTERS.names.items()]
        choices = [(IGNORED, _("Leave out")), *fields]
        for at, column in enumerate(columns):
            self.fields[_name(at)] = forms.ChoiceField(
                label=column.heading, choices=choices, initial=column.field, required=False
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        headings = [column.heading for column in self.columns]
        for heading in doubled(self.mapping()):
            self.add_error(_name(headings.index(heading)), _("Another column is this field already."))
        return given

    def mapping(self) -> dict[str, str]:
        """Heading -> field, "" for a column that is left out."""
        return {
            column.heading: self.cleaned_data.get(_name(at), IGNORED)
            for at, column in enumerate(self.columns)
        }

    def lines(self) -> list[tuple[Any, Sequence[str]]]:
        """Each field beside the first cells of its column."""
        return [(self[_name(at)], column.sample) for at, column in enumerate(self.columns)]


def _name(at: int) -> str:
    return f"column-{at}"
