"""A chain in motion. At submission the chain is copied into steps; editing a chain never touches them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from viewflow.workflow.models import Process, Task

from hub.approvals.models.chains import Chain
from hub.approvals.querysets import ApprovalQuerySet, SeatQuerySet
from hub.approvals.terms import Mode, Outcome, SeatState, StepKind, StepState


class Approval(Process):
    """One matter on its way through a chain (审批)."""

    purpose = models.CharField(max_length=60)  # names the Purpose that knows the matter
    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="approvals")
    of_label = models.CharField(max_length=60)
    of_id = models.BigIntegerField()
    initiator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, default=Outcome.RUNNING)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["of_label", "of_id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["of_label", "of_id"],
                condition=Q(outcome=Outcome.RUNNING),
                name="one_running_approval",
            )
        ]


class Step(models.Model):
    """One turn of the loop: a set of seats that decide together. Append and renumber, never delete."""

    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveIntegerField()
    origin = models.PositiveIntegerField(default=0)  # position in the copied chain; a repeated step keeps it
    kind = models.CharField(max_length=10, choices=StepKind, default=StepKind.SIGN)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    mode = models.CharField(max_length=12, choices=Mode, default=Mode.ANY)
    quorum = models.PositiveSmallIntegerField(null=True, blank=True)
    deadline = models.CharField(max_length=64, default="approval.step")
    state = models.CharField(max_length=12, choices=StepState, default=StepState.WAITING)
    # Which holders get a seat when the step opens: [["group", id], ["person", id], ...].
    holders = models.JSONField(default=list)
    opened_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["approval", "position"],
                name="one_run_step_per_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["approval"], condition=Q(state=StepState.OPEN), name="one_open_step"
            ),
        ]

    def __str__(self) -> str:
        return self.name_en if self.name_en and get_language() == "en" else self.name

    def needed(self, seats: int) -> int:
        """How many approving signatures decide the step when it has that many seats."""
        return {Mode.ALL: seats, Mode.QUORUM: min(self.quorum or seats, seats)}.get(Mode(self.mode), 1)


class Seat(models.Model):
    """A place to sign, held by one person or by whoever holds a post of a group (待签)."""

    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="seats"
    )
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="seats")
    task = models.OneToOneField(Task, null=True, on_delete=models.PROTECT, related_name="seat")
    state = models.CharField(max_length=12, choices=SeatState, default=SeatState.OPEN)

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, group__isnull=True)
                | Q(person__isnull=True, group__isnull=False),
                name="seat_has_one_holder",
            )
        ]

    def __str__(self) -> str:
        return str(self.person) if self.person_id else str(getattr(self.group, "postgroup", self.group))


class Snapshot(models.Model):
    """Exactly what was put before the signers, once per content. `digest` is its SHA-256 (hex)."""

    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="snapshots")
    digest = models.CharField(max_length=64)
    content = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["approval", "digest"], name="one_snapshot_per_content")
        ]


class Signature(models.Model):
    """A decision with a name under it (签批意见). Append-only by database triggers; one per seat."""

    seat = models.OneToOneField(Seat, on_delete=models.PROTECT, related_name="signature")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="signatures")
    decision = models.CharField(max_length=12, choices=SeatState)
    opinion = models.TextField(_("opinion"), blank=True)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="signatures")
    signed_at = models.DateTimeField(default=timezone.now)
