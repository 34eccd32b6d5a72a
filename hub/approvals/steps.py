"""What somebody does about a running approval: decisions on its sheet, moves on pages of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from hub.approvals import actions
from hub.approvals.forms import decisions as deciding
from hub.approvals.forms import moves as forms
from hub.approvals.moves import demand_move, removable
from hub.approvals.opened import Opened
from hub.approvals.rows import APPROVAL
from hub.kernel.errors import HubError, NotAllowed, NotVisible
from hub.kernel.verdict import deny
from hub.steps.step import Closed, Step

WHOLE = "whole"  # steps about the approval as a whole, not about the person's own seat


def _kept(demand: Callable[[Opened, Person], Any]) -> Closed:
    """What a demand raises keeps from the step."""

    def closed(opened: Opened, by: Person) -> HubError | None:
        try:
            demand(opened, by)
        except HubError as refusal:
            return refusal
        return None

    return closed


def _move(transition: str, **declared: Any) -> Step:
    """A step that the flows of approval, step and seat know by this name."""
    slug = transition.replace("_", "-")
    closed = _kept(lambda opened, by: demand_move(opened.approval, by, transition))
    given: dict[str, Any] = {"slug": slug, "closed": closed, "template": "approvals/move.html"}
    given |= declared
    return Step(transition=transition, of=APPROVAL, **given)


def _may_mark_read(opened: Opened, by: Person) -> None:
    if not opened.approval.copies.filter(person=by).exists():
        raise NotAllowed(deny("no_copy", _("No copy was sent to you.")))


def _may_remove(opened: Opened, by: Person) -> None:
    if not removable(opened.approval, by):
        said = _("There is no added signer here whom you could remove.")
        raise NotAllowed(deny("not_removable", said))


def _is_asked(opened: Opened, by: Person) -> None:
    if not opened.approval.questions.filter(to=by, answered_at=None).exists():
        raise NotVisible


APPROVE = _move(
    "approve", label=_("Approve"), action=actions.sign, form=deciding.SignForm, address="signatures"
)
REJECT = _move(
    "reject",
    label=_("Reject"),
    action=actions.reject,
    form=deciding.RefusalForm,
    address="rejections",
    style="danger",
)
RETURN = _move(
    "return_to_initiator",
    label=_("Return"),
    action=actions.return_to_initiator,
    form=deciding.RefusalForm,
    address="returns",
)
RETURN_TO_STEP = _move(
    "return_to_step",
    label=_("Return"),
    action=actions.return_to_step,
    form=deciding.StepReturnForm,
    address="step-returns",
)
ADVISE = _move(
    "advise",
    label=_("Give opinion"),
    action=actions.sign,
    form=deciding.RefusalForm,
    address="opinions",
)
# Their page is the sheet.
DECISIONS = [APPROVE, REJECT, RETURN, RETURN_TO_STEP, ADVISE]
MOVES = [
    _move(
        "claim",
        label=_("Take it on"),
        done=_("You have taken it on."),
        action=actions.claim,
        address="claims",
        confirm=_("Take it on"),
    ),
    _move(
        "release",
        label=_("Give it back to the group"),
        done=_("It waits for the whole group again."),
        action=actions.release,
        address="releases",
        confirm=_("Give it back to the group"),
    ),
    _move(
        "amend",
        label=_("Change the content"),
        done=_("The content is changed. Whoever signed another content is asked again."),
        action=actions.amend,
        form=forms.AmendForm,
        input=forms.AmendInput,
        address="amendments",
        explains=_("Whoever has signed the content as it is now is asked again."),
    ),
    _move(
        "delegate",
        label=_("Ask for an opinion"),
        done=_("The opinion is asked for; it then comes back to you."),
        action=actions.delegate,
        form=forms.DelegateForm,
        address="delegations",
        explains=_("The opinion decides nothing: it comes back, and you sign."),
    ),
    _move(
        "add_signer",
        label=_("Add a signer"),
        done=_("The signer is added."),
        action=actions.add_signer,
        form=forms.SignerForm,
        address="signers",
        explains=_(
            "Their signature counts like any other. You can remove them again until they have signed."
        ),
    ),
    _move(
        "transfer",
        label=_("Hand over"),
        done=_("It is handed over."),
        action=actions.transfer,
        form=forms.TransferForm,
        address="transfers",
        explains=_("The other person signs instead of you; it does not come back."),
    ),
    _move(
        "take_back",
        label=_("Take my signature back"),
        done=_("Your signature is taken back. It is asked of you anew."),
        action=actions.take_back,
        address="take-backs",
        confirm=_("Your signature stays in the record as taken back, and you are asked anew."),
    ),
    _move(
        "urge",
        label=_("Urge"),
        done=_("The signers are urged."),
        action=actions.urge,
        form=forms.UrgeForm,
        address="urges",
        group=WHOLE,
        explains=_("Whoever is asked to sign now gets a notice with this date."),
    ),
    _move(
        "copy",
        label=_("Send a copy"),
        done=_("The copies are sent."),
        action=actions.copy_to,
        form=forms.CopyForm,
        address="copies",
        group=WHOLE,
        explains=_("They can read the matter and its sheet from then on, and mark it as read."),
    ),
    _move(
        "ask",
        label=_("Ask a question"),
        done=_("Your question is sent."),
        action=actions.ask_aside,
        form=forms.QuestionForm,
        address="questions",
        group=WHOLE,
        explains=_("Only the two of you read question and answer. The step stays where it is."),
    ),
    _move(
        "withdraw",
        label=_("Withdraw"),
        done=_("The approval is withdrawn."),
        action=actions.withdraw,
        form=forms.EndForm,
        address="withdrawals",
        group=WHOLE,
        style="danger",
        explains=_("The approval ends, undecided. What has been signed stays in the record."),
    ),
    _move(
        "terminate",
        label=_("Terminate"),
        done=_("The approval is terminated."),
        action=actions.terminate,
        form=forms.EndForm,
        address="terminations",
        group=WHOLE,
        style="danger",
        explains=_("The approval ends, undecided. What has been signed stays in the record."),
    ),
]
ASIDE = [
    _move(
        "mark_read",
        label=_("Mark as read"),
        done=_("Marked as read."),
        action=actions.mark_read,
        address="reads",
        closed=_kept(_may_mark_read),
        explains=_("Whoever sent you the copy sees that you have read it."),
    ),
    _move(
        "remove_signer",
        slug="steps/<int:step_id>/remove",
        label=_("Remove the added signer"),
        done=_("The signer is removed."),
        action=actions.remove_signer,
        address="steps/<int:step_id>/removals",
        closed=_kept(_may_remove),
        explains=_("The signer you added is not asked any more."),
    ),
    _move(
        "answer",
        slug="questions/<int:question_id>/answer",
        label=_("Answer the question"),
        done=_("Your answer is sent."),
        action=actions.answer_aside,
        form=forms.AnswerForm,
        address="questions/<int:question_id>/answers",
        closed=_kept(_is_asked),
    ),
]
STEPS = [*DECISIONS, *MOVES, *ASIDE]
