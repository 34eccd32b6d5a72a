"""What approvals are for. The rooms above declare a Purpose; approvals know nothing else of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Person, Unit
from hub.access.grants import Holders
from hub.access.models import Governed
from hub.access.purposes import grant_purpose
from hub.approvals.terms import Outcome
from hub.kernel.verdict import Verdict, deny

Line = tuple[Any, str]  # (translated label, text)


def _plain_lines(content: dict[str, Any]) -> list[Line]:
    return [(name, str(said)) for name, said in content.items()]


def _nobody(row: Any) -> Sequence[Any]:
    return ()


def _open_to_all(row: Any) -> Holders | None:
    return None


def _no_part(row: Any, part: str) -> Sequence[int]:
    return ()


def _nobody_ends(row: Any, by: Person) -> Verdict:
    return deny("nobody", _("Nobody ends such an approval before its signers do."))


@dataclass(frozen=True, slots=True)
class Purpose:
    """code: also the chain's code, and what the row is opened to the signers for.

    model: the governed model that is approved.

    contents: the rows as the signer sees them, JSON-able, in their order and with a number of questions that
    does not depend on theirs; a change of a content is a change of what is signed.
    fields: the keys of such a content, each with its label.
    lines: that content as labelled lines (label, text), for the approval sheet.
    home: the unit of the hub whose matter the row is; its commission's leaders and offices are meant where a
    chain names a kind of unit.
    unit_of: the row's unit in a relation the chain may name ("target", "origin"); None where there is none.
    relations: those names, each with its label.
    people_of: keys of the people who have a part in the row that the chain may name ("handlers").
    people: the names of such parts, each with its label.
    decided: called with (row, outcome, by) in the transaction of the last signature, or of what ended it.
    may_end: (row, by) -> the verdict whether somebody answers for the matter: they terminate and urge.
    stewards: (row) -> keys of the groups who see to a step that nobody may sign.
    circle: (row) -> within whom it is kept: signers pass it on to nobody else; None for an ordinary row.
    revisers: (row) -> holders who can revise it in the initiator's place, ("group" | "person", key) each.
    amend: what a signer may change where a step allows it: key of the content -> writer (row, text, by),
    which names the row it wrote for the ledger (`EventKinds.retold`).
    """

    code: str
    title: Any
    model: type[Governed]
    contents: Callable[[Sequence[Any]], list[dict[str, Any]]]
    home: Callable[[Any], Unit]
    unit_of: Callable[[Any, str], Unit | None]
    decided: Callable[[Any, Outcome, Person], None]
    lines: Callable[[dict[str, Any]], list[Line]] = _plain_lines
    may_end: Callable[[Any, Person], Verdict] = _nobody_ends
    stewards: Callable[[Any], Sequence[int]] = _nobody
    revisers: Callable[[Any], Sequence[tuple[str, int]]] = _nobody
    circle: Callable[[Any], Holders | None] = _open_to_all
    amend: Mapping[str, Callable[[Any, str, Person], Mapping[str, Any]]] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=dict)
    relations: Mapping[str, Any] = field(default_factory=dict)
    people_of: Callable[[Any, str], Sequence[int]] = _no_part
    people: Mapping[str, Any] = field(default_factory=dict)

    def content(self, row: Any) -> dict[str, Any]:
        """What the signer sees of one row."""
        return self.contents([row])[0]


_purposes: dict[str, Purpose] = {}


def declare(purpose: Purpose) -> Purpose:
    if purpose.code in _purposes:
        raise ValueError(f"purpose {purpose.code} is declared twice")
    _purposes[grant_purpose(purpose.code, purpose.title)] = purpose
    return purpose


def purpose_of(code: str) -> Purpose:
    return _purposes[code]


def purpose_of_chain(code: str) -> Purpose | None:
    """A purpose's chain bears its code, or the code with a word behind it where there are several."""
    while code and code not in _purposes:
        code = code.rpartition(".")[0]
    return _purposes.get(code)


def purposes() -> list[Purpose]:
    """Every purpose, in the order of their codes."""
    return [_purposes[code] for code in sorted(_purposes)]


def seen_by_step(content: dict[str, Any], hidden: Sequence[str]) -> dict[str, Any]:
    """The content as a step shows it: without the fields the step hides."""
    return {key: said for key, said in content.items() if key not in hidden}


def digest_of(content: dict[str, Any]) -> str:
    """SHA-256 (hex) of canonical JSON: equal exactly when the signer sees the same."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


# Key of a content -> its label, and its text in words; in the order in which they are read.
Parts = Mapping[str, tuple[Any, Callable[[Any], str]]]


def lines_by(parts: Parts) -> Callable[[dict[str, Any]], list[Line]]:
    """`lines` of a purpose whose content has these parts. What has no words yet keeps its own name."""

    def lines(content: dict[str, Any]) -> list[Line]:
        known = [(label, say(content[name])) for name, (label, say) in parts.items() if name in content]
        return known + [(name, str(said)) for name, said in content.items() if name not in parts]

    return lines


def labels_of(parts: Parts) -> dict[str, Any]:
    """`fields` of such a purpose."""
    return {name: label for name, (label, _say) in parts.items()}
