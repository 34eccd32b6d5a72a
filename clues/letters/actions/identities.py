"""The reporter's identity: asked for, agreed to by a named person, opened once by whoever asked.

Rules: 处理检举控告工作规则 art. 47; 监察法实施条例 art. 299.
"""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from clues.letters.identity_policies import (
    identity_approvers,
    may_answer_for_identity,
    may_ask_for_identity,
    may_open_identity,
)
from clues.letters.kinds import ANSWER_IDENTITY, For, Kind
from clues.letters.models.identities import IdentityOpening, IdentityRequest, ReporterIdentity
from clues.letters.models.letters import Letter
from hub.access.grants import Holders, grant, revoke
from hub.access.looks import look
from hub.access.models import What
from hub.access.readers import readers_of
from hub.duties.actions import close_duties, open_duty
from hub.events.actions import record
from hub.kernel.errors import Conflict, Invalid, demand, demand_reason
from hub.kernel.sealing import unseal
from hub.kernel.transitions import locked
from hub.rules.deadlines import due

OPEN_FOR = "identity.opening"


def ask_for_identity(
    number: str, *, approver: Person, matter: str, reason: str, by: Person
) -> IdentityRequest:
    """Ask a named person that the identity of a letter's reporter be opened, for which matter and why.

    Until they have answered they see the letter. Raises NotVisible, NotAllowed; Invalid without "matter" or
    "reason", or for an "approver" who cannot agree; Conflict where the letter gives no name, or a request of
    the same person waits or can still be used.
    """
    with locked(Letter.objects.visible_to(by), number=number) as letter:
        demand(may_ask_for_identity(letter, by))
        _check(letter, approver, {"matter": matter, "reason": reason}, by)
        request = IdentityRequest.objects.create(
            letter=letter, by=by, approver=approver, matter=matter.strip(), reason=reason.strip()
        )
        if approver.pk not in readers_of(letter):
            grant([letter], Holders(people=[approver.pk]), purpose=For.IDENTITY, by=by)
        open_duty(ANSWER_IDENTITY, of=letter, person=approver, ref=request.pk)
        record(Kind.IDENTITY_ASKED, by=by, of=letter, to=[approver.pk], data={"request": request.pk})
        return request


def answer_for_identity(request_id: int, *, granted: bool, reason: str = "", by: Person) -> IdentityRequest:
    """Agree for the time the rule gives, or refuse with a reason.

    Raises NotVisible, NotAllowed, Conflict when it is answered already, Invalid for a refusal without a
    "reason".
    """
    with locked(IdentityRequest.objects.visible_to(by), pk=request_id) as request:
        demand(may_answer_for_identity(request, by))
        if request.answered_at is not None:
            raise Conflict(_("This request is answered already."), code="answered")
        if not granted:
            demand_reason(reason)
        now = timezone.now()
        request.granted, request.answer, request.answered_at = granted, reason.strip(), now
        request.until = due(OPEN_FOR, now).at if granted else None
        request.version += 1
        request.save()
        letter = request.letter
        close_duties(ANSWER_IDENTITY, of=letter, by=by, ref=request.pk)
        if letter.person_grants.filter(user=by, purpose=For.IDENTITY).exists():
            revoke([letter], Holders(people=[by.pk]), by=by)
        kind = Kind.IDENTITY_GRANTED if granted else Kind.IDENTITY_REFUSED
        record(kind, by=by, of=letter, to=[request.by_id], data={"request": request.pk})
        return request


def open_identity(number: str, *, by: Person) -> tuple[str, str]:
    """(name, way to reach them) of a letter's reporter, once for each request that was granted.

    Each opening is on record with the request's reason. Raises NotVisible, NotAllowed.
    """
    with locked(Letter.objects.visible_to(by), number=number) as letter:
        demand(may_open_identity(letter, by))
        request = letter.identity_requests.filter(by=by).usable(timezone.now()).latest("pk")
        identity = ReporterIdentity.objects.get(pk=letter.reporter)
        opening = IdentityOpening.objects.create(letter=letter, request=request, by=by, reason=request.reason)
        look(letter, by=by, what=What.IDENTITY, part=opening.pk)
        record(Kind.IDENTITY_OPENED, by=by, of=letter, to=readers_of(letter), data={"opening": opening.pk})
        return unseal(identity.sealed_name), unseal(identity.sealed_contact)


def _check(letter: Letter, approver: Person, words: dict[str, str], by: Person) -> None:
    if letter.reporter is None:
        raise Conflict(_("This letter gives no name."), code="no-reporter")
    if missing := [name for name, said in words.items() if not said.strip()]:
        raise Invalid({name: [_("Please say it in words.")] for name in missing}, code="words-required")
    if approver not in identity_approvers(letter, by):
        raise Invalid({"approver": [_("This person cannot agree to it.")]}, code="not-an-approver")
    own = letter.identity_requests.filter(by=by)
    if own.open().exists() or own.usable(timezone.now()).exists():
        raise Conflict(_("You have asked already."), code="asked-already")
