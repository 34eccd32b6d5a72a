"""What letters are approved for, and what the signers see."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Unit
from accounts.terms import Role
from clues.apart.compartments import compartment_of
from clues.clue.purposes import level_said, source_said
from clues.holders import REGISTERING, groups_in
from clues.letter_ways.decided import return_decided
from clues.letter_ways.policies import may_end_return
from clues.letters.models.letters import Attachment, Letter
from clues.letters.models.ways import LetterReturn
from clues.letters.terms import ReturnGround, Signing
from hub.access.grants import Holders
from hub.approvals.purposes import Parts, Purpose, declare, labels_of, lines_by


def _returns(letters: Sequence[Letter]) -> list[dict[str, Any]]:
    around = _around(letters, Prefetch("returns", LetterReturn.objects.order_by("pk")))
    return [_facts(around[letter.pk]) | _return(around[letter.pk]) for letter in letters]


def _around(letters: Sequence[Letter], decided: Prefetch) -> dict[int, Letter]:
    """The letters by key, freshly read with everything that hangs on them and is signed too."""
    rows = Letter.objects.filter(pk__in=[letter.pk for letter in letters]).select_related("category")
    files = Prefetch("attachments", Attachment.objects.order_by("pk"))
    return {row.pk: row for row in rows.prefetch_related("mentions", files, decided)}


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
        "subjects": [mention.name for mention in letter.mentions.all()],
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


_PARTS: Parts = {
    "ground": (_("Ground for returning it"), lambda code: str(ReturnGround(code).label)),
    "organ": (_("Organ it goes to"), lambda name: name or "—"),
    "reason": (_("Reason"), str),
    "number": (pgettext_lazy("record", "Letter"), str),
    "classification": (_("Classification"), level_said),
    "title": (_("Title"), str),
    "text": (_("What is reported"), str),
    "subjects": (_("Whom it is about"), lambda names: "、".join(names) or "—"),
    "received_on": (_("Received on"), str),
    "source": (_("Source"), source_said),
    "signing": (_("How it is signed"), lambda code: str(Signing(code).label)),
    "category": (_("Category"), lambda name: name or "—"),
    "attachments": (_("Files"), lambda files: str(len(files))),
}


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
        lines=lines_by(_PARTS),
        may_end=may_end_return,
        fields=labels_of(_PARTS),
    )
)
