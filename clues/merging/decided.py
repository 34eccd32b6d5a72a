"""What follows when the merging of two clues is decided."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import Person
from clues.clue.actions import save
from clues.clue.flow import ClueFlow
from clues.clue.models.clues import Clue
from clues.clue.models.merging import Merge
from clues.merging.kinds import For, Kind
from hub.access.grants import Holders, grant
from hub.access.readers import readers_of
from hub.approvals.models import Approval
from hub.approvals.terms import Outcome
from hub.duties.actions import close_duties
from hub.duties.models import Duty
from hub.events.actions import record
from hub.kernel.transitions import enter, locked


def merge_decided(main: Clue, outcome: Outcome, by: Person) -> None:
    """Called with the main clue locked: merge, unless it was refused or the other clue has gone on since."""
    merge = main.merged_here.filter(merged_at=None, refused_at=None).select_for_update().latest("pk")
    with locked(Clue, pk=merge.clue_id) as clue:
        if outcome == Outcome.APPROVED and _can_merge(main, clue):
            _carry_out(merge, main, clue, by)
            return
        merge.refused_at = timezone.now()
        merge.save(update_fields=["refused_at"])
        record(Kind.MERGE_REFUSED, by=by, of=main, to=readers_of(main), data={"clue": clue.pk})


def _carry_out(merge: Merge, main: Clue, clue: Clue, by: Person) -> None:
    merge.prior_state, merge.prior_version = clue.state, clue.version
    merge.duties = list(Duty.objects.open().about(clue).order_by("pk").values_list("pk", flat=True))
    new = _holders_of_main_only(main, clue)
    merge.opened_groups, merge.opened_people = list(new.groups), list(new.people)
    merge.merged_at = timezone.now()
    merge.save()
    enter(ClueFlow(clue).merge, by=by)
    save(clue)
    close_duties(None, of=clue, by=by)
    grant([clue], new, purpose=For.MERGED, by=by)
    record(Kind.MERGED, by=by, of=clue, to=readers_of(clue), data={"main": main.pk})


def _holders_of_main_only(main: Clue, clue: Clue) -> Holders:
    """Who holds a grant on the main clue and none on the other."""
    groups = set(main.group_grants.values_list("group", flat=True))
    people = set(main.person_grants.values_list("user", flat=True))
    groups -= set(clue.group_grants.values_list("group", flat=True))
    people -= set(clue.person_grants.values_list("user", flat=True))
    return Holders(sorted(groups), sorted(people))


def _can_merge(main: Clue, clue: Clue) -> bool:
    if not ClueFlow(main).take_in.can_proceed():
        return False
    return ClueFlow(clue).merge.can_proceed() and not in_approval(clue) and main.subject_id == clue.subject_id


def in_approval(clue: Clue) -> bool:
    return Approval.objects.about(clue).filter(outcome=Outcome.RUNNING).exists()
