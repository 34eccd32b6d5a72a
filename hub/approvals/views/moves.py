"""What is done about an approval beside deciding it: one page for each move. The table of them is `MOVES`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.querysets import PersonQuerySet
from hub.approvals import actions
from hub.approvals.forms import moves as forms
from hub.approvals.models import Approval, Question
from hub.approvals.moves import demand_move, removable
from hub.approvals.policies import may_know_left_out
from hub.approvals.signers import kept_close, left_out, possible_readers, takers
from hub.approvals.views.parts import ApprovalForm
from hub.approvals.views.people import picked
from hub.kernel.errors import NotAllowed, NotVisible, PreconditionRequired, Stale
from hub.kernel.verdict import Verdict, deny


@dataclass(frozen=True, slots=True)
class Move:
    """transition: its name in the flows; also the name of its page. action: called with the approval, `by`
    and what was typed. says: what the move does, above its form or as the question where nothing is typed.
    whole: it goes about the approval as a whole, not about the person's own seat.
    """

    transition: str
    label: Any
    done: Any
    action: Callable[..., object]
    form: type[forms.MoveForm] = forms.MoveForm
    says: Any = ""
    style: str = "primary"
    whole: bool = False

    @property
    def slug(self) -> str:
        return self.transition.replace("_", "-")

    @property
    def typed(self) -> bool:
        """Whether anything is to be typed."""
        return self.form is not forms.MoveForm


MOST_LEFT_OUT = 20
MOVES = [
    Move("claim", _("Take it on"), _("You have taken it on."), actions.claim),
    Move(
        "release", _("Give it back to the group"), _("It waits for the whole group again."), actions.release
    ),
    Move(
        "amend",
        _("Change the content"),
        _("The content is changed. Whoever signed another content is asked again."),
        actions.amend,
        forms.AmendForm,
        _("Whoever has signed the content as it is now is asked again."),
    ),
    Move(
        "delegate",
        _("Ask for an opinion"),
        _("The opinion is asked for; it then comes back to you."),
        actions.delegate,
        forms.DelegateForm,
        _("The opinion decides nothing: it comes back, and you sign."),
    ),
    Move(
        "add_signer",
        _("Add a signer"),
        _("The signer is added."),
        actions.add_signer,
        forms.SignerForm,
        _("Their signature counts like any other. You can remove them again until they have signed."),
    ),
    Move(
        "transfer",
        _("Hand over"),
        _("It is handed over."),
        actions.transfer,
        forms.TransferForm,
        _("The other person signs instead of you; it does not come back."),
    ),
    Move(
        "take_back",
        _("Take my signature back"),
        _("Your signature is taken back. It is asked of you anew."),
        actions.take_back,
        says=_("Your signature stays in the record as taken back, and you are asked anew."),
    ),
    Move(
        "urge",
        _("Urge"),
        _("The signers are urged."),
        actions.urge,
        forms.UrgeForm,
        _("Whoever is asked to sign now gets a notice with this date."),
        whole=True,
    ),
    Move(
        "copy",
        _("Send a copy"),
        _("The copies are sent."),
        actions.copy_to,
        forms.CopyForm,
        _("They can read the matter and its sheet from then on, and mark it as read."),
        whole=True,
    ),
    Move(
        "ask",
        _("Ask a question"),
        _("Your question is sent."),
        actions.ask_aside,
        forms.QuestionForm,
        _("Only the two of you read question and answer. The step stays where it is."),
        whole=True,
    ),
    Move(
        "withdraw",
        _("Withdraw"),
        _("The approval is withdrawn."),
        actions.withdraw,
        forms.ReasonForm,
        _("The approval ends, undecided. What has been signed stays in the record."),
        style="danger",
        whole=True,
    ),
    Move(
        "terminate",
        _("Terminate"),
        _("The approval is terminated."),
        actions.terminate,
        forms.ReasonForm,
        _("The approval ends, undecided. What has been signed stays in the record."),
        style="danger",
        whole=True,
    ),
]
REMOVE = Move(
    "remove_signer",
    _("Remove the added signer"),
    _("The signer is removed."),
    actions.remove_signer,
    says=_("The signer you added is not asked any more."),
)
ANSWER = Move(
    "answer", _("Answer the question"), _("Your answer is sent."), actions.answer_aside, forms.AnswerForm
)
READ = Move(
    "mark_read",
    _("Mark as read"),
    _("Marked as read."),
    actions.mark_read,
    says=_("Whoever sent you the copy sees that you have read it."),
)
# Refusals that say nothing about the person: the move does not fit this step, or it is done already.
_PLAIN = {
    "not_a_group",
    "not_claimed",
    "not_editable",
    "not_a_signature",
    "not_an_opinion",
    "not_initiator",
}


def offered(moves: dict[str, Verdict], approval: Approval, digest: str) -> dict[str, Any]:
    """Context of templates/approvals/ways.html: the moves the person can make, and why not others."""
    known = [(move, moves[move.transition]) for move in MOVES if move.transition in moves]
    able = [(move, _action(move, verdict, approval, digest)) for move, verdict in known if verdict]
    return {
        "own_ways": [action for move, action in able if not move.whole],
        "whole_ways": [action for move, action in able if move.whole],
        "refused": [(move, verdict) for move, verdict in known if not verdict and verdict.code not in _PLAIN],
    }


def _action(move: Move, verdict: Verdict, approval: Approval, digest: str) -> dict[str, Any]:
    """A move as templates/parts/action.html shows it."""
    return {
        "key": move.slug,
        "label": move.label,
        "verdict": verdict,
        "url": reverse(f"approvals:{move.slug}", args=[approval.pk]),
        "style": "outline-danger" if move.style == "danger" else "",
        "confirm": move.says,
        "hidden": {"digest": digest},
        "page": move.typed,
    }


class MoveView(ApprovalForm):
    """One move: its form, then its action on exactly what the person has before them.

    A partial request asks again for the people that the words in the search field find.
    """

    move: Move = None  # type: ignore[assignment]

    def permit(self) -> None:
        demand_move(self.approval, self.person, self.move.transition)

    def get_template_names(self) -> list[str]:
        return ["approvals/people.html" if self.partial else "approvals/move.html"]

    def get_form_class(self) -> Any:
        return self.move.form

    def get_form_kwargs(self) -> dict[str, Any]:
        known = {"people": self.people(), "kept": kept_close(self.purpose, self.matter)}
        return super().get_form_kwargs() | known | self._amended()

    def people(self) -> PersonQuerySet:
        """Whom the move can name. Copies and questions go to the initiator as well."""
        if self.move.whole:
            return possible_readers(self.purpose, self.matter).exclude(pk=self.person.pk)
        return takers(self.approval, self.matter).exclude(pk=self.person.pk)

    def _amended(self) -> dict[str, Any]:
        if not issubclass(self.move.form, forms.AmendForm):
            return {}
        editable = self.seat.step.editable if self.seat is not None else []
        keys = [key for key in editable if key in self.purpose.amend and key in self.subject.content]
        texts = {key: str(self.subject.content[key]) for key in keys}
        return {"purpose": self.purpose, "texts": texts}

    def act(self, form: Any) -> object:
        digest = self.request.POST.get("digest")
        if not digest:
            raise PreconditionRequired
        if digest != self.subject.digest:
            raise Stale
        typed = form.arguments() | {key: value for key, value in self.kwargs.items() if key != "pk"}
        if self.move.action is actions.amend:
            typed["digest"] = digest
        return self.move.action(self.approval.pk, by=self.person, **typed)

    @property
    def done(self) -> Any:  # type: ignore[override]
        return self.move.done

    def after(self, made: object) -> str:
        """Back to the sheet, unless the move took the matter out of the person's sight."""
        still_seen = (
            self.purpose.model.objects.visible_to(self.person).filter(pk=self.approval.of_id).exists()
        )
        return self.sheet_url if still_seen else reverse("home")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        field = self.get_form_class().base_fields.get("to")
        people = picked(self.request, self.people(), several=field.several) if field is not None else {}
        if field is not None and may_know_left_out(self.person):
            people["not_offered"] = list(left_out(self.purpose, self.matter)[:MOST_LEFT_OUT])
        return super().get_context_data(move=self.move, sheet_url=self.sheet_url, **people, **kwargs)


class RemoveSigner(MoveView):
    def permit(self) -> None:
        if self.kwargs["step_id"] not in removable(self.approval, self.person):
            raise NotAllowed(deny("not_removable", _("There is no added signer here whom you could remove.")))


class Answer(MoveView):
    def question(self) -> Question:
        asked = self.approval.questions.filter(to=self.person, answered_at=None)
        question = asked.filter(pk=self.kwargs["question_id"]).select_related("by").first()
        if question is None:
            raise NotVisible
        return question

    def permit(self) -> None:
        self.question()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = self.approval.questions.filter(to=self.person, pk=self.kwargs["question_id"])
        return super().get_context_data(question=question.select_related("by").first(), **kwargs)


class MarkRead(MoveView):
    def permit(self) -> None:
        if not self.approval.copies.filter(person=self.person).exists():
            raise NotAllowed(deny("no_copy", _("No copy was sent to you.")))
