"""A clue that an inquiry was approved for, and the office in whose name its letters go out."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from accounts.actions import NewUnit, open_unit
from accounts.models import Unit
from accounts.terms import UnitKind
from clues.clue.models.clues import Clue
from clues.inquiries.actions import NewInquiry, issue_inquiry
from clues.inquiries.drafts import draft_of
from clues.inquiries.models import InquiryLetter
from tests.stages import inquired
from tests.town import person, unit


def general_office() -> Unit:
    start = timezone.localdate() - timedelta(days=30)
    new = NewUnit(
        code="general-office",
        kind=UnitKind.GENERAL_OFFICE,
        name="市纪委办公厅",
        name_en="General Office",
        parent=unit("commission"),
        from_on=start,
    )
    return open_unit(new, by=person("system_admin"))


def to_ask(**standing: object) -> Clue:
    """An answer is awaited, and no letter is out. standing: how the subject stands by now."""
    general_office()
    clue = inquired()
    clue.subject.standings.update(**standing)
    return clue


def issued(clue: Clue | None = None) -> InquiryLetter:
    """With every copy that the rule names."""
    clue = clue or to_ask()
    named = draft_of(clue).copies
    reason = "" if named else "单位不在本系统"
    new = NewInquiry(questions="一、请说明某事", copies=named, copies_reason=reason)
    issue_inquiry(clue.number, new=new, by=person("team_handler"))
    return clue.inquiries.get()
