import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from clues.letters.actions.letters import ATTACHMENT_LIMIT, add_attachment
from clues.letters.models.identities import IdentityOpening
from clues.letters.models.letters import Letter
from hub.events.models import Entry
from hub.rest.models import StoredAnswer
from tests.factories import clue_at, make_clue, make_letter
from tests.identities import granted
from tests.town import person

pytestmark = pytest.mark.django_db
LETTER = {
    "title": "反映某人违规吃喝",
    "text": "多次接受宴请",
    "received_on": "2026-03-02",
    "classification": "work_secret",
    "signing": "real_name",
    "category": "dining",
    "subjects": [
        {
            "name": "张某",
            "identifiers": [{"scheme": "staff", "value": "S-77"}],
            "post": "科长",
            "unit": "org-1",
            "authority": "municipal",
        }
    ],
    "reporter": {"name": "李举报", "contact": "13800000000"},
}


class TestRegistering:
    def test_the_answer_says_where_the_letter_is(self, by):
        answer = by("registrar").write("letters", LETTER)
        letter = Letter.objects.get()
        assert answer.status_code == 201
        assert answer["Location"] == f"/api/v1/letters/{letter.number}"
        assert answer["ETag"] == f'"{letter.pk}-1"'
        assert answer.json() == {"id": letter.pk, "number": letter.number, "state": "received", "version": 1}
        shown = by("registrar").get(answer["Location"]).json()
        assert {
            name: shown[name] for name in ("title", "text", "received_on", "classification", "category")
        } == {name: LETTER[name] for name in ("title", "text", "received_on", "classification", "category")}
        assert [subject["name"] for subject in shown["subjects"]] == ["张某"]

    def test_the_reporter_is_shown_nowhere_and_kept_with_no_key(self, by):
        caller = by("registrar")
        answer = caller.write("letters", LETTER, Idempotency_Key="k-1")
        shown = caller.get(answer["Location"]).content.decode() + caller.read("letters").content.decode()
        kept = StoredAnswer.objects.values_list().get()
        for secret in ("李举报", "13800000000"):
            assert secret not in shown
            assert secret not in str(kept)

    def test_a_key_registers_once(self, by):
        first, second = (by("registrar").write("letters", LETTER, Idempotency_Key="k-1") for _ in range(2))
        assert first.json() == second.json()
        assert Letter.objects.count() == 1

    def test_only_the_petition_office_registers(self, by):
        answer = by("manager").write("letters", LETTER)
        assert (answer.status_code, answer.json()["type"]) == (403, "/problems/not_registrar")

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"titel": "x"}, "titel"),
            ({"title": ""}, "title"),
            ({"title": "x" * 201}, "title"),
            ({"text": "a\0b"}, "text"),
            ({"received_on": "2026-02-30"}, "received_on"),
            ({"classification": "none"}, "classification"),
            ({"category": 7}, "category"),
            ({"source": "rumour"}, "source"),
            ({"subjects": [{"name": "张某", "unit": "nowhere"}]}, "subjects.0.unit"),
            ({"subjects": [{"name": "张某", "nick": "x"}]}, "subjects.0.nick"),
            (
                {"subjects": [{"name": "张某", "identifiers": [{"scheme": "cn.ric", "value": "1"}]}]},
                "subjects.0.identifiers",
            ),
            (
                {"subjects": [{"name": "张某", "identifiers": [{"scheme": "staff", "value": "1"}] * 2}]},
                "subjects.0.identifiers",
            ),
            ({"reporter": {"contact": "x"}}, "reporter.name"),
        ],
    )
    def test_wrong_input_is_told_at_its_field(self, by, change, field):
        answer = by("registrar").write("letters", LETTER | change)
        assert answer.status_code == 422, answer.content
        assert [error["field"] for error in answer.json()["errors"]] == [field]
        assert not Letter.objects.exists()


