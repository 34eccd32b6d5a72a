"""Rules kept in the process never outlive a change, by whatever way it was made."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import Unit, directory
from accounts.ties import FORMER_UNIT, tied_since
from hub.approvals.chains import chain_in_force
from hub.approvals.models import Chain, ChainSigner, ChainStep
from hub.rules.calendar import working_calendar
from hub.rules.deadlines import rule_on
from hub.rules.models import CalendarDay, Deadline
from tests.town import unit

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
KEPT = (
    "rules_level",
    "rules_calendaryear",
    "rules_calendarday",
    "rules_deadline",
    "accounts_unit",
    "accounts_postgroup",
    "approvals_chain",
    "approvals_chainstep",
    "approvals_chainsigner",
)


def edition() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM rules_edition")
        return cursor.fetchone()[0]


def amount() -> int:
    return rule_on("approval.step", TODAY).amount


@pytest.mark.parametrize("table", KEPT)
def test_every_statement_on_a_table_that_is_kept_is_another_edition(table):
    for statement in (f"UPDATE {table} SET {key(table)} = {key(table)}", f"DELETE FROM {table} WHERE false"):
        before = edition()
        with connection.cursor() as cursor:
            cursor.execute(statement)
        assert edition() > before


def key(table: str) -> str:
    with connection.cursor() as cursor:
        return connection.introspection.get_primary_key_column(cursor, table)


def test_a_change_past_django_is_heeded():
    before = amount()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE rules_deadline SET amount = amount + 1 WHERE code = 'approval.step'")
    assert amount() == before + 1


def test_a_change_that_is_rolled_back_leaves_nothing_behind():
    before, rules = amount(), Deadline.objects.filter(code="approval.step")
    with transaction.atomic():
        rules.update(amount=before + 1)
        assert amount() == before + 1
        transaction.set_rollback(True)
    assert amount() == before
    rules.update(amount=before + 2)  # another edition than the one that was rolled back
    assert amount() == before + 2


def test_days_of_the_calendar():
    day = TODAY + timedelta(days=3650)
    assert working_calendar().is_working(day) is (day.weekday() < 5)
    CalendarDay.objects.create(date=day, working=day.weekday() >= 5, name="x", source="x")
    assert working_calendar().is_working(day) is (day.weekday() >= 5)


def test_the_rule_that_keeps_somebody_from_their_former_unit():
    assert tied_since(TODAY) < TODAY
    Deadline.objects.filter(code=FORMER_UNIT).delete()
    assert tied_since(TODAY) == TODAY


def test_units_and_who_stands_above_them():
    team, office = unit("team-1"), unit("petition")
    assert directory().above(team).code == "inspection-office"
    Unit.objects.filter(pk=team.pk).update(parent=office)
    assert directory().units[team.pk].parent.code == "petition"


def test_steps_and_signers_of_a_chain():
    chain = chain_in_force("clue.routing")
    assert chain == Chain.objects.in_force("clue.routing").first()
    ChainSigner.objects.filter(step__chain=chain).delete()
    ChainStep.objects.filter(chain=chain).delete()
    assert not chain_in_force("clue.routing").steps.all()


def test_where_the_edition_is_gone_nothing_is_kept():
    before = amount()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM rules_edition")
        cursor.execute("ALTER TABLE rules_deadline DISABLE TRIGGER new_edition")
        cursor.execute("UPDATE rules_deadline SET amount = amount + 1 WHERE code = 'approval.step'")
    assert amount() == before + 1
