"""The content of an approval of a clue in words: what the signers read."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from clues.terms import Awaited, Finding, Proposal, ReturnGround, Signing, Source
from hub.approvals.purposes import Line
from hub.rules.models import Level


@cache
def _levels() -> dict[int, Level]:
    """The levels are laid down with the program: they are read once."""
    return Level.objects.in_bulk()


def _level(rank: int) -> str:
    return str(_levels().get(rank, rank))


def _source(code: str) -> str:
    return str(Source(code).label)


def _letters(letters: list[dict[str, Any]]) -> str:
    return "\n".join(_letter(letter["number"], len(letter["attachments"])) for letter in letters)


def _letter(number: str, files: int) -> str:
    if not files:
        return number
    return ngettext("%(number)s with %(files)s file", "%(number)s with %(files)s files", files) % {
        "number": number,
        "files": files,
    }


def _proposal(proposal: dict[str, Any]) -> str:
    """Whether the rules' proposal was followed, and why not where it was not."""
    if not proposal["proposed"]:
        return _("%(unit)s. The rules propose no unit. Reason: %(reason)s") % {
            "unit": proposal["target"],
            "reason": proposal["override_reason"],
        }
    if proposal["override_reason"]:
        return _("%(unit)s. The rules propose %(proposed)s. Reason for the other unit: %(reason)s") % {
            "unit": proposal["target"],
            "proposed": proposal["proposed"],
            "reason": proposal["override_reason"],
        }
    return _("%(unit)s, as the rules propose") % {"unit": proposal["target"]}


def _merged(clue: dict[str, str]) -> str:
    return clue["number"]


def _extension(asked: dict[str, Any]) -> str:
    """Which day becomes which, and what makes it out of the ordinary."""
    days = {"what": Awaited(asked["awaited"]).label, "before": asked["before"], "until": asked["until"]}
    said = [_("%(what)s: %(before)s → %(until)s") % days, asked["rule"]]
    if asked["document"]:
        said.append(_("Superior's reply: %(number)s") % {"number": asked["document"]})
    if asked["late_reason"]:
        said.append(_("Asked for after the day, because: %(reason)s") % {"reason": asked["late_reason"]})
    return "\n".join(said)


def _transfer(asked: dict[str, Any]) -> str:
    """Where to, and whether that is what jurisdiction says."""
    if asked["returns"]:
        return _("%(organ)s, from where it came") % asked
    said = [asked["organ"]]
    if asked["override_reason"]:
        named = asked["proposed"] or _("this commission")
        said.append(_("Jurisdiction names: %(organ)s") % {"organ": named})
        said.append(_("Reason for another organ: %(reason)s") % {"reason": asked["override_reason"]})
    return "\n".join(said)


def _details(details: list[list[str]]) -> str:
    return "\n".join(f"{name}: {said}" for name, said in details)


def _recommendation(code: str) -> str:
    return str(Proposal(code).label)


def _finding(code: str) -> str:
    return str(Finding(code).label)


# In the order in which they are read.
_LINES: dict[str, tuple[Any, Callable[[Any], str]]] = {
    "proposal": (gettext_lazy("Unit in charge"), _proposal),
    "way": (gettext_lazy("Way of disposal"), str),
    "plan": (gettext_lazy("Plan"), str),
    "details": (gettext_lazy("What this way requires"), _details),
    "recommendation": (gettext_lazy("What is proposed"), _recommendation),
    "finding": (gettext_lazy("Finding"), _finding),
    "report": (gettext_lazy("Report"), str),
    "statement": (gettext_lazy("Statement of the subject"), str),
    "no_statement": (gettext_lazy("Why there is no statement"), str),
    "extension": (gettext_lazy("Extension"), _extension),
    "transfer": (gettext_lazy("Goes to"), _transfer),
    "number": (gettext_lazy("Clue"), str),
    "classification": (gettext_lazy("Classification"), _level),
    "title": (gettext_lazy("Title"), str),
    "summary": (gettext_lazy("Main allegations"), str),
    "subject": (gettext_lazy("Subject"), str),
    "standing": (gettext_lazy("Post of the subject"), str),
    "source": (gettext_lazy("Source"), _source),
    "category": (gettext_lazy("Category"), str),
    "letters": (gettext_lazy("Letters"), _letters),
    "merged": (gettext_lazy("Clue that goes on within it"), _merged),
    "reason": (gettext_lazy("Reason"), str),
}


# The same of a letter.
_LETTER_LINES: dict[str, tuple[Any, Callable[[Any], str]]] = {
    "ground": (gettext_lazy("Ground"), lambda code: str(ReturnGround(code).label)),
    "organ": (gettext_lazy("Organ it goes to"), lambda name: name or "—"),
    "reason": (gettext_lazy("Reason"), str),
    "number": (pgettext_lazy("record", "Letter"), str),
    "classification": (gettext_lazy("Classification"), _level),
    "title": (gettext_lazy("Title"), str),
    "text": (gettext_lazy("What is reported"), str),
    "subjects": (gettext_lazy("Whom it is about"), lambda names: "、".join(names) or "—"),
    "received_on": (gettext_lazy("Received on"), str),
    "source": (gettext_lazy("Source"), _source),
    "signing": (gettext_lazy("How it is signed"), lambda code: str(Signing(code).label)),
    "category": (gettext_lazy("Category"), lambda name: name or "—"),
    "attachments": (gettext_lazy("Files"), lambda files: str(len(files))),
}


# What every approval of a clue shows of it, whatever is decided.
_DECIDED = {"proposal", "way", "plan", "details", "extension", "transfer", "merged", "reason"}
_DECIDED |= {"recommendation", "finding", "report", "statement", "no_statement"}
FACTS = [name for name in _LINES if name not in _DECIDED]


def labels_of(*names: str) -> dict[str, Any]:
    """These parts of a content, each with its label."""
    return {name: _LINES[name][0] for name in names}


def labels_of_letter() -> dict[str, Any]:
    return {name: label for name, (label, _say) in _LETTER_LINES.items()}


def lines_of(content: dict[str, Any]) -> list[Line]:
    """Labelled lines of everything that is signed; what has no words yet keeps its own name."""
    return _said(content, _LINES)


def lines_of_letter(content: dict[str, Any]) -> list[Line]:
    return _said(content, _LETTER_LINES)


def _said(content: dict[str, Any], lines: dict[str, tuple[Any, Callable[[Any], str]]]) -> list[Line]:
    known = [(label, say(content[name])) for name, (label, say) in lines.items() if name in content]
    return known + [(name, str(said)) for name, said in content.items() if name not in lines]
