"""What leaves as a file is in the read log before it leaves: every answer made of bytes is found here."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.test_house import ROOT, sources

LOGS = {"note_look", "look", "look_at_each", "note_taking"}
FILES = {"FileResponse", "StreamingHttpResponse", "download"}
# Answers of bytes that hold nothing of a row, each with the reason.
NO_ROWS = {
    ("hub/rest/downloads.py", "download"): "how files go out; whoever calls it logs",
    ("hub/serving/files.py", "serve"): "files of the front end, the same for everybody",
    ("hub/events/views.py", "get"): "how many notices are unread",
    ("hub/rest/readable.py", "_refusal"): "that a request cannot be read",
}


def called(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def gives_bytes(node: ast.AST) -> bool:
    if called(node) == "HttpResponse":
        assert isinstance(node, ast.Call)
        return bool(node.args) or any(each.arg == "content" for each in node.keywords)
    return called(node) in FILES


def unlogged(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[int]:
    """Lines where the function answers with bytes and has logged nothing before."""
    logged = [node.lineno for node in ast.walk(function) if called(node) in LOGS]  # type: ignore[attr-defined]
    gives = [node.lineno for node in ast.walk(function) if gives_bytes(node)]  # type: ignore[attr-defined]
    return [line for line in gives if not any(before < line for before in logged)]


def functions(text: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


def silent() -> set[tuple[str, str]]:
    return {
        (str(path.relative_to(ROOT)), function.name)
        for path in sources()
        for function in functions(path.read_text())
        if unlogged(function)
    }


def test_every_file_that_goes_out_is_logged_first():
    assert silent() - NO_ROWS.keys() == set()


def test_no_exception_is_kept_for_nothing():
    assert NO_ROWS.keys() - silent() == set()


@pytest.mark.parametrize(
    "body",
    [
        "return HttpResponse(rows)",
        "return FileResponse(rows)",
        "answer = HttpResponse(content=rows)\n    note_taking(request, Clue, keys)",
        "return download('a.csv', rows, CSV)",
    ],
)
def test_a_new_one_that_is_not_logged_is_found(body):
    (function,) = functions(f"def get(self, request):\n    {body}")
    assert unlogged(function)
