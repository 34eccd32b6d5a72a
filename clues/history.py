"""What happened to a letter or a clue: the ledger's lines with the words of those who acted.

The ledger keeps codes only; notes, reasons and opinions stand in rows of their own. A signature is named by
its line; of the others both are written in one transaction and in the same order, so the n-th line of a kind
belongs to the n-th row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from clues import kinds
from clues.models import Clue, Letter
from clues.purposes.clues import OPINION, REPORT, ROUTING
from hub.approvals.kinds import Kind as Approving
from hub.approvals.models import Approval, Signature
from hub.approvals.sheets import decision_of
from hub.events.models import Entry

# Lines that another line of the same moment already tells.
UNTOLD = {Approving.SUBMITTED, Approving.SIGNATURE_ASKED, kinds.Kind.CORRECTION_TOLD}
FOLLOWING = {
    kinds.Kind.CLUE_APPROVED,
    kinds.Kind.CLUE_REFUSED,
    kinds.Kind.OPINION_APPROVED,
    kinds.Kind.OPINION_REFUSED,
    kinds.Kind.REPORT_APPROVED,
    kinds.Kind.REPORT_REFUSED,
    kinds.Kind.CLUE_HELD,
    kinds.Kind.ENDING_APPROVED,
    kinds.Kind.EXTENDED,
    kinds.Kind.SUSPENDED,
    kinds.Kind.CLUE_CONCLUDED,
    kinds.Kind.STRUCK,
    kinds.Kind.HANDED_OVER,
    kinds.Kind.MOTION_DROPPED,
    kinds.Kind.LETTER_RETURNED,
    kinds.Kind.LETTER_RETURN_DROPPED,
}
# What is revised during an approval, and by which line its words are told.
_REVISED = {
    ROUTING.code: kinds.Kind.CLUE_PROPOSED,
    OPINION.code: kinds.Kind.OPINION_SUBMITTED,
    REPORT.code: kinds.Kind.REPORT_SUBMITTED,
}
# What somebody proposed, with their reason; what follows repeats no words.
PROPOSED = {
    kinds.Kind.EXTENSION_ASKED,
    kinds.Kind.SUSPENSION_ASKED,
    kinds.Kind.CONCLUSION_PROPOSED,
    kinds.Kind.STRIKING_PROPOSED,
    kinds.Kind.TRANSFER_PROPOSED,
}
ICONS = {
    kinds.Kind.CLUE_PUSHED: "arrow-right",
    kinds.Kind.CLUE_SIGNED: "check",
    kinds.Kind.CLUE_RETURNED: "arrow-uturn-left",
    kinds.Kind.CLUE_APPROVED: "check-badge",
    kinds.Kind.OPINION_APPROVED: "check-badge",
    kinds.Kind.CLUE_HELD: "check-badge",
    kinds.Kind.ENDING_APPROVED: "check-badge",
    kinds.Kind.FOLLOWED_UP: "chat-bubble-left-right",
    kinds.Kind.CLUE_ASSIGNED: "user-group",
    kinds.Kind.HANDLER_REPLACED: "user-group",
    kinds.Kind.HANDLER_LEFT: "user-group",
    kinds.Kind.RECUSED: "shield-check",
    kinds.Kind.RECUSAL_ORDERED: "shield-check",
    kinds.Kind.UNATTENDED: "shield-check",
    kinds.Kind.RESULT_RECORDED: "document-text",
    kinds.Kind.REPORT_SUBMITTED: "document-text",
    kinds.Kind.REPORT_APPROVED: "check-badge",
    kinds.Kind.CLUE_ANSWERED: "chat-bubble-left-right",
    kinds.Kind.CLUE_CONCLUDED: "flag",
    kinds.Kind.CLUE_RECLASSIFIED: "shield-check",
    kinds.Kind.LETTER_REGISTERED: "envelope",
    kinds.Kind.LETTER_TRANSFERRED: "arrow-right",
    kinds.Kind.LETTER_RETURN_PROPOSED: "light-bulb",
    kinds.Kind.LETTER_RETURNED: "arrow-uturn-left",
    kinds.Kind.PASSED_DOWN: "arrow-right",
    kinds.Kind.FRAMING_FOUND: "document-text",
    kinds.Kind.FRAMING_LIFTED: "document-text",
    kinds.Kind.PASS_ACCEPTED: "check",
    kinds.Kind.PASSED_ON: "arrow-right",
    kinds.Kind.PASS_RETURNED: "arrow-uturn-left",
    kinds.Kind.IDENTITY_OPENED: "lock-open",
    kinds.Kind.CLUE_REGISTERED: "plus",
    kinds.Kind.CLUE_PROPOSED: "light-bulb",
    kinds.Kind.OPINION_SUBMITTED: "pencil-square",
    kinds.Kind.LETTER_ANSWERED: "chat-bubble-left-right",
    kinds.Kind.ATTACHMENT_ADDED: "paper-clip",
    Approving.STEP_SIGNED: "check",
    Approving.APPROVED: "check",
    Approving.RESUBMITTED: "arrow-path",
    Approving.RETURNED: "arrow-uturn-left",
    Approving.REJECTED: "x-mark",
    Approving.SENT_BACK: "arrow-uturn-left",
    Approving.TAKEN_BACK: "arrow-uturn-left",
    Approving.WITHDRAWN: "x-mark",
    Approving.TERMINATED: "x-mark",
    Approving.AMENDED: "pencil-square",
    kinds.Kind.MERGED: "link",
    kinds.Kind.UNMERGED: "link-slash",
    kinds.Kind.SPLIT: "scissors",
    kinds.Kind.ALLEGATION_ADDED: "plus",
    kinds.Kind.EXTENSION_ASKED: "calendar",
    kinds.Kind.SUSPENSION_ASKED: "pause",
    kinds.Kind.CONCLUSION_PROPOSED: "light-bulb",
    kinds.Kind.STRIKING_PROPOSED: "light-bulb",
    kinds.Kind.TRANSFER_PROPOSED: "light-bulb",
    kinds.Kind.TAKEN_ON: "check",
    kinds.Kind.REPORTED_UPWARD: "arrow-up",
    kinds.Kind.EXTENDED: "calendar",
    kinds.Kind.SUSPENDED: "pause",
    kinds.Kind.RESUMED: "play",
    kinds.Kind.STRUCK: "archive-box",
    kinds.Kind.STAGE_DONE: "check",
    kinds.Kind.INQUIRY_ISSUED: "envelope",
    kinds.Kind.INQUIRY_ANSWERED: "chat-bubble-left-right",
    kinds.Kind.CORRECTION_ASKED: "exclamation-circle",
    kinds.Kind.SUBJECT_CORRECTED: "pencil-square",
    kinds.Kind.CORRECTION_REFUSED: "check",
    kinds.Kind.CLUE_RECEIVED: "plus",
    kinds.Kind.HANDED_OVER: "arrow-right",
    kinds.Kind.TRANSFER_ACCEPTED: "check",
    kinds.Kind.TRANSFER_CONFIRMED: "check",
    kinds.Kind.TRANSFER_DECLINED: "arrow-uturn-left",
    kinds.Kind.OUTCOME_TOLD: "chat-bubble-left-right",
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the timeline; `note` holds the words of whoever acted."""

    at: datetime
    actor: Any | None
    text: str
    note: str = ""
    icon: str = ""


