"""The steps of a clue that people take by hand: each with its transition, words, form and action."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from clues.actions import custody, disposal, follow_ups, holding, merging, routing
from clues.flow import ClueFlow
from clues.forms import steps as forms
from clues.models import Clue
from hub.approvals.models import Approval, Seat
from hub.approvals.terms import Outcome
from hub.kernel.errors import Conflict
from hub.kernel.transitions import available, check
from hub.kernel.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Step:
    """slug: its place in addresses. transition: its name in ClueFlow. action: called with the clue's number,
    `by` and what was typed. confirm: a step without a form asks this on the clue's own page.
    after_return: open only while a signer's return waits for this person."""

    slug: str
    transition: str
    label: Any
    done: Any
    action: Callable[..., Clue]
    form: type[forms.StepForm] = forms.StepForm
    style: str = "primary"
    confirm: Any = ""
    after_return: bool = False

    @property
    def chooses_as(self) -> bool:
        """Whether what the form offers depends on who fills it in."""
        return issubclass(self.form, (forms.MergeForm, forms.SplitForm))

    @property
    def template(self) -> str:
        return (
            "clues/step_propose.html" if issubclass(self.form, forms.ProposeForm) else "clues/step_form.html"
        )


STEPS = [
    Step(
        "propose",
        "propose",
        _("Propose the unit in charge"),
        _("The proposal is submitted for approval."),
        routing.propose_unit,
        forms.ProposeForm,
    ),
    Step(
        "revise",
        "revise",
        _("Change the proposal"),
        _("The proposal is submitted again."),
        routing.revise_proposal,
        forms.ReviseForm,
        after_return=True,
    ),
    Step("push", "push", _("Push to the unit"), _("The clue is pushed."), custody.push_clue, forms.PushForm),
    Step(
        "sign",
        "sign",
        _("Sign for it"),
        _("Your unit has signed for the clue."),
        custody.sign_clue,
        confirm=_("From now on the clue is in your unit's hands. Sign for it?"),
    ),
    Step(
        "return",
        "return_",
        _("Return it"),
        _("The clue is back with case management."),
        custody.return_clue,
        forms.ReturnForm,
        style="",
    ),
    Step(
        "assign",
        "assign",
        _("Name two handlers"),
        _("The handlers are named."),
        custody.assign_handlers,
        forms.AssignForm,
    ),
    Step(
        "opinion",
        "submit_opinion",
        _("Submit the disposal opinion"),
        _("The opinion is submitted for approval."),
        disposal.submit_opinion,
        forms.OpinionForm,
    ),
    Step(
        "revise-opinion",
        "revise_opinion",
        _("Change the opinion"),
        _("The opinion is submitted again."),
        disposal.revise_opinion,
        forms.ReviseOpinionForm,
        after_return=True,
    ),
    Step(
        "take-up",
        "take_up",
        _("Take it up again"),
        _("The clue is with the handlers again."),
        holding.take_up,
        forms.ReasonForm,
    ),
    Step(
        "hold",
        "hold_again",
        _("Hold it further"),
        _("The clue is held for another half year."),
        holding.hold_again,
        forms.ReasonForm,
        style="",
    ),
    Step(
        "result",
        "record_result",
        _("Record the result"),
        _("The result is recorded."),
        disposal.record_result,
        forms.ResultForm,
    ),
    Step(
        "feedback",
        "feed_back",
        _("Feed the result back"),
        _("The result is fed back."),
        disposal.feed_back,
        forms.FeedbackForm,
    ),
    Step(
        "split",
        "split",
        _("Split off a clue"),
        _("The part is a clue of its own, to be assigned."),
        merging.split_clue,
        forms.SplitForm,
        style="",
    ),
    Step(
        "merge",
        "take_in",
        _("Merge another clue into it"),
        _("The merging is submitted for approval."),
        merging.propose_merge,
        forms.MergeForm,
        style="",
    ),
    Step(
        "unmerge",
        "unmerge",
        _("Undo the merging"),
        _("The clue stands where it stood before."),
        merging.undo_merge,
        forms.ReasonForm,
        style="",
    ),
    Step(
        "conclude",
        "conclude",
        _("Conclude"),
        _("The clue is concluded."),
        disposal.conclude_clue,
        confirm=_("This closes the clue's line in the ledger. Conclude it?"),
    ),
    Step(
        "follow-up",
        "follow_up",
        _("Note what was told or clarified"),
        _("It is noted."),
        follow_ups.record_follow_up,
        forms.FollowUpForm,
    ),
]
_BY_TRANSITION = {step.transition: step for step in STEPS}


def possible(step: Step, clue: Clue, person: Person) -> None:
    """Raise what taking the step would raise, before anything is typed."""
    check(getattr(ClueFlow(clue), step.transition), by=person)
    if step.after_return and not returned_to(clue, person):
        raise Conflict(_("Nobody has returned this to you."), code="not-returned")


def next_steps(clue: Clue, person: Person) -> list[tuple[Step, Verdict]]:
    """The steps that leave the clue's present state, each with the verdict for the person."""
    returned = returned_to(clue, person)
    found = ((_BY_TRANSITION.get(name), verdict) for name, verdict in available(ClueFlow(clue), person))
    return [(step, verdict) for step, verdict in found if step and (returned or not step.after_return)]


def returned_to(clue: Clue, person: Person) -> bool:
    """Whether a signer returned the running approval and the person is to change it."""
    running = Approval.objects.about(clue).filter(outcome=Outcome.RUNNING).first()
    return running is not None and Seat.objects.in_open_step(running).to_revise().held_by(person).exists()
