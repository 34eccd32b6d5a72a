"""Asking for a later day: which rule allows how much, how often and by whose approval."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.querysets import on_day
from clues.clue.flow import ClueFlow
from clues.clue.models.clues import Clue
from clues.motions.actions import draw_motion, put_forward
from clues.timing.models import DueDate, Extension, ExtensionRule
from clues.timing.purposes import EXTENSION
from clues.timing.told import awaited_of
from hub.kernel.errors import Invalid
from hub.kernel.transitions import enter, locked
from hub.kernel.working_time import end_of
from hub.rules.deadlines import due, ends_on


@dataclass(frozen=True, slots=True)
class NewDay:
    """What is asked for. document: number of the superior's reply. late_reason: once the day has passed."""

    awaited: str
    until: date
    document: str = ""
    late_reason: str = ""


def ask_extension(number: str, *, new: NewDay, reason: str, by: Person) -> Clue:
    """Ask that what is awaited of the clue be due on a later day.

    Raises Invalid at the field: nothing of the kind is awaited, no (further) extension is allowed, the new
    day is not later or too late, the day has passed, the superior's reply or the reason is missing.
    """
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).ask_extension, by=by)
        asked = _weigh(clue, new)
        asked.motion = draw_motion(clue, EXTENSION, reason, by)
        asked.save(force_insert=True)
        put_forward(asked.motion, EXTENSION, chain=asked.rule.chain)
        return clue


def rule_for(clue: Clue, awaited: str) -> ExtensionRule | None:
    """The rule in force for the next extension of what is awaited; None where there is none."""
    turn = Extension.objects.granted(clue, awaited).count() + 1
    rules = ExtensionRule.objects.filter(on_day(timezone.localdate()), awaited=awaited, first__lte=turn)
    fitting = (rule for rule in rules if rule.last is None or turn <= rule.last)
    return next((rule for rule in fitting if rule.source_is in ("", clue.source)), None)


def _weigh(clue: Clue, new: NewDay) -> Extension:
    day = next((each for each in awaited_of(clue) if each.awaited == new.awaited), None)
    if day is None:
        raise Invalid({"awaited": [_("Nothing of the kind is awaited now.")]}, code="not-awaited")
    rule = rule_for(clue, new.awaited)
    if rule is None:
        raise Invalid({"awaited": [_("The rules allow no further extension.")]}, code="no-further")
    late = _lateness(day, rule, new.late_reason)
    if rule.document and not new.document.strip():
        said = _("Only the superior extends this further: name the number of their reply.")
        raise Invalid({"document": [said]}, code="document-required")
    until = ends_on(new.until)
    if not until.certain:
        said = _("The working days of %(year)d are not loaded here yet: choose a day before it.")
        raise Invalid({"until": [said % {"year": until.on.year}]}, code="no-calendar")
    _check_until(until.on, day, rule)
    return Extension(
        awaited=new.awaited,
        rule=rule,
        before=day.due_at,
        until=end_of(until.on),
        document=new.document.strip(),
        late_reason=late,
    )


def _lateness(day: DueDate, rule: ExtensionRule, reason: str) -> str:
    """Why it is asked for after the day; empty while the day has not passed."""
    if timezone.now() <= day.due_at:
        return ""
    if not rule.late:
        said = _("The day has passed: the rule “%(rule)s” allows an extension only before it.")
        raise Invalid({"until": [said % {"rule": rule}]}, code="too-late")
    if not reason.strip():
        said = _("This is asked for after the day it was due: note it as late, with the reason.")
        raise Invalid({"late_reason": [said]}, code="late")
    return reason.strip()


def _check_until(until: date, day: DueDate, rule: ExtensionRule) -> None:
    was = timezone.localdate(day.due_at)
    if until <= max(was, timezone.localdate()):
        raise Invalid({"until": [_("The new day must be later than the old one and than today.")]})
    most = timezone.localdate(due(rule.most, day.due_at).at) if rule.most else None
    if most is not None and until > most:
        said = _("At the most until %(day)s by the rule “%(rule)s”.") % {"day": most, "rule": rule}
        raise Invalid({"until": [said]}, code="too-long")
