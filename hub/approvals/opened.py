"""An approval as somebody opens it, with its matter: never one without the other."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from accounts.models import Person
from hub.approvals.models import Approval, Seat
from hub.approvals.purposes import Purpose, purpose_of
from hub.approvals.sheets import Content, seat_asked, subject_of_decision
from hub.kernel.errors import NotVisible


class Opened:
    """What pages and the interface ask about an approval for one person; each thing is asked once."""

    def __init__(self, approval: Approval, matter: Any, person: Person) -> None:
        self.approval, self.matter, self.person = approval, matter, person
        approval.matter = matter

    @property
    def pk(self) -> int:
        return self.approval.pk

    @property
    def number(self) -> str:
        return str(self.matter.number)

    @property
    def classification(self) -> Any:
        return self.matter.classification

    @property
    def purpose(self) -> Purpose:
        return purpose_of(self.approval.purpose)

    @cached_property
    def seat(self) -> Seat | None:
        """The seat the person can take in the open step."""
        return seat_asked(self.approval, self.person)

    @cached_property
    def subject(self) -> Content:
        """What the person sees of what is signed."""
        return subject_of_decision(self.approval, self.matter, self.seat)


def open_approval(key: int, person: Person) -> Opened:
    """The approval whose matter the person sees. Raises NotVisible: hidden and absent are one."""
    related = ("chain", "initiator", "ended_by")
    approval = Approval.objects.filter(pk=key).select_related(*related).first()
    model = purpose_of(approval.purpose).model if approval else None
    rows = model.objects.visible_to(person).select_related("classification") if model else None
    matter = rows.filter(pk=approval.of_id).first() if rows is not None and approval else None
    if approval is None or matter is None:
        raise NotVisible
    return Opened(approval, matter, person)
