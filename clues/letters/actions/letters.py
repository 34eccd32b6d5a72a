"""Letters: registering, attaching."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.identity import keys_of
from accounts.models import Person, Unit
from accounts.naming.search import LONGEST, search_keys
from accounts.policies import may_classify
from accounts.terms import Role, UnitKind
from clues.apart.compartments import compartment_of, doubtful_of, keeper_for_new
from clues.apart.kinds import For as ApartFor
from clues.categories import Category
from clues.holders import PETITION, groups_in
from clues.letters.kinds import For as LettersFor
from clues.letters.kinds import Kind
from clues.letters.models.identities import ReporterIdentity
from clues.letters.models.letters import Attachment, AttachmentBody, Letter
from clues.letters.models.mentions import LetterKey, Mention, key_of_number
from clues.letters.policies import may_register_letters, may_transfer
from clues.letters.registered import letter_registered
from clues.letters.signing import has_real_name, reporter_of
from clues.letters.terms import Signing
from clues.letters.upward import InDoubt, refuse_upward
from clues.numbers import LETTER_SERIES, next_number
from clues.subjects.actions import NewSubject, find_or_register_subject
from clues.subjects.naming import in_its_unit, tidied
from clues.terms import Source
from hub.access.grants import grant
from hub.access.readers import readers_of
from hub.events.actions import record
from hub.kernel.acting import action
from hub.kernel.errors import Conflict, Invalid, demand, demand_of
from hub.kernel.sealing import normalised, seal, unseal
from hub.kernel.transitions import locked
from hub.kernel.writing import cleaned, folded
from hub.rules.models import Level

Made = TypeVar("Made")

ATTACHMENT_LIMIT = 10 * 1024 * 1024


ATTACHMENTS_PER_LETTER = 20


@dataclass(frozen=True, slots=True)
class NewLetter:
    """A letter as it is entered. reporter: (name, way to reach them) or None. files: (name, content).

    somebody_else: a person says that it is about nobody whom its names may also mean, where that is asked.
    """

    title: str
    text: str
    received_on: date
    classification: Level
    source: str = Source.LETTER
    signing: str = Signing.ANONYMOUS
    external_number: str = ""
    category: Category | None = None
    subjects: Sequence[NewSubject] = ()
    reporter: tuple[str, str] | None = None
    somebody_else: bool = False
    files: Sequence[tuple[str, bytes]] = ()


@action()
def register_letter(new: NewLetter, *, by: Person, told: bool = True) -> Letter:
    """Register a letter. A repeat is registered too, linked to the first (处理检举控告工作规则 art. 14).

    One about the commission's own people goes into their compartment and out of the registrar's sight.

    Its readers get a notice unless `told` is False: a file of letters tells once, not for each of them.

    Raises NotAllowed for whoever is not a petition registrar, NotEntered or InDoubt before anything is kept,
    Conflict for a file that is there twice, Invalid for a "classification" above their clearance, a "file", a
    "signing" by a real name that is none, or a subject ("subjects.0.identifiers").
    """
    demand(may_register_letters(by))
    office = petition_office_of(by)
    named = [in_its_unit(each) for each in new.subjects]
    refuse_upward(named, office=office, somebody_else=new.somebody_else)
    new = _tidied(replace(new, subjects=named))
    demand_of("classification", may_classify(new.classification, by))
    keeper = keeper_for_new(new.subjects)
    if keeper is None and not new.somebody_else:
        _ask_about_colleagues(new.subjects)
    unit = keeper or office
    mark = fingerprint(new)
    letter = Letter.objects.create(
        number=next_number(LETTER_SERIES),
        classification=new.classification,
        source=new.source,
        signing=new.signing,
        title=new.title,
        text=new.text,
        received_on=new.received_on,
        external_number=new.external_number,
        category=new.category,
        unit=unit,
        repeat_of=_first_of(new, mark, unit),
        reporter=_keep_reporter(new.reporter),
        fingerprint=mark,
        registered_by=by,
    )
    _mention(letter, new.subjects)
    if keeper:
        grant([letter], compartment_of(keeper), purpose=ApartFor.APART, by=by)
    else:
        grant([letter], groups_in(unit, *PETITION), purpose=LettersFor.REGISTERED, by=by)
    for name, content in new.files:
        _attach(letter, name, content, by)
    letter_registered.tell(letter, not told)
    kind = Kind.LETTER_REPEATED if letter.repeat_of_id else Kind.LETTER_REGISTERED
    data = {"rank": letter.classification_id}
    record(kind, by=by, of=letter, to=readers_of(letter) if told else (), data=data)
    return letter


def _tidied(new: NewLetter) -> NewLetter:
    reporter = reporter_of(*new.reporter) if new.reporter else None
    if new.signing == Signing.REAL_NAME and not has_real_name(reporter):
        said = _("A letter is signed by real name only with a name and a way to reach them.")
        raise Invalid({"signing": [said]}, code="no-real-name")
    subjects = [_of_subject(place, tidied, each) for place, each in enumerate(new.subjects)]
    return replace(new, subjects=subjects, reporter=reporter)


def keep_findable(letter: Letter) -> None:
    """By what it says now; the numbers it gave stay."""
    numbers = letter.search_keys.filter(key__startswith=key_of_number("")).values_list("key", flat=True)
    kept = set(numbers)
    letter.search_keys.all().delete()
    _let_find(letter, letter.mentions.all(), kept)


def _let_find(letter: Letter, mentions: Iterable[Mention], numbers: Iterable[str]) -> None:
    """By the names and numbers in it, and by its number at the source. By what else is on file of whom it is
    about it is not found: that may come from matters which its readers do not see."""
    names = {key for mention in mentions for key in search_keys(mention.name)}
    keys = sorted({*names, *numbers, folded(letter.external_number)[:LONGEST]} - {""})
    LetterKey.objects.bulk_create([LetterKey(letter=letter, key=key) for key in keys])


def _ask_about_colleagues(subjects: Sequence[NewSubject]) -> None:
    place = doubtful_of(subjects)
    if place is not None:
        raise InDoubt(
            place, _("This may be about one of our own people. Nothing is entered before a person says.")
        )


def _mention(letter: Letter, named: Sequence[NewSubject]) -> None:
    """Link the letter to its subjects, keep how it names them, and let it be found by that."""
    subjects = [_of_subject(place, find_or_register_subject, new) for place, new in enumerate(named)]
    letter.subjects.set(subjects)
    mentions = [
        Mention(
            letter=letter,
            subject=subject,
            name=cleaned(new.name),
            post=cleaned(new.post),
            unit=new.unit,
            unit_name=cleaned(new.unit_name),
            authority=new.authority,
        )
        for subject, new in zip(subjects, named, strict=True)
    ]
    Mention.objects.bulk_create(mentions)
    _let_find(
        letter, mentions, {key_of_number(key) for new in named for key in keys_of(new.identifiers).values()}
    )


def _of_subject(place: int, made: Callable[[NewSubject], Made], new: NewSubject) -> Made:
    """What is made of the subject; what is refused then names its place among the letter's."""
    try:
        return made(new)
    except Invalid as refusal:
        fields = {f"subjects.{place}.{name}": said for name, said in refusal.fields.items()}
        raise Invalid(fields, refusal.message, code=refusal.code) from refusal


