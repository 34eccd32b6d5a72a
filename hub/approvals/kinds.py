"""What can happen in an approval, and what can wait for a signer."""

from django.utils.translation import gettext_lazy as _

from hub.access.purposes import grant_purpose
from hub.approvals.models import Signature
from hub.approvals.sheets import decision_of
from hub.duties.kinds import duty_kind
from hub.events.kinds import EventKinds, Rows, Telling, event_kinds

_SIGNATURES = Rows("signature", Signature.objects.all(), ["seat", "seat__step", "person"])
SIGNED = _SIGNATURES.said(
    note=lambda signature: signature.opinion,
    title=lambda signature: f"{signature.seat.step}: {decision_of(signature)}",
)


@event_kinds
class Kind(EventKinds):
    SUBMITTED = "approval.submitted", Telling(quiet=True), _("Submitted for approval")
    SIGNATURE_ASKED = "approval.signature_asked", Telling(quiet=True), _("Your signature is asked for")
    STEP_SIGNED = "approval.step_signed", Telling("check", SIGNED), _("Signed")
    REJECTED = "approval.rejected", Telling("x-mark", SIGNED), _("Rejected")
    APPROVED = "approval.approved", Telling("check", SIGNED), _("Approval completed")
    RETURNED = "approval.returned", Telling("arrow-uturn-left", SIGNED), _("Returned to the initiator")
    SENT_BACK = "approval.sent_back", Telling("arrow-uturn-left", SIGNED), _("Sent back to an earlier step")
    RESUBMITTED = "approval.resubmitted", Telling("arrow-path", SIGNED), _("Submitted again")
    ADVISED = "approval.advised", Telling(words=SIGNED), _("Opinion given")
    HANDED_OVER = "approval.handed_over", _("Signature handed over")
    CLAIMED = "approval.claimed", _("Taken on")
    RELEASED = "approval.released", _("Given back to the group")
    DELEGATED = "approval.delegated", _("Opinion asked for")
    SIGNER_ADDED = "approval.signer_added", _("Signer added")
    SIGNER_REMOVED = "approval.signer_removed", _("Signer removed")
    AMENDED = "approval.amended", Telling("pencil-square"), _("Content changed by a signer")
    TAKEN_BACK = "approval.taken_back", Telling("arrow-uturn-left"), _("Signature taken back")
    WITHDRAWN = "approval.withdrawn", Telling("x-mark"), _("Approval withdrawn")
    TERMINATED = "approval.terminated", Telling("x-mark"), _("Approval terminated")
    COPIED = "approval.copied", _("Copied to you for information")
    READ = "approval.read", _("Marked as read")
    URGED = "approval.urged", _("Urged to answer")
    ASKED = "approval.asked", _("Question about an approval")
    ANSWERED = "approval.answered", _("Question answered")
    ESCALATED = "approval.escalated", _("Passed on, time having run out")
    SUCCEEDED = "approval.succeeded", _("Signature passed on")
    BLOCKED = "approval.blocked", _("Nobody may sign: a superior is to be asked")
    CHAIN_DRAWN = "chain.drawn", _("New version of a chain begun")
    CHAIN_CHANGED = "chain.changed", _("Draft of a chain changed")
    CHAIN_DISCARDED = "chain.discarded", _("Draft of a chain discarded")
    CHAIN_RELEASED = "chain.released", _("Version of a chain released")
    ABSENCE_DECLARED = "absence.declared", _("Absence declared")
    ABSENCE_ENDED = "absence.ended", _("Absence ended")


# What a proxy's reading is for; its grant ends with the absence.
PROXY = grant_purpose("approval.proxy", _("signs for somebody who is away"))

SIGN = duty_kind(
    "approval.sign",
    _("Sign or return"),
    _("A step of the approval waits for your signature"),
    page="approvals:sheet",
    several=("approvals:batch", _("Sign several")),
)
REVISE = duty_kind("approval.revise", _("Revise and submit again"), _("A signer returned it with a reason"))
ADVISE = duty_kind(
    "approval.advise",
    _("Give your opinion"),
    _("A signer asks for your opinion before signing"),
    page="approvals:sheet",
)
BLOCKED = duty_kind(
    "approval.blocked",
    _("Ask the superior, outside the hub, who is to sign"),
    _("Whoever would sign is recused, and nobody in the hub may take the place"),
    "recusal.nobody",
    page="approvals:sheet",
)
ANSWER = duty_kind(
    "approval.answer",
    _("Answer the question"),
    _("Somebody taking part in an approval asks you something"),
    page="approvals:sheet",
)
