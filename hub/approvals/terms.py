"""Words of the approval room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mode(models.TextChoices):
    """How the signers of one step decide together."""

    ALL = "all", _("All sign")  # 会签
    ANY = "any", _("Any one signs")  # 或签
    QUORUM = "quorum", _("A number of them sign")  # 票签
    IN_ORDER = "in_order", _("One after another")  # 依次


class StepKind(models.TextChoices):
    SIGN = "sign", _("Signature")
    REVISE = "revise", _("Revision by the initiator")


class StepState(models.TextChoices):
    WAITING = "waiting", _("Not yet reached")
    OPEN = "open", _("Open")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    RETURNED = "returned", _("Returned")
    CANCELLED = "cancelled", _("Cancelled")


class SeatState(models.TextChoices):
    OPEN = "open", _("Awaiting signature")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    RETURNED = "returned", _("Returned")
    CANCELLED = "cancelled", _("No longer needed")


class Outcome(models.TextChoices):
    RUNNING = "running", _("In approval")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class SignerBy(models.TextChoices):
    """How a chain names its signers."""

    UNIT = "unit", _("A role in a named unit")
    KIND = "kind", _("A role in every unit of a kind")
    RELATION = "relation", _("A role in a unit of the matter")
    PERSON = "person", _("A person by name")
