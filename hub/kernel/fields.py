"""Fields that Django does not have."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class DateInput(forms.DateInput):
    """A date chosen from the browser's own calendar; it wants ISO dates whatever the language."""

    input_type = "date"

    def __init__(self, attrs: Any = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


TOO_LARGE_TOGETHER = gettext_lazy("What you chose is larger than {mb} MB together.")


def bounded(largest: int) -> dict[str, Any]:
    """Attributes of a file input by which the page refuses more bytes before anything is sent (forms.js)."""
    return {
        "data-most-bytes": largest,
        "data-too-large": format_lazy(TOO_LARGE_TOGETHER, mb=largest // 2**20),
    }


def only_for(choice: str, values: Iterable[Any]) -> dict[str, str]:
    """Attributes of an input that belongs to some values of the field `choice` (choices.js)."""
    return {"data-only-for": f"{choice}:{' '.join(map(str, values))}"}


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files up to `most`, none of them empty or larger than `largest` bytes, and not larger
    than `together` bytes as a whole."""

    widget = FilesInput

    def __init__(self, *, most: int, largest: int, together: int, **kwargs: Any) -> None:
        self.most, self.largest, self.together = most, largest, together
        super().__init__(**kwargs)

    def widget_attrs(self, widget: Any) -> dict[str, Any]:
        return super().widget_attrs(widget) | bounded(self.together)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = [super(FilesField, self).clean(file, initial) for file in data or []]
        if self.required and not files:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(files) > self.most:
            raise ValidationError(_("At most %(most)s files.") % {"most": self.most})
        large = [file.name for file in files if file.size > self.largest]
        if large:
            raise ValidationError(
                _("Larger than %(mb)s MB: %(names)s.")
                % {"mb": self.largest // 2**20, "names": ", ".join(large)}
            )
        if sum(file.size or 0 for file in files) > self.together:
            raise ValidationError(format_lazy(TOO_LARGE_TOGETHER, mb=self.together // 2**20))
        return files
