"""Words of the approval room."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.rest.openapi import described


@described
class Mode(models.TextChoices):
    """How the signers of one step decide together."""

    ALL = "all", _("All sign")  # 会签
    ANY = "any", _("Any one signs")  # 或签
    QUORUM = "quorum", _("A number of them sign")  # 票签
    IN_ORDER = "in_order", _("One after another")  # 依次


@described
class StepKind(models.TextChoices):
    SIGN = "sign", _("Signature")
    ADVISE = "advise", _("Opinion for a signer")  # 委派: decides nothing, comes back to who asked
    REVISE = "revise", _("Revision by the initiator")


class SamePerson(models.TextChoices):
    """What happens when whoever just signed is asked again by the very next step, with the same content."""

    PASS = "pass", _("Their signature counts here too")  # 相邻环节同一人自动通过
    ASK = "ask", _("They sign again")
    OTHER = "other", _("Somebody else has to sign")  # 双人签批


class SignerUse(models.TextChoices):
    """What a line of a chain names somebody for."""

    SIGN = "sign", _("Signs")
    FALLBACK = "fallback", _("Signs where nobody fits")
    ESCALATION = "escalation", _("Signs when time has run out")


@described
class StepState(models.TextChoices):
    WAITING = "waiting", _("Not yet reached")
    OPEN = "open", _("Open")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    RETURNED = "returned", _("Returned")
    INTERRUPTED = "interrupted", _("Interrupted, to be asked again")
    CANCELLED = "cancelled", _("Cancelled")


@described
class SeatState(models.TextChoices):
    OPEN = "open", _("Awaiting signature")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    RETURNED = "returned", _("Returned")
    HANDED_OVER = "handed_over", _("Handed over")  # 转办
    TAKEN_BACK = "taken_back", _("Taken back")  # 拿回
    SENT_BACK = "sent_back", _("Sent back, to be signed anew")  # 被退回
    CANCELLED = "cancelled", _("No longer needed")


@described
class Outcome(models.TextChoices):
    RUNNING = "running", _("In approval")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")  # 撤销, by the initiator
    TERMINATED = "terminated", _("Terminated")  # 终止, by whoever answers for the matter


class SignerBy(models.TextChoices):
    """How a chain names its signers."""

    UNIT = "unit", _("A role in a named unit")
    KIND = "kind", _("A role in the commission's units of a kind")
    RELATION = "relation", _("A role in a unit of the matter")
    PEOPLE = "people", _("Everybody with a part in the matter")
    PERSON = "person", _("A person by name")
