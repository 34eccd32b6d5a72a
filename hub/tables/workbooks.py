"""Workbooks (.xlsx, .xlsm, .xls): the archive is measured before anything in it is unpacked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from hub.tables.cells import Refused, Row, as_text, trimmed
from hub.tables.limits import ARCHIVE_BYTES, ARCHIVE_ENTRIES, COLUMNS

ZIP = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of .xls, but of .doc and .msg as well
WORKBOOK_PART = "xl/workbook.xml"
ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")


def sheets_of(content: bytes) -> Iterator[tuple[str, Iterator[Row]]]:
    """(name, rows) of every visible sheet, loaded when its first row is asked for. Raises Refused."""
    if content.startswith(ZIP):
        _measure(content)
    elif ENCRYPTED_PART in content:
        raise Refused("password")
    with _refusing(content):
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for sheet in workbook.sheets_metadata:
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible:
            yield sheet.name, _rows(workbook, sheet.name, content)


@contextmanager
def _refusing(content: bytes) -> Iterator[None]:
    try:
        yield
    except PasswordError:
        raise Refused("password") from None
    except CalamineError:
        raise Refused("damaged" if content.startswith(ZIP) else "kind") from None


def _measure(content: bytes) -> None:
    """Refuse an archive that is no workbook, or that would unpack to more than a table needs."""
    try:
        entries = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        raise Refused("damaged") from None
    if len(entries) > ARCHIVE_ENTRIES or sum(entry.file_size for entry in entries) > ARCHIVE_BYTES:
        raise Refused("size")
    if WORKBOOK_PART not in {entry.filename for entry in entries}:
        raise Refused("kind")


def _rows(workbook: CalamineWorkbook, name: str, content: bytes) -> Iterator[Row]:
    """The rows as far as they hold something, numbered as the sheet numbers them."""
    with _refusing(content):
        sheet = workbook.get_sheet_by_name(name)
    if sheet.start is None:
        return
    # Rows come from the first line on, cells from the first used column on: headings share that margin.
    for line, values in enumerate(sheet.iter_rows(), 1):
        cells = trimmed([as_text(value) for value in values])
        if len(cells) > COLUMNS:
            raise Refused("columns")
        yield Row(line, cells)
