"""Files of letters over the interface: sent, followed, stopped, gone on with; what was not registered."""

from __future__ import annotations

import csv
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from clues.imports.actions.rows import run_import
from clues.imports.models import LetterImport
from clues.letters.models.letters import Letter
from tests.api.conftest import V1
from tests.files import rows, text, xlsx

pytestmark = pytest.mark.django_db


def send(caller, content: bytes = b"", key: str = "", **fields):
    form = {"file": SimpleUploadedFile("letters.csv", content or text(rows(3)).encode())} | fields
    headers = {"Idempotency-Key": key} if key else {}
    return caller.post(f"{V1}/letter-imports", form, format="multipart", headers=headers)


def step(caller, batch, address: str, **headers):
    batch.refresh_from_db()
    match = {"If_Match": f'"{batch.pk}-{batch.version}"'} | headers
    return caller.write(f"letter-imports/{batch.pk}/{address}", **match)


class TestSending:
    def test_the_answer_says_where_it_is_followed(self, by):
        caller = by("registrar")
        answer = send(caller, source="web", classification="internal")
        batch = LetterImport.objects.get()
        assert (answer.status_code, answer["Location"]) == (201, f"{V1}/letter-imports/{batch.pk}")
        assert answer.json() == {"id": batch.pk, "state": "waiting", "version": batch.version}
        run_import(batch.pk)
        shown = caller.get(answer["Location"]).json()
        facts = ("state", "total", "done", "registered", "known", "quarantined", "classification", "source")
        assert [shown[name] for name in facts] == ["done", 3, 3, 3, 0, 0, "internal", "web"]
        assert set(Letter.objects.values_list("source", "classification")) == {("web", 10)}

    def test_a_key_sends_once(self, by):
        form = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
        form += text(rows(2)).encode() + b"\r\n--x--\r\n"
        answers = [
            by("registrar").generic(
                "POST",
                f"{V1}/letter-imports",
                form,
                content_type="multipart/form-data; boundary=x",
                headers={"Idempotency-Key": "k-1"},
            )
            for _ in range(2)
        ]
        assert [answer.status_code for answer in answers] == [201, 201]
        assert answers[1]["Idempotency-Replayed"] == "true"
        assert LetterImport.objects.count() == 1

    def test_columns_can_be_named(self, by):
        content = text([["甲", "乙", "2024-01-01"]], ["题", "文", "日"]).encode()
        mapping = {"题": "title", "文": "text", "日": "received_on"}
        send(by("registrar"), content, mapping=json.dumps(mapping))
        run_import(LetterImport.objects.get().pk)
        assert Letter.objects.get().text == "乙"

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"content": b"%PDF"}, "file"),
            ({"content": b"PK\x03\x04 torn"}, "file"),
            ({"source": "rumour"}, "source"),
            ({"classification": "secret"}, "classification"),
            ({"mapping": "["}, "mapping"),
            ({"mapping": "[]"}, "mapping"),
            ({"mapping": '{"内容": "nonsense"}'}, "mapping"),
            ({"extra": "x"}, "extra"),
        ],
    )
    def test_what_is_wrong_is_told_at_its_field(self, by, fields, field):
        answer = send(by("registrar"), **fields)
        assert answer.status_code == 422, answer.content
        assert [error["field"] for error in answer.json()["errors"]] == [field]
        assert not LetterImport.objects.exists()

    def test_a_file_is_needed(self, by):
        answer = by("registrar").post(f"{V1}/letter-imports", {}, format="multipart")
        assert [error["field"] for error in answer.json()["errors"]] == ["file"]

    def test_only_registrars(self, by):
        assert send(by("manager")).status_code == 403


class TestFollowing:
    @pytest.fixture
    def batch(self, by):
        send(by("registrar"), text([["1", "x", "", ""], *rows(2)]).encode())
        return LetterImport.objects.get()

    def test_the_office_lists_it_and_nobody_else(self, by, batch):
        assert [row["id"] for row in by("registrar_2").read("letter-imports").json()["items"]] == [batch.pk]
        assert by("manager").read("letter-imports").json()["items"] == []
        hidden = by("manager").read(f"letter-imports/{batch.pk}")
        absent = by("manager").read("letter-imports/987654321")
        assert (hidden.status_code, hidden.content) == (404, absent.content)

    def test_stopped_and_gone_on_with(self, by, batch):
        caller = by("registrar")
        assert step(caller, batch, "cancellations").json()["state"] == "cancelled"
        assert caller.read(f"letter-imports/{batch.pk}").json()["kept_until"]
        assert step(caller, batch, "resumptions").json()["state"] == "waiting"
        run_import(batch.pk)
        assert step(caller, batch, "cancellations").json()["happened"] == {"state": "done"}

    def test_steps_name_their_version(self, by, batch):
        caller = by("registrar")
        assert caller.write(f"letter-imports/{batch.pk}/cancellations").status_code == 428
        assert step(caller, batch, "cancellations", If_Match=f'"{batch.pk}-0"').status_code == 412

    def test_a_file_that_is_gone_is_not_gone_on_with(self, by, batch):
        caller = by("registrar")
        step(caller, batch, "cancellations")
        LetterImport.objects.update(sealed=None)
        answer = step(caller, batch, "resumptions")
        assert (answer.status_code, answer.json()["type"]) == (409, "/problems/file-gone")

    def test_the_rows_go_to_their_sender_only(self, by, batch):
        run_import(batch.pk)
        answer = by("registrar").read(f"letter-imports/{batch.pk}/quarantine.csv")
        assert answer["Content-Disposition"] == f'attachment; filename="quarantine-{batch.pk}.csv"'
        assert len(list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))) == 2
        assert by("registrar_2").read(f"letter-imports/{batch.pk}/quarantine.csv").status_code == 403
        assert step(by("registrar_2"), batch, "cancellations").status_code == 403

    def test_a_workbook_is_as_good(self, by, batch):
        assert send(by("registrar"), xlsx(rows(1))).status_code == 201
