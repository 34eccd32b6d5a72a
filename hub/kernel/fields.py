"""Fields that Django does not have."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _


class DateInput(forms.DateInput):
    """A date chosen from the browser's own calendar; it wants ISO dates whatever the language."""

    input_type = "date"

    def __init__(self, attrs: Any = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files up to `most`, none of them empty or larger than `largest` bytes."""

    widget = FilesInput

    def __init__(self, *, most: int, largest: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most, self.largest = most, largest

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
        return files
