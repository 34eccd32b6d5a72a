"""Rows of a file that must not be entered: nothing of them stays, wherever the file stops (PR art. 15)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.terms import Scheme
from clues.imports.actions.files import (
    cancel_import,
    fail_import,
    forget_files,
    prepare_import,
    resume_import,
    start_import,
    start_prepared,
)
from clues.imports.actions.rows import run_import
from clues.imports.models import LetterImport
from clues.letters.models.letters import Letter
from clues.subjects.models import SubjectStanding
from clues.subjects.terms import Authority
from tests.factories import make_letter, new_subject
from tests.files import HEADINGS, rows, text, xls, xlsx
from tests.town import person
from tests.traces import sealed_where, where

pytestmark = pytest.mark.django_db
WORDS = "绝不落笔"
NAMED = [*HEADINGS, "被反映人"]
UPWARD_LINE = 3  # of the file: the headings are its first


def table(*, about: str = "secretary") -> list[list[str]]:
    """Three letters, the second about somebody who is named."""
    first, second, third = rows(3)
    return [[*first, "某甲"], ["N-2", WORDS, f"{WORDS}\n第二行", second[3], about], [*third, "某乙"]]


def csv_file(**given: str) -> bytes:
    return text(table(**given), NAMED).encode()


FORMATS = {"csv": csv_file, "xlsx": lambda: xlsx(table(), NAMED), "xls": lambda: xls(table(), NAMED)}


def nothing_is_kept(words: str = WORDS) -> bool:
    return where(words) == sealed_where(words) == []


def prepared(content: bytes) -> LetterImport:
    return prepare_import("a.csv", content, by=person("registrar"))


def started(content: bytes) -> LetterImport:
    return start_import("a.csv", content, by=person("registrar"))


def test_also_where_nobody_knows_the_heading_of_the_text_yet():
    headings = ["反映的话" if heading == "内容" else heading for heading in NAMED]
    assert headings != NAMED
    batch = prepared(text(table(), headings).encode())
    assert list(batch.withheld) == [str(UPWARD_LINE)]
    assert nothing_is_kept()


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("keep", [prepared, started])
def test_from_the_moment_the_file_is_there_nothing_of_such_a_row_is(keep, kind):
    batch = keep(FORMATS[kind]())
    assert batch.sealed is not None
    assert sealed_where("反映的情况 3") == ["clues_letterimport.sealed"], "the others are kept"
    assert nothing_is_kept()


@pytest.mark.parametrize("kind", FORMATS)
def test_the_others_are_registered_and_the_line_is_in_quarantine_with_its_reason(kind):
    batch = run_import(started(FORMATS[kind]()).pk)
    assert (batch.state, batch.total) == ("done", 3)
    bad = batch.rows.quarantined().get()
    assert (bad.line, bad.sealed) == (UPWARD_LINE, None)
    assert bad.reason
    assert [
        (row.line, row.letter.text) for row in batch.rows.exclude(letter=None).select_related("letter")
    ] == [
        (2, "反映的情况 1"),
        (UPWARD_LINE + (2 if kind == "csv" else 1), "反映的情况 3"),
    ]


STOPS = {
    "cancelled": lambda batch: cancel_import(batch.pk, by=batch.by),
    "failed": lambda batch: fail_import(batch.pk, "x"),
}


@pytest.mark.parametrize("stop", STOPS)
@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_stopped_file_holds_nothing_of_it_and_can_be_gone_on_with(stop, after):
    batch = started(csv_file())
    seen = []
    run_import(batch.pk, stop=lambda: len(seen) >= after, progress=seen.append)
    STOPS[stop](LetterImport.objects.get(pk=batch.pk))
    assert nothing_is_kept()
    resume_import(batch.pk, by=person("registrar"))
    assert run_import(batch.pk).rows.outcomes() == {"registered": 2, "known": 0, "quarantined": 1}


def test_a_stopped_file_is_kept_no_longer_than_it_takes_to_go_on():
    batch = cancel_import(started(csv_file()).pk, by=person("registrar"))
    holidays = timedelta(days=9)  # a period does not end on a day off
    assert batch.kept_until <= timezone.now() + timedelta(days=4) + holidays
    assert forget_files(timezone.now() + timedelta(days=5) + holidays) == 1
    assert sealed_where("反映的情况 3") == []


def test_columns_that_only_the_sender_understands_are_looked_at_when_they_are_explained():
    headings = ["序", "题", "文", "日子", "何人"]
    batch = prepared(text(table(), headings).encode())
    fields = ["external_number", "title", "text", "received_on", "subject_name"]
    batch = start_prepared(batch.pk, mapping=dict(zip(headings, fields, strict=True)), by=person("registrar"))
    assert nothing_is_kept()
    assert run_import(batch.pk).rows.outcomes() == {"registered": 2, "known": 0, "quarantined": 1}


def test_its_sender_is_shown_the_columns_without_it(client):
    batch = prepared(csv_file())
    client.force_login(person("registrar"), backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(f"/letters/imports/{batch.pk}/columns/")
    assert page.status_code == 200
    assert "反映的情况 1" in page.content.decode()
    assert WORDS not in page.content.decode()
    start_prepared(batch.pk, mapping=batch.mapping, by=person("registrar"))
    assert run_import(batch.pk).rows.outcomes() == {"registered": 2, "known": 0, "quarantined": 1}


def test_what_becomes_known_after_the_start_is_taken_out_of_the_file_at_once():
    number = "11010519491231002X"
    headings = [*HEADINGS, "被反映人", "被反映人身份证号"]
    lines = [[*row, "某甲", ""] for row in rows(3)]
    lines[1] = ["N-2", WORDS, WORDS, "2024年3月5日", "某某", number]
    subject = make_letter(subjects=[new_subject(identifiers={Scheme.RIC: number})]).subjects.get()
    batch = started(text(lines, headings).encode())
    assert sealed_where(WORDS) == ["clues_letterimport.sealed"]
    SubjectStanding.objects.filter(subject=subject).update(authority=Authority.HIGHER)
    seen = []
    run_import(batch.pk, stop=lambda: len(seen) >= 2, progress=seen.append)
    assert nothing_is_kept()
    assert run_import(batch.pk).rows.outcomes() == {"registered": 2, "known": 0, "quarantined": 1}


def test_a_damaged_row_of_that_kind_leaves_nothing_either():
    lines = table()
    lines[1].append("一格太多")
    batch = run_import(started(text(lines, NAMED).encode()).pk)
    assert batch.rows.quarantined().get().sealed is None
    assert nothing_is_kept()


def test_a_file_without_such_rows_is_kept_as_it_came():
    batch = started(csv_file(about="某丙"))
    assert batch.withheld == {}
    assert run_import(batch.pk).rows.outcomes()["registered"] == Letter.objects.count() == 3