class TestReading:
    def test_hidden_and_absent_are_the_same(self, by):
        letter, caller = make_letter(), by("liaison")
        for rest in ("", "/attachments/1"):
            hidden = caller.read(f"letters/{letter.number}{rest}")
            absent = caller.read(f"letters/XF-2026-999999{rest}")
            odd = [caller.read(f"letters/{number}{rest}") for number in ("no-number", "XF-2026-000001%0A")]
            assert hidden.status_code == 404
            assert {answer.content for answer in [absent, *odd]} == {hidden.content}

    def test_repeats_and_clues_name_only_what_is_visible(self, by):
        same = {"text": "同样的内容", "external_number": "12388-1"}
        first, second = make_letter(**same), make_letter(**same)
        clue = make_clue(second)
        seen = by("registrar").read(f"letters/{second.number}").json()
        assert (seen["repeat_of"], seen["clues"]) == (first.number, [])
        assert [
            each["number"] for each in by("registrar").read(f"letters/{first.number}").json()["repeats"]
        ] == [second.number]
        seen = by("manager").read(f"letters/{second.number}").json()
        assert seen["repeat_of"] is None
        assert [each["number"] for each in seen["clues"]] == [clue.number]


class TestDrawingAClue:
    @pytest.fixture
    def letter(self):
        return make_letter()

    def draw(self, caller, letter, **change):
        body = {
            "subject": letter.subjects.get().pk,
            "title": "反映张某违规吃喝",
            "summary": "主要问题",
            "category": "dining",
            "classification": "work_secret",
        }
        return caller.write(f"letters/{letter.number}/clues", body | change, Idempotency_Key="k-1")

    def test_it_goes_to_case_management(self, by, letter):
        answer = self.draw(by("registrar"), letter)
        assert answer.status_code == 201
        assert by("registrar").get(answer["Location"]).status_code == 404
        assert by("manager").get(answer["Location"]).json()["holder"] == "case-management"
        assert self.draw(by("registrar"), letter).json() == answer.json()

    def test_a_subject_of_another_letter_is_not_told_from_none(self, by, letter):
        other = make_letter().subjects.get().pk
        answers = [self.draw(by("registrar"), letter, subject=pk) for pk in (other, 2**62)]
        for answer in answers:
            assert answer.status_code == 422
            assert answer.json()["errors"] == answers[0].json()["errors"]

    def test_a_clue_is_as_secret_as_its_letter(self, by, letter):
        answer = self.draw(by("registrar"), letter, classification="public")
        assert [error["field"] for error in answer.json()["errors"]] == ["classification"]

    def test_strangers_find_no_letter(self, by, letter):
        assert self.draw(by("team_leader"), letter).status_code == 404


class TestAttachments:
    @pytest.fixture
    def letter(self):
        return make_letter()

    def add(self, caller, letter, content=b"%PDF-1", name="证据.pdf", **headers):
        form = {"file": SimpleUploadedFile(name, content)}
        named = {header.replace("_", "-"): value for header, value in headers.items()}
        return caller.post(f"/api/v1/letters/{letter.number}/attachments", form, headers=named)

    def test_bytes_come_back_as_a_download(self, by, letter):
        answer = self.add(by("registrar"), letter)
        assert answer.status_code == 201, answer.content
        assert answer.json() == {"id": letter.attachments.get().pk}
        got = by("registrar").get(answer["Location"])
        assert got.content == b"%PDF-1"
        assert got["Content-Type"] == "application/octet-stream"
        assert got["Content-Disposition"].startswith("attachment; filename*=utf-8''")
        assert got["X-Content-Type-Options"] == "nosniff"
        assert got["Cache-Control"] == "no-store"
        assert by("registrar").get(answer["Location"], headers={"Accept": "image/png"}).status_code == 200

    def test_a_file_is_under_its_own_letter_only(self, by, letter):
        pk = self.add(by("registrar"), letter).json()["id"]
        other = make_letter()
        assert by("registrar").read(f"letters/{other.number}/attachments/{pk}").status_code == 404
        assert by("manager").read(f"letters/{letter.number}/attachments/{pk}").status_code == 404

    def test_large_files_up_to_the_limit_with_a_key(self, by, letter):
        content = b"x" * ATTACHMENT_LIMIT
        first, second = (self.add(by("registrar"), letter, content, Idempotency_Key="k") for _ in range(2))
        assert (first.status_code, second.status_code) == (201, 201), first.content
        assert first["Location"] == second["Location"]
        assert self.add(by("registrar"), letter, content + b"x").status_code == 422
        assert self.add(by("registrar"), letter, content + b"x" * 100_000).status_code == 413

    def test_refusals(self, by, letter):
        caller = by("registrar")
        self.add(caller, letter)
        assert self.add(caller, letter).json()["type"] == "/problems/already-attached"
        assert self.add(caller, letter, b"").status_code == 422
        empty = caller.post(f"/api/v1/letters/{letter.number}/attachments", {"other": "x"})
        assert [error["field"] for error in empty.json()["errors"]] == ["file"]
        assert caller.write(f"letters/{letter.number}/attachments", {}).status_code == 415

    def test_a_session_needs_the_csrf_token_here_too(self, letter):
        caller = APIClient(enforce_csrf_checks=True)
        caller.force_login(person("registrar"))
        for key in ({}, {"Idempotency_Key": "k"}):
            assert self.add(caller, letter, **key).status_code == 403
        caller.cookies["csrftoken"] = "a" * 32
        answer = self.add(caller, letter, Idempotency_Key="k", X_CSRFToken="a" * 32)
        assert answer.status_code == 201, answer.content


