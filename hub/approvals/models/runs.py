"""A chain in motion. At submission the chain is copied into steps; editing a chain never touches them."""

from __future__ import annotations

from typing import Any

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
from hub.approvals.terms import Mode, Outcome, SamePerson, SeatState, StepKind, StepState


class Approval(Process):
    """One matter on its way through a chain (审批)."""

    purpose = models.CharField(max_length=60)  # names the Purpose that knows the matter
    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="approvals")
    of_label = models.CharField(max_length=60)
    of_id = models.BigIntegerField()
    initiator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, default=Outcome.RUNNING)
    # Why it was withdrawn or terminated, and by whom.
    end_reason = models.TextField(_("reason"), blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ApprovalQuerySet.as_manager()
    # What an action has in its hands of it (`hub.approvals.hand`).
    hand: Any = None
    # What a page has read of it (`hub.approvals.course`), and the row it is about, once either was asked for.
    course: Any = None
    matter: Any = None

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
    """One turn of the loop: a set of seats that decide together. Append and renumber, never delete.

    A step that is asked again, in whole or in part, is laid out anew and names by `repeats` the first one:
    the first one's position is its place in the chain.
    """

    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveIntegerField()
    repeats = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="repetitions"
    )
    kind = models.CharField(max_length=10, choices=StepKind, default=StepKind.SIGN)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    mode = models.CharField(max_length=12, choices=Mode, default=Mode.ANY)
    quorum = models.PositiveSmallIntegerField(null=True, blank=True)
    deadline = models.CharField(max_length=64, default="approval.step")
    same_person = models.CharField(max_length=6, choices=SamePerson, default=SamePerson.PASS)
    hidden = models.JSONField(default=list, blank=True)
    editable = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=12, choices=StepState, default=StepState.WAITING)
    # Which holders get a seat when the step opens: [["group", id], ["person", id], ...]. A repetition names
    # only those to be asked again and says their places: [["person", id, place], ...].
    holders = models.JSONField(default=list)
    # The part in the matter for which its holders are asked; empty where they are asked for another reason.
    part = models.CharField(max_length=30, blank=True)
    # Who takes over where nobody of a seat may sign: the chain's fallback.
    fallback_holders = models.JSONField(default=list, blank=True)
    # Who takes over when time has run out, and by which deadline rule; both from the chain.
    escalation = models.CharField(max_length=64, blank=True)
    escalation_holders = models.JSONField(default=list, blank=True)
    escalate_at = models.DateTimeField(null=True, blank=True)
    # Somebody put this step in while the chain was running (加签, 委派), with these words.
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.TextField(blank=True)
    # The engine's task that is done when the step is decided.
    task = models.OneToOneField(Task, null=True, on_delete=models.PROTECT, related_name="step")
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

    @property
    def first_id(self) -> int:
        """Key of the step this one repeats, or its own."""
        return self.repeats_id or self.pk

    def places(self) -> list[tuple[str, int, int]]:
        """(side, holder, place) of each seat the step asks for."""
        return [(each[0], each[1], each[2] if len(each) > 2 else n) for n, each in enumerate(self.holders)]

    def needed(self, seats: int) -> int:
        """How many approving signatures decide the step when it has that many seats."""
        return {Mode.ALL: seats, Mode.QUORUM: min(self.quorum or seats, seats)}.get(Mode(self.mode), 1)


class Seat(models.Model):
    """A place to sign, held by one person or by whoever holds a post of a group (待签).

    place: which of the step's holders it stands for, the same in every repetition. claimed_by: the one of the
    group who has taken it on (认领). handed_by, note: who passed it on to this holder (转办), and why.
    """

    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="seats"
    )
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="seats")
    state = models.CharField(max_length=12, choices=SeatState, default=SeatState.OPEN)
    place = models.PositiveSmallIntegerField(default=0)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    handed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    note = models.TextField(blank=True)

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

    @property
    def holder(self) -> tuple[str, int]:
        """("group" | "person", primary key)."""
        if self.person_id is not None:
            return "person", self.person_id
        assert self.group_id is not None
        return "group", self.group_id


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
    """A decision with a name under it (签批意见). Append-only by database triggers; one per seat.

    on_behalf_of: the absent person whose proxy signed (代签): both names stand under it. same_as: the
    signature the same person gave one step before to the same content, which counts here too.
    """

    seat = models.OneToOneField(Seat, on_delete=models.PROTECT, related_name="signature")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="signatures")
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    same_as = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=12, choices=SeatState)
    opinion = models.TextField(_("opinion"), blank=True)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="signatures")
    signed_at = models.DateTimeField(default=timezone.now)

    @property
    def repeated(self) -> bool:
        """Whether it was given one step before."""
        return self.same_as_id is not None
