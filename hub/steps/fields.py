"""Fields of a step's form that a page and JSON fill in differently."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

Rows = Callable[[], QuerySet[Any]]


class _Chooses:
    """Among rows asked for anew by each form: which units exist today is not what it was at start-up.

    Rows that JSON has named by code are taken as they are: `hub.rest.fields.Chosen` has found them.
    """

    rows: Rows
    named_by: str

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        copied = super().__deepcopy__(memo)  # type: ignore[misc]
        copied.queryset = self.rows()
        return copied


class RowField(_Chooses, forms.ModelChoiceField):
    """One row: a page sends its key, JSON its code or user name (`named_by`).

    `rows` are those that may be chosen at all; a form narrows them to what its page offers.
    """

    def __init__(self, rows: Rows, *, named_by: str = "code", **options: Any) -> None:
        self.rows, self.named_by = rows, named_by
        super().__init__(queryset=None, **options)

    def to_python(self, value: Any) -> Any:
        return value if isinstance(value, Model) else super().to_python(value)


class RowsField(_Chooses, forms.ModelMultipleChoiceField):
    """At most `most` rows, each named as by `RowField`."""

    def __init__(self, rows: Rows, *, named_by: str = "code", most: int, **options: Any) -> None:
        self.rows, self.named_by, self.most = rows, named_by, most
        super().__init__(queryset=None, **options)

    def clean(self, value: Any) -> Any:
        found = value if value and all(isinstance(each, Model) for each in value) else super().clean(value)
        if len(found) > self.most:
            raise forms.ValidationError(_("At most %(most)s.") % {"most": self.most})
        return found


class KeysField(forms.TypedMultipleChoiceField):
    """Keys of what hangs on the row, ticked on a page; whether they do is for the action to say."""

    def __init__(self, *, most: int, **options: Any) -> None:
        self.most = most
        options.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(coerce=int, **options)

    def valid_value(self, value: Any) -> bool:
        return str(value).isdecimal() and len(str(value)) < 19


class YesNoField(forms.TypedChoiceField):
    """Yes or no, each in words; JSON says true or false."""

    def __init__(self, *, yes: Any, no: Any, **options: Any) -> None:
        options.setdefault("widget", forms.RadioSelect)
        options.setdefault("empty_value", None)
        choices = [("yes", yes), ("no", no)]
        super().__init__(choices=choices, coerce=lambda said: said == "yes", **options)

    def to_python(self, value: Any) -> Any:
        said = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
        return super().to_python(said)