class TestIdentity:
    def ask(self, caller, letter, approver="petition_head", **headers):
        body = {"approver": approver, "matter": letter.number, "reason": "核实举报人身份"}
        return caller.write(f"letters/{letter.number}/identity-requests", body, **headers)

    def open(self, caller, letter, **headers):
        return caller.write(f"letters/{letter.number}/identity-openings", **headers)

    def test_it_is_asked_for_granted_and_opened_once_on_record(self, by):
        letter, registrar, head = make_letter(), by("registrar"), by("petition_head")
        assert self.open(registrar, letter).json()["type"] == "/problems/not_granted"
        place = self.ask(registrar, letter)["Location"]
        shown = head.get(place)
        assert (shown.json()["by"], shown.json()["reason"]) == ("registrar", "核实举报人身份")
        path = place.removeprefix("/api/v1/")
        assert head.write(f"{path}/answers", {"granted": True}, If_Match=shown["ETag"]).status_code == 200
        answer = self.open(registrar, letter)
        assert answer.json() == {"name": "举报人甲", "contact": "电话一"}
        assert answer["Cache-Control"] == "no-store"
        assert self.open(registrar, letter).status_code == 403
        opening = IdentityOpening.objects.get()
        assert (opening.by.username, opening.reason) == ("registrar", "核实举报人身份")
        assert Entry.objects.filter(kind="letter.identity_opened").count() == 1

    def test_it_is_never_kept_for_a_key(self, by):
        letter = make_letter()
        granted(letter)
        answer = self.open(by("registrar"), letter, Idempotency_Key="k-1")
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "Idempotency-Key")
        assert not IdentityOpening.objects.exists()
        assert not StoredAnswer.objects.exists()

    def test_others_who_read_the_letter_do_not_ask_for_it(self, by):
        letter = make_letter()
        make_clue(letter)
        answer = self.ask(by("manager"), letter)
        assert (answer.status_code, answer.json()["type"]) == (403, "/problems/identity_closed")
        assert self.ask(by("liaison"), letter).status_code == 404
        assert self.open(by("manager"), letter).status_code == 403

    def test_a_name_is_needed(self, by):
        assert self.ask(by("registrar"), make_letter(reporter=None)).status_code == 409


def test_the_office_reads_what_was_fed_back_with_its_letter(by):
    letter = clue_at("answered").letters.get()
    add_attachment(letter.number, name="a.txt", content=b"a", by=person("registrar"))
    told = by("registrar").read(f"letters/{letter.number}").json()
    assert [each["text"] for each in told["feedback"]] == ["核查结果反馈"]
    assert [each["name"] for each in told["attachments"]] == ["a.txt"]
    assert by("manager").read(f"letters/{letter.number}").json()["feedback"] == []
