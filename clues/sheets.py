"""The content of an approval of a clue in words: what the signers read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from clues.terms import Source
from hub.approvals.purposes import Line
from hub.rules.models import Level


def _level(rank: int) -> str:
    return str(Level.objects.filter(rank=rank).first() or rank)


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
    return f"{clue['number']} {clue['title']}\n{clue['summary']}"


# In the order in which they are read.
_LINES: dict[str, tuple[Any, Callable[[Any], str]]] = {
    "proposal": (gettext_lazy("Unit in charge"), _proposal),
    "way": (gettext_lazy("Way of disposal"), str),
    "plan": (gettext_lazy("Plan"), str),
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


def lines_of(content: dict[str, Any]) -> list[Line]:
    """Labelled lines of everything that is signed; what has no words yet keeps its own name."""
    known = [(label, say(content[name])) for name, (label, say) in _LINES.items() if name in content]
    return known + [(name, str(said)) for name, said in content.items() if name not in _LINES]
