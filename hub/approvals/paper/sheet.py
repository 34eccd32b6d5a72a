"""The approval sheet as a PDF: content, every signature with its names, digests, classification."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Person
from hub.approvals.models import Approval, Signature
from hub.approvals.paper.typesetting import typeset
from hub.approvals.purposes import purpose_of
from hub.approvals.sheets import Content, SeatLine, StepLine, steps_of

TEMPLATE = Path(__file__).with_name("sheet.typ")


def sheet_pdf(approval: Approval, matter: Any, seen: Content, *, by: Person, language: str) -> bytes:
    """A PDF in the language ("zh-hans" or "en"), naming who printed it and when; PDF/A-2b as a rule."""
    with override(language):
        sheet = told(approval, matter, seen, by)
    return typeset(TEMPLATE, {"sheet": sheet}, language=language)


def told(approval: Approval, matter: Any, seen: Content, by: Person) -> dict[str, Any]:
    """Everything the sheet says, as data, in the present language."""
    purpose = purpose_of(approval.purpose)
    lines = [[str(label), text or "—"] for label, text in purpose.lines(seen.content)]
    return {
        "title": str(purpose.title),
        "heading": str(matter.title),
        "number": matter.number,
        "level": str(matter.classification),
        "outcome": str(approval.get_outcome_display()),
        "submitted": _("Submitted by %(name)s on %(at)s.")
        % {"name": approval.initiator, "at": _moment(approval.created)},
        "chain": _("Chain: %(chain)s (%(source)s).")
        % {"chain": approval.chain, "source": approval.chain.source},
        "ended": _ended(approval),
        "lines": lines,
        "digest": seen.digest,
        "signatures": [row for line in steps_of(approval, seen.digest) for row in _rows(line)],
        "printed": _("%(number)s · printed by %(name)s on %(at)s")
        % {"number": matter.number, "name": by, "at": _moment(timezone.now())},
        "words": {
            "classification": _("Classification") + _(":"),
            "content": _("What is to be signed") if approval.outcome == "running" else _("What was signed"),
            "signatures": _("Signatures"),
            "digest": _("SHA-256 of the content") + _(":"),
            "step": _("Step"),
            "opinion": _("Decision and opinion"),
            "signed": _("Name and date"),
        },
    }


def _ended(approval: Approval) -> str:
    if approval.ended_by is None:
        return ""
    said = {
        "outcome": approval.get_outcome_display(),
        "name": approval.ended_by,
        "reason": approval.end_reason,
    }
    return _("%(outcome)s by %(name)s: %(reason)s.") % said


def _rows(line: StepLine) -> list[dict[str, Any]]:
    """One row for each seat of the step; a step not reached yet has one without a name."""
    note = line.step.note
    if line.step.added_by:
        note = _("added by %(name)s") % {"name": line.step.added_by} + "\n" + note
    if not line.seats:
        return [_row(str(line.step), note, str(line.step.get_state_display()))]
    return [_seat(str(line.step), note, seat) for seat in line.seats]


def _seat(step: str, note: str, line: SeatLine) -> dict[str, Any]:
    if line.signature is None:
        return _row(step, note, str(line.seat.get_state_display()), name=str(line.seat))
    return _row(
        step,
        note,
        line.decision,
        name=_name(line.signature),
        opinion=line.signature.opinion,
        at=_moment(line.signature.signed_at),
        marks=_marks(line, line.signature),
        digest=line.signature.snapshot.digest,
    )


def _row(step: str, note: str, decision: str, **signed: Any) -> dict[str, Any]:
    nothing = {"name": "", "opinion": "", "at": "", "marks": [], "digest": ""}
    return {"step": step, "note": note, "decision": decision} | nothing | signed


def _name(signature: Signature) -> str:
    """Under a proxy's signature stand both names."""
    if signature.on_behalf_of is None:
        return str(signature.person)
    return _("%(proxy)s for %(away)s") % {"proxy": signature.person, "away": signature.on_behalf_of}


def _marks(line: SeatLine, signature: Signature) -> list[str]:
    marks = []
    if signature.on_behalf_of is not None:
        marks.append(_("signed as proxy"))
    if signature.same_as is not None:
        marks.append(_("signed at “%(step)s”, counts here too") % {"step": signature.same_as.seat.step})
    if line.seat.handed_by is not None:
        marks.append(_("handed over by %(name)s") % {"name": line.seat.handed_by})
    if line.earlier:
        marks.append(_("signed an earlier content"))
    return marks


def _moment(at: Any) -> str:
    return date_format(timezone.localtime(at), "Y-m-d H:i")
