"""Registering a letter, its files, and the reporter's identity opened once."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from clues.letters import identity_policies, policies
from clues.letters.actions.identities import open_identity
from clues.letters.actions.letters import add_attachments, content_of, register_letter
from clues.letters.forms import FilesForm, LetterForm, SubjectFormSet
from clues.letters.models.letters import Letter
from clues.letters.rows import LETTER
from clues.letters.upward import InDoubt, NotEntered
from hub.access.looks import note_look
from hub.access.models import What
from hub.kernel.errors import Invalid, NotVisible, demand
from hub.kernel.views import ActionFormView, put_errors
from hub.steps.pages import RowPage


class LetterReporter(RowPage, ActionFormView):
    """Shows once who wrote the letter, to whoever was granted it; the opening is on record before that."""

    rows = LETTER
    template_name = "clues/letters/letter_reporter.html"
    form_class = forms.Form

    def permit(self) -> None:
        demand(identity_policies.may_open_identity(self.row, self.person))

    def act(self, form: Any) -> tuple[str, str]:
        return open_identity(self.row.number, by=self.person)

    def answer(self, made: tuple[str, str]) -> HttpResponse:
        return self.render_to_response(self.get_context_data(identity={"name": made[0], "contact": made[1]}))


class LetterRegister(ActionFormView):
    """The letter, its subjects and its files in one form."""

    template_name = "clues/letters/letter_form.html"
    form_class = LetterForm
    fields = {"file": "uploads"}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            demand(policies.may_register_letters(self.person))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"person": self.person}

    @cached_property
    def subjects(self) -> Any:
        return SubjectFormSet(self.request.POST or None, prefix="subjects")

    def sound(self, form: Any) -> bool:
        return all([form.is_valid(), self.subjects.is_valid()])

    def act(self, form: LetterForm) -> Letter:
        return register_letter(form.new_letter(self.subjects.subjects()), by=self.person)

    def explain(self, form: Any, refusal: Invalid) -> None:
        """A fault of "subjects.1.identifiers" belongs into the second row that was filled in."""
        if isinstance(refusal, NotEntered):
            form.upward = refusal.kind
        form.in_doubt = isinstance(refusal, InDoubt)
        for name, said in refusal.fields.items():
            place = name.split(".")
            if place[0] == "subjects":
                put_errors(
                    self.subjects.kept()[int(place[1])], {place[2].replace("identifiers", "identifier"): said}
                )
            else:
                put_errors(form, {self.fields.get(name, name): said})

    def answer(self, made: Letter) -> HttpResponse:
        self.done = _("Letter %(number)s is registered.") % {"number": made.number}
        if made.repeat_of_id:
            self.done = _("Letter %(number)s is registered as a repeat.") % {"number": made.number}
        return super().answer(made)

    def after(self, made: Letter) -> str:
        return LETTER.place_after(made, self.person)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(subjects=self.subjects, **kwargs)


class LetterFiles(RowPage, ActionFormView):
    """More files for a letter."""

    rows = LETTER
    template_name = "clues/letters/letter_files.html"
    form_class = FilesForm
    fields = {"file": "uploads"}
    done = gettext_lazy("The files are attached.")

    def act(self, form: Any) -> Any:
        files = [(file.name, file.read()) for file in form.cleaned_data["uploads"]]
        return add_attachments(self.row.number, files=files, by=self.person)

    def after(self, made: Any) -> str:
        return self.row.get_absolute_url()


class LetterFile(RowPage, View):
    """One file as it was uploaded. It is saved, never shown: what strangers sent is not run in a browser."""

    rows = LETTER

    def get(self, request: HttpRequest, number: str, pk: int) -> HttpResponse:
        attachment = self.row.attachments.select_related("body").filter(pk=pk).first()
        if attachment is None:
            raise NotVisible
        note_look(request, self.row, What.FILE, attachment.pk)
        response = HttpResponse(content_of(attachment), content_type="application/octet-stream")
        response["Content-Disposition"] = content_disposition_header(True, attachment.name) or "attachment"
        return response
