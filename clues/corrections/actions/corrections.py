"""Correcting wrong data about a subject (更正): asked for by whoever sees the clue, decided by case
management, told to everyone who had received it."""

from __future__ import annotations

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.identity import checked_number
from accounts.models import Person
from clues.clue.actions import ask_managers, save
from clues.clue.models.clues import Clue
from clues.clue.policies import may_manage
from clues.corrections.actions.recipients import matters_about, note_receivers
from clues.corrections.kinds import ANSWER_CORRECTION, Kind
from clues.corrections.models import Correction
from clues.corrections.terms import CorrectionOutcome
from clues.letters.actions.letters import keep_findable as keep_letter_findable
from clues.letters.models.letters import Letter
from clues.recusing.actions.recusing import look_for_recused_from
from clues.related.actions import forget_related, look_for_related
from clues.subjects.actions import NewSubject, find_or_register_subject, keep_findable, tie
from clues.subjects.models import Subject, SubjectIdentifier, SubjectStanding
from clues.subjects.terms import Authority
from hub.access.readers import readers_of
from hub.duties.actions import close_duties
from hub.events.actions import record, record_each
from hub.kernel.errors import Conflict, Invalid, demand
from hub.kernel.sealing import match_key, seal
from hub.kernel.transitions import locked
from hub.kernel.writing import cleaned

Changes = dict[str, list[str]]  # field -> [before, after]


PLAIN = ("post", "branch", "authority", "position")  # of a standing, beside its unit


def ask_for_correction(number: str, *, source: str, claim: str, by: Person) -> Correction:
    """Say what is wrong about the subject of a clue: for everyone who sees the clue.

    Raises NotVisible, Invalid without a "claim".
    """
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        if not claim.strip():
            raise Invalid({"claim": [_("Please say what is wrong, and what is right.")]})
        asked = Correction.objects.create(
            clue=clue, subject_id=clue.subject_id, source=source, claim=claim.strip(), asked_by=by
        )
        ask_managers(ANSWER_CORRECTION, clue, ref=asked.pk)
        record(Kind.CORRECTION_ASKED, by=by, of=clue, to=readers_of(clue), data={"correction": asked.pk})
        return asked


def answer_correction(
    pk: int, *, outcome: str, right: NewSubject | None = None, reason: str, by: Person
) -> Correction:
    """Amended: the data were wrong and are put right by what `right` says, wherever the person occurs. Moved:
    the clue is about the other person `right` names by an identifier. Refused: what is on file is right.

    Raises NotVisible, NotAllowed, Conflict when it is answered already; Invalid without a "reason", where
    nothing would change ("name"), and for "identifiers" that are no numbers, or name the wrong person.
    """
    with locked(Correction.objects.visible_to(by), pk=pk) as asked:
        demand(may_manage(asked.clue, by))
        if asked.outcome != CorrectionOutcome.OPEN:
            raise Conflict(_("This has been answered already."), code="answered")
        if not reason.strip():
            raise Invalid({"reason": [_("Please say how it was checked.")]})
        if outcome != CorrectionOutcome.REFUSED:
            _put_right(asked, outcome, right or NewSubject(name=""), by)
        asked.outcome, asked.reason = outcome, reason.strip()
        asked.by, asked.at = by, timezone.now()
        asked.version += 1
        asked.save()
        close_duties(ANSWER_CORRECTION, of=asked.clue, by=by, ref=asked.pk)
        _tell(asked, by)
        return asked


def _tell(asked: Correction, by: Person) -> None:
    """A ledger line; after a change the one who asked is told with all other receivers."""
    refused = asked.outcome == CorrectionOutcome.REFUSED
    kind = Kind.CORRECTION_REFUSED if refused else Kind.SUBJECT_CORRECTED
    to = [asked.asked_by_id] if refused else []
    record(kind, by=by, of=asked.clue, to=to, data={"correction": asked.pk})


def _put_right(asked: Correction, outcome: str, right: NewSubject, by: Person) -> None:
    """Whoever had it before the change is noted first: afterwards some may see it no more."""
    if outcome == CorrectionOutcome.MOVED:
        note_receivers(asked, [asked.clue, *asked.clue.letters.order_by("pk")])
        asked.other = _move(asked.clue, asked.subject, right, by)
        return
    note_receivers(asked, matters_about(asked))
    asked.changes = _amend(asked.subject, right)
    if not asked.changes:
        raise Invalid({"name": [_("Nothing here differs from what is on file.")]})
    look_for_recused_from(asked.subject)
    _mark(asked, by)
    look_for_recused_from(asked.subject)


