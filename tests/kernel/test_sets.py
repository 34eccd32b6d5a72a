"""Rows read in sets are the rows that Django reads table by table."""

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from clues.overview.whole import OF_CLUE, read_clue
from hub.approvals.models import Approval, Signature
from hub.kernel.prepared import any_of
from hub.kernel.sets import Asked, Sets
from tests.factories import clue_at

pytestmark = pytest.mark.django_db


def columns(row):
    return row and {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def at(row, path):
    for step in path.split("__"):
        row = getattr(row, step, None)
    return row


def hanging(clue, name):
    found = getattr(clue, name, None)
    return list(found.all()) if hasattr(found, "all") else [found] if found else []


def test_a_row_knows_what_hangs_on_it():
    number = clue_at(ClueState.CONCLUDED).number
    plain, whole = (Clue.objects.get(number=number) for _ in range(2))
    besides = read_clue(whole)
    assert [each.pk for each in besides.approvals] == [
        each.pk for each in Approval.objects.about(plain).order_by("-pk")
    ]
    with CaptureQueriesContext(connection) as asked:
        known = {name: hanging(whole, name) for name in OF_CLUE}
        along = {
            (name, path): [columns(at(each, path)) for each in known[name]]
            for name, paths in OF_CLUE.items()
            for path in paths
        }
        assert all(
            each.clue is whole for name in ("opinions", "results", "custodies") for each in known[name]
        )
    assert not asked
    assert sum(map(bool, known.values())) > 8
    for name, rows in known.items():
        assert list(map(columns, rows)) == list(map(columns, hanging(plain, name))), name
    for (name, path), rows in along.items():
        assert rows == [columns(at(each, path)) for each in hanging(plain, name)], (name, path)


def test_what_was_read_is_read_anew_with_the_row():
    clue = Clue.objects.get(pk=clue_at(ClueState.ASSIGNED).pk)
    read_clue(clue)
    assert all(each.ended_at is None for each in clue.assignments.all())
    clue.assignments.update(ended_at=timezone.now())
    clue.refresh_from_db()
    assert all(each.ended_at for each in clue.assignments.all())


def test_several_questions_in_one():
    clue_at(ClueState.APPROVED)
    asked = Sets(
        {
            "signatures": Asked(
                Signature.objects.filter(pk__in=any_of("@keys@")).order_by("pk"), ("seat", "seat__step")
            ),
            "approvals": Asked(Approval.objects.order_by("pk")),
        }
    )
    keys = list(Signature.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as queries:
        found = asked.rows({"@keys@": keys})
        places = [each.seat.step.position for each in found["signatures"]]
    assert len(queries) == 1
    assert places == list(Signature.objects.order_by("pk").values_list("seat__step__position", flat=True))
    assert len(found["approvals"]) == Approval.objects.count()


def test_what_json_cannot_hold_is_not_read():
    class Weight(models.Model):
        grams = models.DecimalField(max_digits=5, decimal_places=2)

        class Meta:
            app_label = "tests"

    with pytest.raises(TypeError, match="grams"):
        Asked(Weight.objects.all()).question  # noqa: B018
