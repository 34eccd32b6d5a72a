"""Text files with a delimiter: which encoding, which delimiter, and where each record ends.

One broken line must not swallow the lines after it. Whatever cannot be read becomes a row with a problem.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from charset_normalizer import from_bytes

from hub.tables.cells import Refused, Row, clean
from hub.tables.limits import CELL_CHARACTERS, COLUMNS

BAD_BYTES = "\ufdd0"  # a code point that no text may hold: it marks where bytes could not be read
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
SINGLE_BYTE = ["cp1252", "latin_1"]
SAMPLE = 256 * 1024
DAMAGE = 0.25  # of the bytes that are not ASCII; GB 18030 read as UTF-8 is wrong in most of them
DELIMITERS = ",;\t"
LINES_PER_RECORD = 2_000
# The apostrophe that our own exports put before what a spreadsheet program would evaluate.
_ESCAPED = re.compile(r"^'(?=\s*[=+\-@＝＋－＠])")
_STATED = re.compile(r"sep=([,;\t])")  # the line by which spreadsheet programs tell one another

codecs.register_error("tables.mark", lambda error: (BAD_BYTES, error.end))  # type: ignore[attr-defined]
csv.field_size_limit(CELL_CHARACTERS * 2)


def records_of(content: bytes) -> Iterator[Row]:
    """The records, in the encoding and with the delimiter the file was found to have. Raises Refused."""
    # Not splitlines(): that also breaks at separators which may stand inside a text.
    lines = list(io.StringIO(decoded(content), newline=""))
    if any("\x00" in line for line in lines):
        raise Refused("kind")
    stated = _STATED.fullmatch(lines[0].strip()) if lines else None
    start = 1 if stated else 0
    delimiter = stated[1] if stated else _delimiter(lines)
    return _records(lines, start, delimiter)


def decoded(content: bytes) -> str:
    """The text; bytes that its encoding does not know are marked, one mark for each."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "tables.mark")
    telling = b"\n".join(line for line in content.split(b"\n") if not line.isascii())[:SAMPLE]
    encoding = _without_mark(content[:SAMPLE]) or _multibyte(telling) or _single_byte(telling)
    return content.decode(encoding, "tables.mark")


def _without_mark(sample: bytes) -> str:
    """UTF-16 without its mark shows by the zero byte that every ASCII character has on one side."""
    if b"\x00" not in sample or b"\x00\x00" in sample:
        return ""
    sides = {"utf-16-be": sample[0::2].count(0), "utf-16-le": sample[1::2].count(0)}
    likely = max(sides, key=lambda encoding: sides[encoding])
    return likely if sides[likely] * 40 > len(sample) else ""


def _multibyte(sample: bytes) -> str:
    """UTF-8 or GB 18030, also with some damaged bytes. What is ASCII throughout is UTF-8."""
    if _bad_share(sample, "utf-8") <= DAMAGE:
        return "utf-8"
    return "gb18030" if _bad_share(sample, "gb18030") <= DAMAGE and _is_chinese(sample) else ""


def _bad_share(sample: bytes, encoding: str) -> float:
    """How many of the bytes that are not ASCII the encoding does not know."""
    beyond = sum(byte > 0x7F for byte in sample)
    return sample.decode(encoding, "tables.mark").count(BAD_BYTES) / beyond if beyond else 0


def _is_chinese(sample: bytes) -> bool:
    """Accented Latin letters often form valid pairs of GB 18030, but pairs of rare characters.

    Two thirds of what is not ASCII must be among the characters and marks of GB 2312.
    """
    beyond = [mark for mark in sample.decode("gb18030", "ignore") if not mark.isascii()]
    return sum(_is_common(mark) for mark in beyond) * 3 >= len(beyond) * 2


def _is_common(mark: str) -> bool:
    try:
        mark.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _single_byte(sample: bytes) -> str:
    best = from_bytes(sample, cp_isolation=SINGLE_BYTE).best()
    return best.encoding if best else "latin_1"


def _delimiter(lines: Sequence[str]) -> str:
    """The delimiter that gives the first lines most columns."""
    sample = [line for line in islice(lines, 50) if line.strip()][:5]
    return max(DELIMITERS, key=lambda mark: max((_width(line, mark) for line in sample), default=0))


def _width(line: str, delimiter: str) -> int:
    try:
        return max(len(record) for record in csv.reader([line], delimiter=delimiter))
    except csv.Error:
        return line.count(delimiter) + 1


def _records(lines: Sequence[str], start: int, delimiter: str) -> Iterator[Row]:
    at = start
    while at < len(lines):
        cells, used = _record(lines, at, delimiter)
        yield _row(at + 1, cells, "quotes" if used == 0 else "")
        at += max(used, 1)


def _record(lines: Sequence[str], at: int, delimiter: str) -> tuple[list[str], int]:
    """The record that begins at a line and how many lines it takes: 0 where a quotation never ends."""
    reach = range(at, min(at + LINES_PER_RECORD, len(lines)))
    reader = csv.reader(map(lines.__getitem__, reach), delimiter=delimiter, strict=True)
    try:
        return next(reader, []), reader.line_num
    except csv.Error:
        return [lines[at]], 0


def _row(line: int, values: Sequence[str], problem: str) -> Row:
    if len(values) > COLUMNS:
        raise Refused("columns")
    cells = [_ESCAPED.sub("", clean(value)) for value in values]
    if any(BAD_BYTES in cell for cell in cells):
        cells = [cell.replace(BAD_BYTES, "\ufffd") for cell in cells]
        problem = problem or "bytes"
    # The cells stay as many as they are: their number tells damage.
    return Row(line, cells, problem)