def _mark(asked: Correction, by: Person) -> None:
    """A new version of every matter about the subject, and a ledger line; the clue that was asked about gets
    its line with the answer."""
    for model, rows in ((Clue, asked.subject.clues), (Letter, asked.subject.letters)):
        keys = list(rows.values_list("pk", flat=True))
        model.objects.filter(pk__in=keys).update(version=F("version") + 1)
        others = [key for key in keys if (model, key) != (Clue, asked.clue_id)]
        facts = {key: {"correction": asked.pk} for key in others}
        record_each(Kind.SUBJECT_CORRECTED, by=by, model=model, data=facts)


def _amend(subject: Subject, right: NewSubject) -> Changes:
    changes = _amend_name(subject, right.name.strip()) | _amend_standing(subject, right)
    for scheme, number in right.identifiers.items():
        changes |= _amend_identifier(subject, scheme, number)
    return changes


def _amend_name(subject: Subject, name: str) -> Changes:
    if not name or name == subject.name:
        return {}
    before, subject.name = subject.name, name
    subject.save(update_fields=["name"])
    keep_findable(subject)
    subject.mentions.filter(name=before).update(name=name)
    for letter in subject.letters.all():
        keep_letter_findable(letter)
    return {"name": [before, name]}


def _amend_standing(subject: Subject, right: NewSubject) -> Changes:
    """In place, unlike a new post: what was on file had never been so. What is left empty stays."""
    now = subject.standings.current().first()
    now = now or SubjectStanding(subject=subject, from_on=timezone.localdate())
    unit = right.unit.name if right.unit else right.unit_name.strip()
    before = {field: getattr(now, field) for field in PLAIN}
    before["unit"] = now.unit.name if now.unit else now.unit_name
    given = {field: getattr(right, field).strip() for field in PLAIN} | {"unit": unit}
    if right.authority == Authority.UNKNOWN:
        del given["authority"]
    changed = {field: said for field, said in given.items() if said and said != before[field]}
    if not changed:
        return {}
    for field in changed.keys() & set(PLAIN):
        setattr(now, field, changed[field])
    if "unit" in changed:
        now.unit, now.unit_name = right.unit, "" if right.unit else unit
    now.save()
    tie(subject, now)
    return {field: [before[field], said] for field, said in changed.items()}


def _amend_identifier(subject: Subject, scheme: str, number: str) -> Changes:
    """The identifier of this kind is another one; of both, no more than the end is kept in words."""
    number = checked_number(scheme, number, at="identifiers")
    key = match_key(scheme, number)
    if subject.identifiers.filter(key=key).exists():
        return {}
    wrong = subject.identifiers.filter(scheme=scheme)
    before = "…" if wrong.exists() else ""
    wrong.delete()
    SubjectIdentifier.objects.create(subject=subject, scheme=scheme, key=key, sealed=seal(number))
    look_for_related(subject)
    return {scheme: [before, f"…{number[-4:]}"]}


def _move(clue: Clue, wrong: Subject, right: NewSubject, by: Person) -> Subject:
    """The clue leaves the wrong person, and so does each letter of it that has no other clue about them."""
    if not right.identifiers:
        raise Invalid({"identifiers": [_("A name alone names nobody: give an identifier.")]})
    other = find_or_register_subject(right)
    if other.pk == wrong.pk:
        raise Invalid({"identifiers": [_("This is the person the clue is about already.")]})
    clue.subject = other
    save(clue)
    for letter in clue.letters.filter(subjects=wrong):
        letter.subjects.add(other)
        if not letter.clues.filter(subject=wrong).exists():
            letter.subjects.remove(wrong)
            letter.mentions.filter(subject=wrong).update(
                subject=other, name=cleaned(right.name) or other.name
            )
        else:
            letter.mentions.create(subject=other, name=cleaned(right.name) or other.name)
        keep_letter_findable(letter)
    forget_related(clue, by=by)
    look_for_related(other)
    look_for_recused_from(other)
    return other
