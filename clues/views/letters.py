"""Registering a letter, looking at it, and what is done with it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import TemplateView

from clues.actions.letters import add_attachments, content_of, register_letter
from clues.forms.letters import FilesForm, LetterForm, SubjectFormSet
from clues.letter_standing import closed_to_drawing
from clues.models import Clue, Feedback, Letter
from clues.policies import identities as identity_policies
from clues.policies import letters as policies
from clues.standing_steps import reporting_of, ways_of
from clues.steps.rows import LETTER
from clues.subjects_seen import subjects_seen_by
from clues.terms import Scheme, Signing
from clues.upward import NotEntered
from clues.views.readers import LooksMixin, ReadersMixin
from hub.access.looks import note_look
from hub.access.models import What
from hub.approvals.models import Approval
from hub.approvals.sheets import seat_asked
from hub.approvals.terms import Outcome
from hub.events.history import history_of
from hub.kernel.errors import Invalid, NotVisible, demand
from hub.kernel.verdict import ALLOWED
from hub.kernel.views import ActionFormView, SignedInMixin, put_errors
from hub.steps.offers import action_for
from hub.steps.pages import RowPage

MOST_CANDIDATES = 5


class LetterDetail(RowPage, TemplateView):
    rows = LETTER
    template_name = "clues/letter_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        letter, person = self.row, self.person
        note_look(self.request, letter, What.PAGE)
        visible = Letter.objects.visible_to(person)
        may_ask = identity_policies.may_ask_for_identity(letter, person)
        answers = letter.signing == Signing.REAL_NAME and policies.may_answer_reporter(letter, person)
        return super().get_context_data(
            subjects=letter.subjects.with_standing().order_by("pk"),
            attachments=letter.attachments.order_by("pk"),
            first=visible.filter(pk=letter.repeat_of_id).first(),
            repeats=visible.filter(repeat_of=letter).order_by("pk"),
            clues=Clue.objects.visible_to(person).filter(letters=letter).order_by("pk"),
            feedbacks=Feedback.objects.visible_to(person).about(letter).select_related("by"),
            reporting=reporting_of(letter, person) if answers else None,
            history=history_of(letter, reserved=may_ask.allowed),
            may_attach=policies.may_transfer(letter, person),
            **self._ways(),
            may_ask=may_ask,
            may_open=identity_policies.may_open_identity(letter, person),
            asked=letter.identity_requests.filter(by=person).select_related("approver").last(),
            **kwargs,
        )

    def _ways(self) -> dict[str, Any]:
        """What can become of the letter now, and what has become of it beside clues."""
        letter, person = self.row, self.person
        approvals = Approval.objects.about(letter).select_related("chain")
        running = approvals.filter(outcome=Outcome.RUNNING).first()
        return {
            "draws": policies.may_draw(letter, person).allowed and closed_to_drawing(letter) is None,
            "ways": [action_for(step, letter, ALLOWED) for step in ways_of(letter, person)],
            "running": running,
            "asked_to_sign": running is not None and seat_asked(running, person) is not None,
            "returns": letter.returns.select_related("by"),
            "passes": letter.passes.select_related("to_unit", "by", "answered_by"),
            "framing": letter.framing_findings.select_related("by"),
        }


class LetterReaders(ReadersMixin, RowPage, TemplateView):
    """Who can see the letter, or could on a day."""

    rows = LETTER


class LetterLooks(LooksMixin, RowPage, TemplateView):
    """Who looked at the letter and its files."""

    rows = LETTER

    @property
    def matters(self) -> list[Any]:
        return [self.row]


class LetterRegister(ActionFormView):
    """The letter, its subjects and its files in one form."""

    template_name = "clues/letter_form.html"
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


class SubjectCandidates(SignedInMixin, TemplateView):
    """Who a subject being typed may be. Posted, so that numbers of people stand in no address and no log."""

    template_name = "clues/candidates.html"
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        name, scheme, number = (self._typed(field) for field in ("name", "scheme", "identifier"))
        visible = subjects_seen_by(self.person).with_standing().order_by("pk")
        same = list(visible.identified_by(scheme, number)) if scheme in Scheme.values and number else []
        known = [subject.pk for subject in same]
        namesakes = list(visible.named(name).exclude(pk__in=known)[:MOST_CANDIDATES]) if name else []
        return super().get_context_data(same=same, namesakes=namesakes, **kwargs)

    def _typed(self, field: str) -> str:
        prefix = self.request.POST.get("prefix", "")
        return self.request.POST.get(f"{prefix}-{field}", "").strip()


class LetterFiles(RowPage, ActionFormView):
    """More files for a letter."""

    rows = LETTER
    template_name = "clues/letter_files.html"
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