def history_of_letter(letter: Letter, *, reasons: bool) -> list[Happening]:
    """Newest first. Ask only for a letter that is visible.

    `reasons`: with the reasons for which the reporter's identity was opened, for those who may open it.
    """
    words = _LetterWords(letter, reasons=reasons)
    entries = [entry for entry in Entry.objects.about(letter).steps() if entry.kind not in UNTOLD]
    return [words.tell(entry) for entry in _signature_first(entries)][::-1]


def history_of_clue(clue: Clue) -> list[Happening]:
    """Newest first. Ask only for a clue that is visible."""
    words = _Words(clue)
    entries = [entry for entry in Entry.objects.about(clue).steps() if entry.kind not in UNTOLD]
    return [words.tell(entry) for entry in _signature_first(entries)][::-1]


def _signature_first(entries: list[Entry]) -> Iterator[Entry]:
    """The last signature before what follows from it; the ledger has them the other way round."""
    decided: Entry | None = None
    for entry in entries:
        if entry.kind in FOLLOWING:
            decided = entry
            continue
        yield entry
        if decided is not None:
            yield decided
            decided = None


def _happening(entry: Entry, text: str, note: str) -> Happening:
    return Happening(entry.at, entry.by, text, note, ICONS.get(entry.kind, ""))  # type: ignore[call-overload]


class _LetterWords:
    """The rows that hold words about a letter, each named by the line that tells of it."""

    def __init__(self, letter: Letter, *, reasons: bool) -> None:
        openings = letter.openings.all() if reasons else ()
        passes = list(letter.passes.select_related("to_unit"))
        returns = {each.pk: _return(each) for each in letter.returns.all()}
        answers = {each.pk: each.answer_reason for each in passes}
        findings = {each.pk: _finding(each) for each in letter.framing_findings.all()}
        # kind -> (the key of the row in the line's data, the words of each such row)
        self.said: dict[str, tuple[str, dict[int, str]]] = {
            kinds.Kind.IDENTITY_OPENED: ("opening", {each.pk: each.reason for each in openings}),
            kinds.Kind.LETTER_RETURN_PROPOSED: ("return", returns),
            kinds.Kind.PASSED_DOWN: ("pass", {each.pk: f"{each.to_unit}\n{each.reason}" for each in passes}),
            kinds.Kind.PASSED_ON: ("pass", answers),
            kinds.Kind.PASS_RETURNED: ("pass", answers),
            kinds.Kind.FRAMING_FOUND: ("finding", findings),
            kinds.Kind.FRAMING_LIFTED: ("finding", findings),
        }
        self.signatures = _signatures(Approval.objects.about(letter))

    def tell(self, entry: Entry) -> Happening:
        signature = self.signatures.get(entry.data.get("signature"))
        if signature is not None:
            text = f"{signature.seat.step}: {decision_of(signature)}"
            return _happening(entry, text, signature.opinion)
        key, words = self.said.get(entry.kind, ("", {}))
        return _happening(entry, entry.title, words.get(entry.data.get(key, 0), ""))


