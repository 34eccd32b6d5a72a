"""The catalogues of translations: brought up to date, judged, and compiled, without GNU gettext."""

import os
import re
from collections import Counter
from collections.abc import Collection, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from hub.messages.extraction import Text

# Babel's other header lines change with the day and with its version.
LASTING_HEADERS = ("Project-Id-Version", "Language:", "Plural-Forms", "MIME-Version", "Content-")
HEADER = re.compile(r'^"([A-Z][A-Za-z-]+: .*)\\n"\n', re.MULTILINE)
PLACEHOLDER = re.compile(r"%%|%\(\w+\)[-+# 0-9.]*[a-zA-Z]|%[sdfr]|\{\w*(?:[!:][^{}]*)?\}")


def read(path: Path, locale: str) -> Catalog:
    """The catalogue at `path`, an empty one when there is no file."""
    if not path.exists():
        return _empty(locale)
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def updated(old: Catalog, texts: Collection[Text]) -> Catalog:
    """Exactly `texts`, each with its translation from `old` if there is one; nothing is guessed."""
    new = _empty(str(old.locale))
    for text in sorted(texts, key=lambda text: (text.singular, text.context or "")):
        known = old.get(text.singular, text.context)
        new.add(
            text.singular if text.plural is None else (text.singular, text.plural),
            _refitted(known, plural=text.plural is not None, forms=new.num_plurals),
            flags={"fuzzy"} if known and known.fuzzy else (),
            user_comments=known.user_comments if known else (),
            context=text.context,
        )
    return new


def faults(catalogue: Catalog, texts: Collection[Text]) -> Iterator[str]:
    """What keeps the catalogue from being complete, a line for each fault; none means complete."""
    wanted = set(texts)
    present = {_text(message): message for message in catalogue if message.id}
    for text in sorted(wanted - set(present), key=str):
        yield f"missing: {_named(text)}"
    for text in sorted(set(present) - wanted, key=str):
        yield f"no longer used: {_named(text)}"
    for text, message in present.items():
        if text in wanted and (fault := _fault(text, message)):
            yield f"{fault}: {_named(text)}"


def write(path: Path, catalogue: Catalog) -> None:
    """Write the .po file: sorted, without places and dates, so that a change shows only itself."""
    buffer = BytesIO()
    write_po(buffer, catalogue, width=0, no_location=True, ignore_obsolete=True)
    _replace(path, HEADER.sub(_lasting, buffer.getvalue().decode()).rstrip("\n").encode() + b"\n")


def compile_to(path: Path, catalogue: Catalog) -> None:
    """Write the .mo file; untranslated and fuzzy entries stay out and fall through to English."""
    done = _empty(str(catalogue.locale))
    for message in catalogue:
        if message.id and not message.fuzzy and all(_forms(message)):
            done.add(message.id, message.string, context=message.context)
    buffer = BytesIO()
    write_mo(buffer, done)
    _replace(path, buffer.getvalue())


def _empty(locale: str) -> Catalog:
    return Catalog(
        locale=locale,
        project="four-supervisions-hub",
        version="1",
        header_comment="# Translations; texts are added and dropped by `manage.py messages`.",
        fuzzy=False,
    )


def _refitted(known: Message | None, *, plural: bool, forms: int) -> str | list[str]:
    """The known translation in the shape asked for: one string, or one for each plural form."""
    translations = _forms(known) if known else [""]
    if not plural:
        return translations[-1]
    return (translations + [translations[-1]] * forms)[:forms]


def _forms(message: Message) -> list[str]:
    if isinstance(message.string, str):
        return [message.string]
    return list(message.string or [""])


def _text(message: Message) -> Text:
    if isinstance(message.id, str):
        return Text(message.context, message.id)
    singular, plural = message.id
    return Text(message.context, singular, plural)


def _fault(text: Text, message: Message) -> str | None:
    translations = _forms(message)
    if not all(translations):
        return "untranslated"
    if message.fuzzy:
        return "fuzzy"
    # "one day" may leave the number out; the form for many, and with it Chinese, may not.
    if _placeholders(translations[-1]) != _placeholders(text.plural or text.singular):
        return "different placeholders"
    return None


def _placeholders(text: str) -> Counter[str]:
    return Counter(found for found in PLACEHOLDER.findall(text) if found != "%%")


def _named(text: Text) -> str:
    return repr(text.singular) + (f" (context {text.context!r})" if text.context else "")


def _lasting(header: re.Match[str]) -> str:
    return header[0] if header[1].startswith(LASTING_HEADERS) else ""


def _replace(path: Path, content: bytes) -> None:
    """Another process never sees half a file, and an unchanged file keeps its date."""
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    unfinished.write_bytes(content)
    unfinished.rename(path)
