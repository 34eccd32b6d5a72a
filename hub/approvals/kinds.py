"""What can happen in an approval, and what can wait for a signer."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.duties.kinds import duty_kind
from hub.events.kinds import event_kinds


@event_kinds
class Kind(models.TextChoices):
    SUBMITTED = "approval.submitted", _("Submitted for approval")
    SIGNATURE_ASKED = "approval.signature_asked", _("Your signature is asked for")
    STEP_SIGNED = "approval.step_signed", _("Signed")
    REJECTED = "approval.rejected", _("Rejected")
    APPROVED = "approval.approved", _("Approval completed")
    RETURNED = "approval.returned", _("Returned to the initiator")
    RESUBMITTED = "approval.resubmitted", _("Submitted again")


SIGN = duty_kind(
    "approval.sign",
    _("Sign or return"),
    _("A step of the approval waits for your signature"),
    page="approvals:sheet",
)
REVISE = duty_kind("approval.revise", _("Revise and submit again"), _("A signer returned it with a reason"))
