"""Extraction, update, check and compilation of message catalogues."""

import gettext
from collections.abc import Iterable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from hub.messages.catalogues import compile_to, faults, read, updated, write
from hub.messages.extraction import Text, texts_in

PYTHON = """
_("plain")
gettext_lazy("joined " "together")
ngettext("%(n)d day", "%(n)d days", n)
ngettext_lazy("one letter", "{n} letters", "n")
pgettext("seal", "close")
pgettext_lazy("door", "close")
npgettext("unit", "team", "teams", 2)
_(variable)
_(f"formatted {value}")
"""
TEMPLATE = """
{% load i18n %}
    {% translate "in a tag" %} {% trans "old tag" context "menu" %}
  {% blocktranslate %}Hello {{ name }}, 100%{% endblocktranslate %}
{% blocktranslate trimmed count n=items|length %}
   {{ n }} item
{% plural %}
   {{ n }} items
{% endblocktranslate %}
<a title="{{ _("in a variable") }}" href='it"s'>Don't (stop</a> {{ x|default:_("in a filter") }}
{# Translators: not a text #}
{% comment %}{% translate "commented out" %}{% endcomment %}
"""


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    files = {
        "clues/actions.py": PYTHON,
        "templates/page.html": TEMPLATE,
        "tests/test_x.py": '_("in a test")',
        "hub/assets/node_modules/x.py": '_("not ours")',
    }
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return tmp_path


def catalogue(*entries: tuple[Text, str | list[str]]) -> Catalog:
    made = Catalog(locale="zh_Hans", fuzzy=False)
    for text, translation in entries:
        made.add(text.singular if text.plural is None else text[1:], translation, context=text.context)
    return made


def test_every_form_of_asking_is_found(sources: Path) -> None:
    assert texts_in(sources) == {
        Text(None, "plain"),
        Text(None, "joined together"),
        Text(None, "%(n)d day", "%(n)d days"),
        Text(None, "one letter", "{n} letters"),
        Text("seal", "close"),
        Text("door", "close"),
        Text("unit", "team", "teams"),
        Text(None, "in a tag"),
        Text("menu", "old tag"),
        Text(None, "Hello %(name)s, 100%%"),
        Text(None, "%(n)s item", "%(n)s items"),
        Text(None, "in a variable"),
        Text(None, "in a filter"),
    }


def test_an_update_keeps_translations_drops_the_unused_and_is_stable(tmp_path: Path) -> None:
    path = tmp_path / "django.po"
    old = catalogue((Text(None, "kept"), "留"), (Text(None, "gone"), "去"), (Text("x", "kept"), "别"))
    texts = {Text(None, "kept"), Text("x", "kept"), Text(None, "kept well"), Text(None, "day", "days")}
    write(path, updated(old, texts))
    first = path.read_text(encoding="utf-8")
    write(path, updated(read(path, "zh_Hans"), texts))
    assert path.read_text(encoding="utf-8") == first
    again = read(path, "zh_Hans")
    assert again.get("kept").string == "留"
    assert again.get("kept", "x").string == "别"
    assert again.get("kept well").string == ""
    assert again.get("gone") is None
    assert "Date" not in first
    assert "Plural-Forms: nplurals=1" in first
    assert "gone" not in first
    assert "#:" not in first


def test_a_text_that_gains_a_plural_keeps_its_translation() -> None:
    new = updated(catalogue((Text(None, "day"), "天")), {Text(None, "day", "days")})
    assert tuple(new.get("day").string) == ("天",)


def said(made: Catalog, texts: Iterable[Text]) -> list[str]:
    return list(faults(made, set(texts)))


def test_a_complete_catalogue_has_no_faults() -> None:
    entries = [
        (Text(None, "%(n)d day", "%(n)d days"), ["%(n)d 天"]),
        (Text(None, "one letter", "{n} letters"), ["{n} 封"]),
        (Text(None, "100%% of %(name)s"), "%(name)s 的 100%%"),
    ]
    assert said(catalogue(*entries), [text for text, _ in entries]) == []


@pytest.mark.parametrize(
    ("text", "translation", "fault"),
    [
        (Text(None, "a"), "", "untranslated: 'a'"),
        (Text("c", "a %(x)s"), "甲 %(y)s", "different placeholders: 'a %(x)s' (context 'c')"),
        (Text(None, "a {x}"), "甲", "different placeholders: 'a {x}'"),
        (Text(None, "%(n)d day", "%(n)d days"), ["天"], "different placeholders: '%(n)d day'"),
    ],
)
def test_each_fault_is_named(text: Text, translation: str, fault: str) -> None:
    assert said(catalogue((text, translation)), [text]) == [fault]


def test_missing_unused_and_fuzzy_are_faults() -> None:
    made = catalogue((Text(None, "unused"), "无"))
    made.add("doubtful", "疑", flags=["fuzzy"])
    assert said(made, [Text(None, "new"), Text(None, "doubtful")]) == [
        "missing: 'new'",
        "no longer used: 'unused'",
        "fuzzy: 'doubtful'",
    ]


def test_the_compiled_catalogue_answers_and_leaves_out_what_is_not_translated(tmp_path: Path) -> None:
    made = catalogue(
        (Text(None, "%(n)d day", "%(n)d days"), ["%(n)d 天"]),
        (Text("seal", "close"), "封存"),
        (Text(None, "Yes"), ""),
    )
    compile_to(tmp_path / "django.mo", made)
    with (tmp_path / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert compiled.ngettext("%(n)d day", "%(n)d days", 1) == "%(n)d 天"
    assert compiled.pgettext("seal", "close") == "封存"
    compiled.add_fallback(gettext.NullTranslations())
    assert "Yes" not in compiled._catalog
