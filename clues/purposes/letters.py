"""What letters are approved for, and what the signers see."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from accounts.terms import Role
from clues.actions.letter_returned import return_decided
from clues.compartments import compartment_of
from clues.holders import REGISTERING, groups_in
from clues.models import Letter, LetterReturn
from clues.policies.letters import may_end_return
from clues.purposes.clues import around_of_letters
from clues.sheets import labels_of_letter, lines_of_letter
from hub.access.grants import Holders
from hub.approvals.purposes import Purpose, declare


def _returns(letters: Sequence[Letter]) -> list[dict[str, Any]]:
    around = around_of_letters(letters, Prefetch("returns", LetterReturn.objects.order_by("pk")))
    return [_facts(around[letter.pk]) | _return(around[letter.pk]) for letter in letters]


def _facts(letter: Letter) -> dict[str, Any]:
    """As the letter stands; who wrote it is no part of it."""
    return {
        "number": letter.number,
        "classification": letter.classification_id,
        "title": letter.title,
        "text": letter.text,
        "source": letter.source,
        "signing": letter.signing,
        "received_on": letter.received_on.isoformat(),
        "category": letter.category.name if letter.category else "",
        "subjects": [subject.name for subject in letter.subjects.all()],
        "attachments": [attachment.sha256 for attachment in letter.attachments.all()],
    }


def _return(letter: Letter) -> dict[str, Any]:
    asked = list(letter.returns.all())[-1]
    return {"ground": asked.ground, "organ": asked.organ, "reason": asked.reason}


def _unit_of(letter: Letter, relation: str) -> Unit | None:
    return {"office": letter.unit}.get(relation)


def _circle(letter: Letter) -> Holders | None:
    return compartment_of(letter.unit) if letter.is_apart else None


def _heads(letter: Letter) -> Sequence[int]:
    return groups_in(letter.unit, Role.OFFICE_HEAD).groups


def _registrars(letter: Letter) -> Sequence[tuple[str, int]]:
    return [("group", pk) for pk in groups_in(letter.unit, *REGISTERING).groups]


RETURN = declare(
    Purpose(
        code="letter.return",
        title=_("Return of a letter"),
        model=Letter,
        contents=_returns,
        home=attrgetter("home"),
        unit_of=_unit_of,
        relations={"office": _("the office that has the letter")},
        decided=return_decided,
        circle=_circle,
        stewards=_heads,
        revisers=_registrars,
        lines=lines_of_letter,
        may_end=may_end_return,
        fields=labels_of_letter(),
    )
)
