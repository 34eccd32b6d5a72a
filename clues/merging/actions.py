"""Merging clues about one subject, undoing it, splitting a clue off.

Merging takes two people: a case manager proposes, the head of case management approves. It changes nothing of
the main clue, and of the merged one only what `Merge` remembers, so that undoing it restores every byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.policies import may_classify
from clues.allegations.actions import share_out
from clues.apart.compartments import chain_for, compartment_of
from clues.apart.kinds import For as ApartFor
from clues.categories import Category
from clues.clue.actions import ask_managers, save
from clues.clue.flow import ClueFlow
from clues.clue.kinds import For as ClueFor
from clues.clue.models.clues import Clue
from clues.clue.models.merging import Merge, Split
from clues.holders import CASE_MANAGEMENT, groups_in
from clues.intake.kinds import Kind as Intake
from clues.merging.decided import in_approval
from clues.merging.kinds import Kind as Merging
from clues.merging.purposes import MERGING
from clues.numbers import CLUE_SERIES, next_number
from clues.recusing.actions.clearing import clear_recused
from clues.related.actions import look_for_related
from clues.reporting.actions import owe_report
from clues.routing.kinds import PROPOSE
from hub.access.grants import Holders, grant, revoke
from hub.access.readers import readers_of
from hub.approvals.actions import submit_for_approval
from hub.duties.actions import reopen_duties
from hub.events.actions import record
from hub.kernel.errors import Conflict, Invalid, demand_of, demand_reason
from hub.kernel.transitions import enter, locked
from hub.rules.models import Level


def propose_merge(number: str, *, merged: str, reason: str, by: Person) -> Clue:
    """Propose that the clue numbered `merged` goes on within the clue `number`, and ask for approval.

    Raises NotVisible, NotAllowed, Conflict (in approval, merged already), Invalid (another subject, the clue
    itself, no reason).
    """
    with locked(Clue.objects.visible_to(by), number=number) as main:
        enter(ClueFlow(main).take_in, by=by)
        with _other(merged, by) as other:
            _check_pair(main, other, reason)
            _check_state(other)
            Merge.objects.create(main=main, clue=other, reason=reason.strip(), by=by)
            record(Merging.MERGE_PROPOSED, by=by, of=main, to=readers_of(main), data={"clue": other.pk})
            submit_for_approval(main, purpose=MERGING, by=by, chain_code=chain_for(main, MERGING.code))
            return main


def undo_merge(number: str, *, reason: str, by: Person) -> Clue:
    """Take a merged clue out again: it stands exactly where it stood. The reason is required.

    What waited for somebody who is recused by now goes on to others.
    """
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).unmerge, by=by)
        demand_reason(reason)
        merge = clue.merges.in_force().select_for_update().get()
        merge.undone_at, merge.undone_by, merge.undo_reason = timezone.now(), by, reason.strip()
        merge.save(update_fields=["undone_at", "undone_by", "undo_reason"])
        clue.state, clue.version = merge.prior_state, merge.prior_version
        clue.save()
        reopen_duties(merge.duties)
        revoke([clue], Holders(merge.opened_groups, merge.opened_people), by=by)
        clear_recused(clue, by=by)
        data = {"main": merge.main_id}
        record(Merging.UNMERGED, by=by, of=clue, to=readers_of(clue), data=data)
        return clue


@dataclass(frozen=True, slots=True)
class NewPart:
    """What is split off: its own title, words and category; the letters and the subject stay the same.

    allegations: keys of those of the origin that go with it.
    """

    title: str
    summary: str
    category: Category
    classification: Level
    reason: str
    allegations: Sequence[int] = ()


def split_clue(number: str, *, new: NewPart, by: Person) -> Clue:
    """Split a part of what is alleged off into a clue of its own, which case management assigns anew.

    The origin stays as it is, but for the allegations that go with the part. Returns the new clue.
    Raises NotVisible, NotAllowed, Conflict, Invalid.
    """
    with locked(Clue.objects.visible_to(by), number=number) as origin:
        enter(ClueFlow(origin).split, by=by)
        demand_of("classification", may_classify(new.classification, by))
        if new.classification.rank < origin.classification_id:
            raise Invalid({"classification": [_("A part cannot be less secret than the whole.")]})
        part = Clue.objects.create(
            number=next_number(CLUE_SERIES),
            classification=new.classification,
            title=new.title,
            summary=new.summary,
            source=origin.source,
            category=new.category,
            subject=origin.subject,
            office=origin.office,
            holder=origin.office,
            initiator=origin.initiator,
        )
        part.letters.set(origin.letters.all())
        share_out(origin, part, new.allegations, by=by)
        Split.objects.create(origin=origin, clue=part, reason=new.reason.strip(), by=by)
        save(origin)
        office, apart = origin.office, origin.is_apart
        managers = compartment_of(office) if apart else groups_in(office, *CASE_MANAGEMENT)
        grant([part], managers, purpose=ApartFor.APART if apart else ClueFor.MANAGED, by=by)
        ask_managers(PROPOSE, part)
        look_for_related(part.subject)
        owe_report(part, by=by)
        record(Merging.SPLIT, by=by, of=origin, to=readers_of(origin), data={"clue": part.pk})
        data = {"split_from": origin.pk, "rank": new.classification.rank}
        record(Intake.CLUE_REGISTERED, by=by, of=part, to=readers_of(part), data=data)
        return part


@contextmanager
def _other(number: str, by: Person) -> Iterator[Clue]:
    """The other clue, locked. Raises Invalid where the person sees no clue of that number."""
    if not Clue.objects.visible_to(by).filter(number=number).exists():
        raise Invalid({"merged": [_("You see no clue of this number.")]}, code="no-such-clue")
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        yield clue


def _check_pair(main: Clue, other: Clue, reason: str) -> None:
    if main.pk == other.pk:
        raise Invalid({"merged": [_("Choose another clue.")]}, code="itself")
    if main.subject_id != other.subject_id:
        said = _("Only clues about the same subject are merged; a name that agrees is not enough.")
        raise Invalid({"merged": [said]}, code="other-subject")
    demand_reason(reason)


def _check_state(other: Clue) -> None:
    if in_approval(other) or not ClueFlow(other).merge.can_proceed():
        raise Conflict(_("One of the two cannot be merged now."), code="not-now", happened={})
    if other.merges.filter(refused_at=None, undone_at=None).exists():
        raise Conflict(_("This clue is merged already, or it is proposed."), code="merged")
