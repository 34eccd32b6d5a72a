"""Reporting clues about certain people upward: 监督执纪工作规则 art. 22."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.commission import nearest
from accounts.models import Person
from accounts.querysets import on_day
from accounts.terms import Role, UnitKind
from clues.clue.actions import save
from clues.clue.models.clues import Clue
from clues.days import entered
from clues.holders import CASE_MANAGEMENT, groups_in
from clues.reporting.kinds import REPORT_UPWARD, For, Kind
from clues.reporting.models import ClueReport, ReportingRule
from clues.reporting.policies import may_report_upward
from hub.access.grants import grant
from hub.access.readers import readers_of
from hub.duties.actions import close_duties, open_duties
from hub.events.actions import record
from hub.kernel.errors import Conflict, Invalid, demand
from hub.kernel.transitions import locked


@dataclass(frozen=True, slots=True)
class ReportMade:
    """When it was reported, to whom, under which number."""

    reported_on: date
    organ: str
    document: str
    late_reason: str = ""


def owe_report(clue: Clue, *, by: Person) -> None:
    """Called when a clue is made: where a rule says so, it is to be reported upward."""
    standing = clue.subject.standings.current().first()
    if standing is None or not standing.position:
        return
    rules = ReportingRule.objects.filter(on_day(timezone.localdate()), position=standing.position)
    rule = rules.first()
    if rule is None:
        return
    ClueReport.objects.create(clue=clue, rule=rule)
    groups = list(groups_in(clue.office, *CASE_MANAGEMENT).groups)
    leadership = nearest(clue.office, UnitKind.LEADERSHIP)
    if leadership is not None:
        leaders = groups_in(leadership, Role.PRINCIPAL_LEADER)
        grant([clue], leaders, purpose=For.REPORTED, by=by)
        groups += leaders.groups
    open_duties(REPORT_UPWARD, of=clue, groups=groups)


def owed_report(clue: Clue) -> ClueReport:
    """The report that is still to be made. Raises Conflict, with who made it and when."""
    report = ClueReport.objects.filter(clue=clue).select_related("by").first()
    if report is None or report.reported_on is not None:
        happened = {"reported_on": str(report.reported_on), "by": str(report.by)} if report else {}
        raise Conflict(_("No report upward is owed."), code="not-owed", happened=happened)
    return report


def note_report(number: str, *, new: ReportMade, by: Person) -> Clue:
    """Note that the clue was reported upward.

    Raises NotVisible, NotAllowed, Conflict (none is owed, or it is noted already), Invalid at the field.
    """
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        demand(may_report_upward(clue, by))
        report = owed_report(clue)
        if missing := [name for name in ("organ", "document") if not getattr(new, name).strip()]:
            raise Invalid({name: [_("This field is required.")] for name in missing}, code="required")
        report.late_reason = entered("reported_on", new.reported_on, new.late_reason)
        report.reported_on, report.by = new.reported_on, by
        report.organ, report.document = new.organ.strip(), new.document.strip()
        report.save()
        save(clue)
        close_duties(REPORT_UPWARD, of=clue, by=by)
        record(Kind.REPORTED_UPWARD, by=by, of=clue, to=readers_of(clue))
        return clue
