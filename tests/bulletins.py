"""Bulletins of the quarter that runs: what happened today is told on the first day of the next one."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from clues.bulletins.actions import draw_up_bulletins, send_bulletin
from clues.bulletins.models import Bulletin
from clues.bulletins.terms import Told
from tests.town import person, unit


def next_quarter() -> date:
    """The first day of the quarter after this one: what happened today is in the period before."""
    today = timezone.localdate()
    month = (today.month - 1) // 3 * 3 + 4
    return date(today.year + (month > 12), month % 12, 1)


def drawn(kind: str) -> Bulletin:
    draw_up_bulletins(next_quarter())
    return Bulletin.objects.get(rule__kind=kind, sender__in=[unit("petition"), unit("case-management")])


def sent() -> Bulletin:
    """The repeats of the petition office, told to case management."""
    return send_bulletin(drawn(Told.REPEATS).number, by=person("registrar"))