def petition_office_of(by: Person) -> Unit:
    """The petition office for which the person registers letters."""
    posts = (post.group for post in by.current_posts if post.group.role == Role.REGISTRAR)
    return next(group.unit for group in posts if group.unit.kind == UnitKind.PETITION)


def fingerprint(new: NewLetter) -> str:
    """SHA-256 (hex) of source, external number and text without white space."""
    parts = [new.source, new.external_number.strip(), normalised(new.text)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _first_of(new: NewLetter, mark: str, unit: Unit) -> Letter | None:
    """The first letter of the office with the same fingerprint."""
    return Letter.objects.filter(unit=unit, fingerprint=mark, repeat_of=None).order_by("pk").first()


def _keep_reporter(reporter: tuple[str, str] | None) -> UUID | None:
    if reporter is None or not any(part.strip() for part in reporter):
        return None
    name, contact = reporter
    return ReporterIdentity.objects.create(sealed_name=seal(name), sealed_contact=seal(contact)).token


def add_attachment(number: str, *, name: str, content: bytes, by: Person) -> Attachment:
    """As `add_attachments`, for one file."""
    return add_attachments(number, files=[(name, content)], by=by)[0]


def add_attachments(number: str, *, files: Sequence[tuple[str, bytes]], by: Person) -> list[Attachment]:
    """Keep files (name, content) with a letter, sealed; all or none.

    Raises Invalid when one is empty or too large, Conflict when one is already there or the letter is full.
    """
    with locked(Letter.objects.visible_to(by), number=number) as letter:
        demand(may_transfer(letter, by))
        return [_attach(letter, name, content, by) for name, content in files]


def _attach(letter: Letter, name: str, content: bytes, by: Person) -> Attachment:
    if not 0 < len(content) <= ATTACHMENT_LIMIT:
        raise Invalid({"file": [_("The file is empty or larger than 10 MB.")]})
    digest = hashlib.sha256(content).hexdigest()
    if letter.attachments.filter(sha256=digest).exists():
        raise Conflict(_("This file is already attached."), code="already-attached")
    if letter.attachments.count() >= ATTACHMENTS_PER_LETTER:
        raise Conflict(_("A letter holds at most 20 files."), code="letter-full")
    attachment = Attachment.objects.create(
        letter=letter, name=name, size=len(content), sha256=digest, added_by=by
    )
    AttachmentBody.objects.create(attachment=attachment, sealed=seal(base64.b64encode(content).decode()))
    record(Kind.ATTACHMENT_ADDED, by=by, of=letter, data={"attachment": attachment.pk})
    return attachment


def content_of(attachment: Attachment) -> bytes:
    """The bytes as they were uploaded."""
    return base64.b64decode(unseal(attachment.body.sealed))
