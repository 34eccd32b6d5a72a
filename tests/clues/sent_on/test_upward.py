"""Letters about a higher level or the own principal leader: not entered, only noted as sent on."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.terms import UnitKind
from clues.imports.actions.files import start_import
from clues.imports.actions.rows import run_import
from clues.letters.models.letters import Letter
from clues.letters.upward import NotEntered, refuse_upward
from clues.sent_on.actions import note_sent, note_upward
from clues.sent_on.models import SentOn
from clues.subjects.terms import Authority
from hub.duties.inbox import inbox_of
from hub.duties.models import Duty
from hub.kernel.errors import Conflict, Invalid, NotAllowed, NotVisible
from hub.rules.deadlines import due
from tests.api.conftest import Caller
from tests.compartment import build_office
from tests.districts import build_commission
from tests.factories import make_letter, new_subject
from tests.files import HEADINGS, rows
from tests.town import identity_of, person, unit
from tests.traces import where

pytestmark = pytest.mark.django_db
WORDS = "绝不落笔"


def noted(kind="higher", **given):
    fields = {"organ": "provincial", "received_on": timezone.localdate(), "by": person("registrar")} | given
    return note_upward(kind=kind, **fields)


def leader():
    return person("secretary").display_name


class TestRecognising:
    @pytest.mark.parametrize(
        ("about", "kind"),
        [
            ({"authority": Authority.HIGHER}, "higher"),
            ({"identifiers": dict([identity_of("secretary")]), "name": "某某"}, "own_leader"),
            ({"name": "secretary", "unit": None, "identifiers": {}}, "own_leader"),
            ({"name": "secretary", "unit": "commission"}, "own_leader"),
        ],
    )
    def test_such_a_letter_is_refused_before_anything_is_kept(self, about, kind):
        given = dict(about)
        if isinstance(given.get("unit"), str):
            given["unit"] = unit(given["unit"])
        with pytest.raises(NotEntered) as refusal:
            make_letter(text=WORDS, title=WORDS, subjects=[new_subject(), new_subject(**given)])
        assert refusal.value.kind == kind
        assert list(refusal.value.fields) == ["subjects.1.authority"]
        assert where(WORDS) == []

    def test_who_stands_at_a_higher_level_is_known_by_identifier(self):
        subject = make_letter(subjects=[new_subject(identifiers={"staff": "UP-1"})]).subjects.get()
        subject.standings.update(authority=Authority.HIGHER)
        with pytest.raises(NotEntered):
            make_letter(subjects=[new_subject(identifiers={"staff": "UP-1"}, authority=Authority.UNKNOWN)])

    def test_a_namesake_at_a_supervised_unit_is_somebody_else(self):
        assert unit("org-1").kind == UnitKind.SUPERVISED
        letter = make_letter(subjects=[new_subject(name=leader(), unit=unit("org-1"))])
        assert Letter.objects.get() == letter


class TestCommissions:
    """Own and higher are what they are to the office that received the letter."""

    def about(self, who):
        return [new_subject(name=who, identifiers=dict([identity_of(who)]), authority=Authority.UNKNOWN)]

    def test_a_lower_level_s_leader_is_the_commission_s_own_business(self):
        build_commission()
        build_office()
        assert make_letter(subjects=self.about("d1_secretary")) == Letter.objects.get()

    def test_at_the_lower_level_its_own_leader_is_told_from_those_above(self):
        build_commission()
        for who, kind in (("d1_secretary", "own_leader"), ("secretary", "higher")):
            with pytest.raises(NotEntered) as refusal:
                refuse_upward(self.about(who), office=unit("d1-cases"))
            assert refusal.value.kind == kind


class TestNothingIsKept:
    """The words are looked for in every text column of the database."""

    def test_the_interface_answers_422_with_the_explanation(self):
        subject = {"name": "某某", "authority": "higher"}
        body = {"title": WORDS, "text": WORDS, "received_on": "2026-03-02", "classification": "work_secret"}
        answer = Caller("registrar").write("letters", body | {"subjects": [subject]}, Idempotency_Key="k-1")
        assert (answer.status_code, answer.json()["type"]) == (422, "/problems/not-entered")
        assert "higher level" in answer.content.decode() or "上级" in answer.content.decode()
        assert where(WORDS) == []

    @pytest.mark.parametrize("spoil", [{}, {3: "no day at all"}])
    def test_a_row_of_a_file_goes_to_quarantine_without_its_content(self, spoil):
        row = [spoil.get(place, cell) for place, cell in enumerate(rows(1)[0])]
        row[1] = row[2] = WORDS
        table = [[*HEADINGS, "被反映人"], [*row, leader()], *([*each, "某某"] for each in rows(2)[1:])]
        content = "\n".join(",".join(cells) for cells in table).encode()
        batch = start_import("a.csv", content, by=person("registrar"))
        run_import(batch.pk)
        bad = batch.rows.quarantined().get()
        assert (bad.line, bad.sealed) == (2, None)
        assert bad.reason
        batch.refresh_from_db()
        assert batch.sealed is None
        assert Letter.objects.count() == 1
        assert where(WORDS) == []


class TestNoting:
    def test_it_is_due_5_working_days_after_receipt_until_it_is_noted_as_sent(self):
        row = noted()
        duty = Duty.objects.open().about(row).get()
        assert (duty.kind, duty.due_at) == ("upward.send", due("report.forward_upward", timezone.now()).at)
        rule = due("report.forward_upward", timezone.now()).deadline
        assert (rule.amount, rule.unit, rule.source, rule.article) == (
            5,
            "working_days",
            "处理检举控告工作规则",
            "15",
        )
        assert [line.matter for line in inbox_of(person("registrar_2"))] == [row]
        note_sent(row.number, sent_on=timezone.localdate(), by=person("registrar"))
        assert not Duty.objects.open().about(row).exists()
        with pytest.raises(Conflict):
            note_sent(row.number, sent_on=timezone.localdate(), by=person("registrar"))

    def test_a_late_entry_says_why(self):
        row = noted(received_on=timezone.localdate() - timedelta(days=3))
        yesterday = timezone.localdate() - timedelta(days=1)
        with pytest.raises(Invalid):
            note_sent(row.number, sent_on=yesterday, by=person("registrar"))
        note_sent(row.number, sent_on=yesterday, late_reason="补录", by=person("registrar"))

    def test_the_principal_leader_learns_of_a_higher_level_and_not_of_themselves(self):
        assert SentOn.objects.visible_to(person("secretary")).filter(pk=noted("higher").pk).exists()
        assert not SentOn.objects.visible_to(person("secretary")).filter(pk=noted("own_leader").pk).exists()

    def test_nobody_else_notes_or_sees_it(self):
        row = noted()
        for who in ("manager", "office_head", "deputy", "audit_admin"):
            with pytest.raises(NotAllowed):
                noted(by=person(who))
            with pytest.raises(NotVisible):
                note_sent(row.number, sent_on=timezone.localdate(), by=person(who))
        with pytest.raises(NotAllowed):
            note_sent(row.number, sent_on=timezone.localdate(), by=person("secretary"))

    def test_no_field_can_hold_a_word_of_the_letter(self):
        free = {
            field.name
            for field in SentOn._meta.fields
            if field.get_internal_type() in ("CharField", "TextField", "JSONField", "BinaryField")
            and not field.choices
        }
        assert free == {"number", "late_reason"}

    def test_it_is_noted_over_the_interface(self):
        today = str(timezone.localdate())
        caller = Caller("registrar")
        made = caller.write("sent-on", {"kind": "higher", "organ": "central", "received_on": today})
        shown = caller.get(made["Location"])
        assert shown.json()["sent_on"] is None
        path = made["Location"].removeprefix("/api/v1/")
        sent = caller.write(f"{path}/notes", {"sent_on": today}, If_Match=shown["ETag"])
        assert sent.status_code == 200, sent.content
