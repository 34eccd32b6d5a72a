"""The approval sheet on paper."""

from __future__ import annotations

import json

import pytest
import typst
from django.utils import timezone, translation

from clues.clue.terms import ClueState
from hub.access.models import Look, What
from hub.approvals import actions
from hub.approvals.paper.sheet import TEMPLATE, told
from hub.approvals.paper.typesetting import FONTS
from hub.approvals.purposes import purpose_of
from hub.approvals.sheets import subject_of_decision
from hub.approvals.terms import Mode
from tests.approvals import runs
from tests.factories import clue_at, make_letter
from tests.signing import running_approval
from tests.town import person

pytestmark = pytest.mark.django_db


def printed(approval):
    """What is handed to the typesetter, in English."""
    purpose = purpose_of(approval.purpose)
    row = purpose.model.objects.get(pk=approval.of_id)
    with translation.override("en"):
        return told(approval, row, subject_of_decision(approval, row), person("manager"))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_pdf_in_both_languages_logged_and_not_cached(acting, language):
    approval = runs.three(Mode.ALL)
    answer = acting("manager").get(f"/approvals/{approval.pk}/print/?lang={language}")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert "no-store" in answer["Cache-Control"]
    look = Look.objects.get(what=What.PRINT)
    assert (look.person, look.part_id) == (person("manager"), approval.pk)


def test_what_stands_on_it():
    runs.chain((Mode.ANY, "F", {}), (Mode.ANY, "FA", {}), (Mode.ALL, "C", {}))
    approval = runs.started()
    away, proxy, today = person(runs.NAMES["F"]), person(runs.NAMES["X"]), timezone.localdate()
    actions.declare_absence(actions.NewAbsence(away, proxy, today, today), by=away)
    runs.sign(approval, "X")
    actions.add_signer(
        approval.pk, to=person(runs.NAMES["B"]), before=True, by=person(runs.NAMES["A"]), reason="涉及分管"
    )
    sheet = printed(approval)
    first, second, *_ = sheet["signatures"]
    assert first["name"] == "group head for petition head"
    assert first["opinion"] == "同意"
    assert first["marks"] == ["signed as proxy"]
    assert first["digest"] == sheet["digest"] == runs.digest(approval)
    assert second["note"] == "added by secretary\n涉及分管"
    assert sheet["level"] == "Work secret"
    assert ["Main allegations", purpose_lines(approval)["Main allegations"]] in sheet["lines"]
    assert sheet["printed"].startswith(f"{sheet['number']} · printed by manager on ")


def purpose_lines(approval):
    row = purpose_of(approval.purpose).model.objects.get(pk=approval.of_id)
    return {"Main allegations": row.summary}


def test_nothing_a_person_wrote_is_read_as_markup(acting):
    """Each of these would stop the typesetter, or read a file, were it markup."""
    hostile = '#panic("x") #read("/etc/passwd") $ * _ \\ // /* ` ``` <a> @b "] = 標題 \u202e 𠮷'
    approval = running_approval(clue_at(ClueState.PROPOSED, letter=make_letter(title=hostile, text=hostile)))
    actions.sign(
        approval.pk, by=person("management_head"), digest=runs.digest(approval), opinion=hostile * 40
    )
    answer = acting("manager").get(f"/approvals/{approval.pk}/print/?lang=nothing")
    assert answer.content.startswith(b"%PDF-")
    assert b"/etc/passwd" not in answer.content


def test_a_long_sheet_bears_its_classification_on_every_page():
    """The typesetter itself is asked what stands in the margin of the last page."""
    approval = running_approval(clue_at(ClueState.PROPOSED, letter=make_letter(text="一段\n" * 300)))
    data = printed(approval)
    faces = {"font_paths": [FONTS], "ignore_system_fonts": True}
    drawn, bare = (
        typst.compile(
            TEMPLATE,
            format="svg",
            sys_inputs={"lang": "en", "region": "gb", "sheet": json.dumps(said)},
            **faces,
        )
        for said in (data, data | {"level": ""})
    )
    assert len(drawn) > 3
    assert all(one != other for one, other in zip(drawn, bare, strict=True))


def test_whoever_does_not_see_the_matter_prints_nothing(acting):
    approval = runs.three(Mode.ALL)
    assert acting("office_handler").get(f"/approvals/{approval.pk}/print/").status_code == 404
    assert not Look.objects.filter(what=What.PRINT).exists()
