"""Files of letters for tests, made here: workbooks, old workbooks, text files."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from collections.abc import Sequence
from typing import Any

import openpyxl

HEADINGS = ["编号", "标题", "内容", "收到日期"]


def rows(count: int, start: int = 1) -> list[list[Any]]:
    """Good rows for HEADINGS, all different."""
    return [[f"N-{n}", f"标题 {n}", f"反映的情况 {n}", "2024年3月5日"] for n in range(start, start + count)]


def xlsx(lines: Sequence[Sequence[Any]], headings: Sequence[Any] = HEADINGS, **sheets: Any) -> bytes:
    """A workbook; `sheets` adds further ones, name -> lines."""
    book = openpyxl.Workbook()
    for line in [headings, *lines]:
        book.active.append(list(line))
    for name, more in sheets.items():
        extra = book.create_sheet(name)
        for line in more:
            extra.append(list(line))
    return _saved(book)


def _saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def placed(cells: dict[str, Any]) -> bytes:
    """A workbook with single cells: {"B3": value}. Text that begins with "=" stays text."""
    book = openpyxl.Workbook()
    for place, value in cells.items():
        cell = book.active[place]
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
    return _saved(book)


def text(lines: Sequence[Sequence[Any]], headings: Sequence[Any] = HEADINGS, *, delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([headings, *lines])
    return out.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def xls(lines: Sequence[Sequence[Any]], headings: Sequence[Any] = HEADINGS) -> bytes:
    """An Excel 97 workbook: a compound file with one stream of BIFF8 records."""
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    for y, line in enumerate([headings, *lines]):
        for x, value in enumerate(line):
            place = struct.pack("<HHH", y, x, 0)
            if isinstance(value, (int, float)):
                sheet += _record(0x0203, place + struct.pack("<d", value))
            else:
                sheet += _record(
                    0x0204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
                )
    sheet += _record(0x000A, b"")
    begin = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))
    end = _record(0x000A, b"")
    name = struct.pack("<BB", 6, 0) + b"Sheet1"
    length = len(begin) + 4 + 6 + len(name) + len(end)
    bound = _record(0x0085, struct.pack("<IBB", length, 0, 0) + name)
    return _compound((begin + bound + end + sheet).ljust(4096, b"\0"))


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _compound(stream: bytes) -> bytes:
    """A compound file: sector 0 the allocation table, sector 1 the directory, then the stream."""
    sectors = -(-len(stream) // 512)
    end_of_chain, free, table_sector = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    table = [table_sector, end_of_chain, *range(3, 2 + sectors), end_of_chain]
    table += [free] * (128 - len(table))
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        1,
        1,
        0,
        4096,
        end_of_chain,
        0,
        end_of_chain,
        0,
    )
    header += struct.pack("<I", 0) + struct.pack("<I", free) * 108
    directory = _entry("Root Entry", 5, 1, end_of_chain, 0) + _entry("Workbook", 2, free, 2, len(stream))
    directory = directory.ljust(512, b"\0")
    return header + struct.pack("<128I", *table) + directory + stream.ljust(sectors * 512, b"\0")


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    none = 0xFFFFFFFF
    body = struct.pack("<64sHBBIII", encoded, len(encoded) + 2, kind, 1, none, none, child)
    return body + b"\0" * 36 + struct.pack("<IQ", start, size)