class _Words:
    """The rows that hold words, each kind in its order, taken one by one as the ledger mentions them."""

    def __init__(self, clue: Clue) -> None:
        approvals = list(Approval.objects.about(clue))
        self.purposes = {approval.pk: approval.purpose for approval in approvals}
        custodies = clue.custodies.all()
        returned = custodies.filter(returned_at__isnull=False).order_by("returned_at")
        told = clue.follow_ups.filter(told_on__isnull=False).order_by("entered_at")
        self.notes: dict[str, Iterator[str]] = defaultdict(lambda: iter(()))
        self.notes |= {
            kinds.Kind.CLUE_PUSHED: iter([custody.note for custody in custodies]),
            kinds.Kind.CLUE_RETURNED: iter([custody.return_reason for custody in returned]),
            kinds.Kind.CLUE_PROPOSED: iter([proposal.override_reason for proposal in clue.proposals.all()]),
            kinds.Kind.OPINION_SUBMITTED: iter(
                [_opinion(each) for each in clue.opinions.select_related("way")]
            ),
            kinds.Kind.CLUE_RECLASSIFIED: iter(
                [_change(each) for each in clue.reclassifications.select_related("before", "after")]
            ),
            kinds.Kind.FOLLOWED_UP: iter([_follow_up(each) for each in told]),
            kinds.Kind.RESUMED: iter([each.resume_reason for each in clue.suspensions.all()]),
            kinds.Kind.RESULT_RECORDED: iter(
                [result.get_finding_display() for result in clue.results.filter(proposal="")]
            ),
            kinds.Kind.REPORT_SUBMITTED: iter(
                [_report(result) for result in clue.results.exclude(proposal="")]
            ),
        }
        self.motions = {motion.pk: motion.reason for motion in clue.motions.all()}
        self.declined = {transfer.pk: transfer.decline_reason for transfer in clue.transfers.all()}
        self.signatures = _signatures(approvals)

    def tell(self, entry: Entry) -> Happening:
        signature = self.signatures.get(entry.data.get("signature"))
        if signature is None:
            return _happening(entry, entry.title, self._words(entry))
        text = f"{signature.seat.step}: {decision_of(signature)}"
        return _happening(entry, text, signature.opinion or self._note(self._changed(entry)))

    def _note(self, kind: str) -> str:
        return next(self.notes[kind], "")

    def _words(self, entry: Entry) -> str:
        if entry.kind in PROPOSED:
            return self.motions[entry.data["motion"]]
        if entry.kind == kinds.Kind.TRANSFER_DECLINED:
            return self.declined[entry.data["transfer"]]
        return self._note(self._changed(entry) or entry.kind)

    def _changed(self, entry: Entry) -> str:
        """Which kind of words came with a change during an approval, where such a row was written."""
        if entry.kind not in (Approving.RESUBMITTED, Approving.AMENDED):
            return ""
        return _REVISED.get(self.purposes.get(entry.data["approval"], ""), "")


def _change(change: Any) -> str:
    return f"{change.before} → {change.after}\n{change.reason}"


def _follow_up(told: Any) -> str:
    return f"{told.get_task_display()} {told.told_on}\n{told.note}\n{told.late_reason}".rstrip()


def _report(result: Any) -> str:
    return f"{result.get_finding_display()}\n{result.get_proposal_display()}"


def _return(asked: Any) -> str:
    return f"{asked.get_ground_display()} {asked.organ}".rstrip() + f"\n{asked.reason}"


def _finding(finding: Any) -> str:
    said = f"{finding.get_organ_display()} {finding.document} {finding.decided_on}"
    return f"{said}\n{finding.late_reason}".rstrip()


def _opinion(opinion: Any) -> str:
    return f"{opinion.way}\n{opinion.plan}"


def _signatures(approvals: Iterable[Approval]) -> dict[int, Signature]:
    given = Signature.objects.filter(seat__step__approval__in=list(approvals))
    return given.select_related("seat__step", "person").in_bulk()
