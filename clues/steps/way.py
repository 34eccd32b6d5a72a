"""The steps of the straight way, from the proposal of a unit to the result, and back."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from clues.actions import custody, disposal, follow_ups, holding, routing
from clues.forms import steps as forms
from clues.forms.results import ResultForm, ReviseReportForm
from clues.steps.shape import Step

WAY = [
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
        ResultForm,
    ),
    Step(
        "revise-report",
        "revise_report",
        _("Change the report"),
        _("The report is submitted again."),
        disposal.revise_report,
        ReviseReportForm,
        after_return=True,
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
        "follow-up",
        "follow_up",
        _("Note what was told or clarified"),
        _("It is noted."),
        follow_ups.record_follow_up,
        forms.FollowUpForm,
    ),
]
