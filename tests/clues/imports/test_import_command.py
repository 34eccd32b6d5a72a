"""`manage.py import_letters`: what it says and how it ends."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from clues.imports.models import LetterImport
from clues.letters.models.letters import Letter
from tests.files import rows, text, xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def import_file(tmp_path: Path):
    """Write the content to a file and import it; returns what the command printed."""

    def run(content: bytes, *options: str, name: str = "letters.xlsx") -> str:
        path = tmp_path / name
        path.write_bytes(content)
        out = StringIO()
        call_command("import_letters", str(path), *options, stdout=out)
        return out.getvalue()

    return run


def test_the_last_line_counts(import_file):
    content = xlsx(rows(3))
    assert import_file(content).splitlines()[-1] == "registered=3 known=0 quarantined=0"
    assert import_file(content).splitlines()[-1] == "registered=0 known=3 quarantined=0"


def test_the_quarantine_is_shown_and_is_no_failure(import_file):
    said = import_file(xlsx([*rows(2), ["[bold]", None, "甲", "2024-01-01"]]))
    assert said.splitlines()[-1] == "registered=2 known=0 quarantined=1"
    (line,) = [line for line in said.splitlines() if " 4 " in line]
    assert "[bold]" not in line


def test_it_is_the_first_registrar_or_the_one_named(import_file):
    import_file(xlsx(rows(1)))
    import_file(xlsx(rows(1, start=2)), "--as", "registrar_2")
    names = LetterImport.objects.order_by("pk").values_list("by__username", flat=True)
    assert list(names) == ["registrar", "registrar_2"]


def test_options_reach_the_letters(import_file):
    content = text([["甲", "乙", "2024-01-01"]], ["题", "文", "日期"]).encode()
    import_file(content, "--map", "题=title", "--map", "文=text", "--source", "web", "--level", "internal")
    letter = Letter.objects.get()
    assert (letter.title, letter.text, letter.source, letter.classification_id) == ("甲", "乙", "web", 10)


def test_an_unfinished_file_is_gone_on_with(import_file, monkeypatch):
    content = xlsx(rows(4))
    monkeypatch.setattr("clues.imports.actions.rows._finish", lambda batch_id: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        import_file(content)
    monkeypatch.undo()
    assert import_file(content).splitlines()[-1] == "registered=4 known=0 quarantined=0"
    assert LetterImport.objects.count() == 1


@pytest.mark.parametrize("content", [b"%PDF-1.7", b""], ids=["pdf", "empty"])
def test_a_file_that_is_none_is_an_error(import_file, content):
    with pytest.raises(CommandError):
        import_file(content)


@pytest.mark.parametrize(
    "options",
    [
        ("--as", "nobody"),
        ("--as", "manager"),
        ("--level", "nothing"),
        ("--level", "secret"),
        ("--map", "标题"),
        ("--map", "标题=nothing"),
        ("--map", "缺=title"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_is_an_error(import_file, options):
    with pytest.raises(CommandError):
        import_file(xlsx(rows(1)), *options)
    assert not Letter.objects.exists()


def test_a_file_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(CommandError):
        call_command("import_letters", str(tmp_path / "none.xlsx"))
