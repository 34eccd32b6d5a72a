"""Which texts the sources ask to have translated."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages.extract import extract
from django.utils.translation.template import templatize

CONTEXT = (1, "c")
# A name stands for itself and for its _lazy and _noop variants; the numbers are argument places.
FUNCTIONS = {
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": (CONTEXT, 2),
    "npgettext": (CONTEXT, 2, 3),
}
KEYWORDS = {"_": None} | {
    f"{name}{variant}": places for name, places in FUNCTIONS.items() for variant in ("", "_lazy", "_noop")
}
NOT_SOURCES = {"tests", "node_modules", "dist", "staticfiles", "docs", "deploy", "migrations"}
TEMPLATES = {".html", ".txt"}


class Text(NamedTuple):
    """A text to translate; `plural` is None for a text without number."""

    context: str | None
    singular: str
    plural: str | None = None


def texts_in(root: Path) -> set[Text]:
    """All texts in the Python files and templates below `root`, tests and built files aside.

    Where the same text is asked for with and without a plural, the plural form stands for both,
    as it does in gettext.
    """
    found = {text for path in _sources(root) for text in _texts_of(path)}
    counted = {(text.context, text.singular) for text in found if text.plural is not None}
    return {text for text in found if text.plural is not None or text[:2] not in counted}


def _sources(root: Path) -> Iterator[Path]:
    for path in sorted(root.iterdir()):
        if path.name.startswith(".") or path.name in NOT_SOURCES:
            continue
        if path.is_dir():
            yield from _sources(path)
        elif path.suffix == ".py" or (path.suffix in TEMPLATES and "templates" in path.parts):
            yield path


def _texts_of(path: Path) -> Iterator[Text]:
    source = path.read_text(encoding="utf-8")
    python = source if path.suffix == ".py" else _template_as_python(source, path)
    extracted = extract("python", BytesIO(python.encode()), KEYWORDS, options={"encoding": "utf-8"})
    for _line, found, _comments, context in extracted:
        singular, plural = found if isinstance(found, tuple) else (found, None)
        if singular:
            yield Text(context, singular, plural)


def _template_as_python(source: str, path: Path) -> str:
    """Django's own reduction of a template to gettext calls and filler.

    The brackets make indentation meaningless to Python's tokenizer.
    """
    return f"(\n{templatize(source, origin=str(path))}\n)"
