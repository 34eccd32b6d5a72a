from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import to_locale

from hub.messages import catalogues
from hub.messages.extraction import texts_in

SOURCE_LANGUAGE = "en"


class Command(BaseCommand):
    """Bring the message catalogues up to date; needs neither a database nor GNU gettext."""

    help = "Update, check or compile the message catalogues in locale/."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        wish = parser.add_mutually_exclusive_group()
        wish.add_argument("--check", action="store_true", help="change nothing; fail unless complete")
        wish.add_argument("--compile", action="store_true", help="write the .mo files")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["compile"]:
            self._compile()
        elif options["check"]:
            self._check()
        else:
            self._update()

    def _compile(self) -> None:
        for locale, path in _files():
            catalogues.compile_to(path.with_suffix(".mo"), catalogues.read(path, locale))

    def _check(self) -> None:
        texts = texts_in(settings.BASE_DIR)
        faults = [
            f"{locale}: {fault}"
            for locale, path in _files()
            for fault in catalogues.faults(catalogues.read(path, locale), texts)
        ]
        if faults:
            raise CommandError("\n".join([*faults, "Run `manage.py messages` and translate."]))

    def _update(self) -> None:
        texts = texts_in(settings.BASE_DIR)
        for locale, path in _files():
            catalogue = catalogues.updated(catalogues.read(path, locale), texts)
            catalogues.write(path, catalogue)
            open_ones = len(list(catalogues.faults(catalogue, texts)))
            self.stdout.write(f"{locale}: {len(texts)} messages, {open_ones} to translate or correct")


def _files() -> Iterator[tuple[str, Path]]:
    """The locale and the .po file of each language but the one the sources are written in."""
    for language, _name in settings.LANGUAGES:
        if language != SOURCE_LANGUAGE:
            locale = to_locale(language)
            yield locale, Path(settings.LOCALE_PATHS[0]) / locale / "LC_MESSAGES" / "django.po"
