"""Files as the confined child reads them: kinds, encodings, damage, limits."""

from __future__ import annotations

import pytest
from django.utils import translation

from clues.imports.fields import LETTERS
from hub.kernel.errors import Invalid
from hub.tables import limits
from hub.tables.delimited import decoded
from hub.tables.reading import PROBLEMS, REFUSALS, Line, opened, refusal
from tests.files import HEADINGS, placed, rows, text, xls, xlsx, zipped

BOM = "\ufeff"


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def read(content: bytes, **mapping: str) -> list[Line]:
    with opened(content, LETTERS, mapping) as table:
        return list(table.rows)


def refused(content: bytes, **mapping: str) -> dict[str, list[str]]:
    with pytest.raises(Invalid) as caught:
        read(content, **mapping)
    return caught.value.fields


def assert_refused(content: bytes, code: str) -> None:
    assert refused(content) == refusal(code, LETTERS).fields


# --- kinds ------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [xlsx, xls, lambda lines: text(lines).encode()], ids=["xlsx", "xls", "csv"])
def test_every_kind_gives_the_same_rows(make):
    lines = read(make(rows(3)))
    assert [line.number for line in lines] == [2, 3, 4]
    assert lines[0].values == {
        "external_number": "N-1",
        "title": "标题 1",
        "text": "反映的情况 1",
        "received_on": "2024年3月5日",
    }
    assert lines[0].cells == dict(zip(HEADINGS, rows(1)[0], strict=True))
    assert not any(line.problem for line in lines)


NO_TABLES = {
    "nothing": (b"", "empty"),
    "blanks": (b" \r\n \n", "empty"),
    "pdf": (b"%PDF-1.7\n...", "kind"),
    "picture": (b"\x89PNG\r\n\x1a\n", "kind"),
    "page": ("<html><table><tr><td>内容</td></tr></table></html>".encode(), "kind"),
    "xml": (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "kind"),
    "bytes": (b"text,date\n\x00\x00\x00\x01\x02,\x00", "kind"),
    "document": (zipped({"word/document.xml": b"<w/>"}), "kind"),
    "no archive": (b"PK\x03\x04 and then nothing", "damaged"),
    "cut off": (xlsx(rows(2))[:3000], "damaged"),
    "broken part": (zipped({"xl/workbook.xml": b"<broken"}), "damaged"),
    "old document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "kind"),
    "password": (xls(rows(1)) + "EncryptedPackage".encode("utf-16-le"), "password"),
}


@pytest.mark.parametrize("name", NO_TABLES)
def test_what_is_no_table_is_known_by_its_content(name):
    assert_refused(*NO_TABLES[name])


def test_a_file_without_the_letters_text_is_refused_with_the_headings_it_has():
    assert "日期, 金额" in refused("日期,金额\n2024-01-01,5\n".encode())["file"][0].replace("、", ", ")


def test_a_file_without_dates_is_refused():
    assert "received on" in refused("标题,内容\n甲,乙\n".encode())["file"][0]


def test_every_refusal_and_problem_can_be_said():
    for code in REFUSALS:
        assert refusal(code, LETTERS, ["甲"]).fields["file"][0]
    assert all(str(problem) for problem in PROBLEMS.values())


# --- limits -----------------------------------------------------------------------------------


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = zipped({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b"0" * (limits.ARCHIVE_BYTES + 1)})
    assert len(bomb) < limits.MEBIBYTE
    assert_refused(bomb, "size")


def test_too_many_parts_are_refused():
    parts = {f"xl/{n}": b"" for n in range(limits.ARCHIVE_ENTRIES)}
    assert_refused(zipped({"xl/workbook.xml": b"<x/>", **parts}), "size")


def test_a_sheet_that_claims_billions_of_cells_kills_the_child_alone():
    content = placed({"A1": "内容", "B1": "日期", "A2": "甲", "B2": "2024-01-01", "XFD1048576": "x"})
    assert_refused(content, "costly")


def test_a_large_file_is_not_even_begun():
    assert "20 MB" in refused(b"x" * (limits.FILE_BYTES + 1))["file"][0]


def test_more_rows_than_the_limit_are_refused():
    content = "内容,日期\n" + "甲,2024-01-01\n" * (limits.ROWS + 1)
    assert_refused(content.encode(), "rows")


def test_the_limit_itself_and_empty_rows_beyond_it_are_no_error():
    content = "内容,日期\n" + "甲,2024-01-01\n" * limits.ROWS + ",\n" * 20_000
    assert len(read(content.encode())) == limits.ROWS


def test_sixty_five_thousand_empty_rows_of_a_workbook_are_skipped():
    content = xlsx([*rows(2), *[[None, "  ", None, None]] * 65_000, *rows(1, start=3)])
    assert [line.number for line in read(content)] == [2, 3, 65_004]


def test_too_many_columns_are_refused():
    assert_refused(xlsx([], headings=["内容", "日期", *[f"列{n}" for n in range(limits.COLUMNS)]]), "columns")
    assert_refused(("内容,日期," + ",".join("x" * 201) + "\n").encode(), "columns")


def test_an_overlong_cell_is_a_problem_of_its_row():
    content = text([["1", "t", "x" * (limits.CELL_CHARACTERS + 1), "2024-01-01"], *rows(1)])
    first, second = read(content.encode())
    assert first.problem == PROBLEMS["cell"]
    assert not second.problem


# --- cells ------------------------------------------------------------------------------------


def test_text_that_looks_like_a_formula_stays_text():
    cells = {"A1": "标题", "B1": "内容", "C1": "日期", "A2": "=1+1", "B2": "+86-@甲", "C2": "2024-01-01"}
    (line,) = read(placed(cells))
    assert line.values["title"] == "=1+1"
    assert line.values["text"] == "+86-@甲"


def test_a_formula_is_never_evaluated():
    (line,) = read(xlsx([["1", "=1+1", "甲", "2024-01-01"]]))
    assert line.values["title"] == ""


def test_line_breaks_and_tabs_inside_stay_blanks_around_go():
    content = xlsx([["1", " t\u3000", "\n\t\t第一段\r\n\t\t\t第二段\n\t", "2024-01-01"]])
    (line,) = read(content)
    assert line.values["text"] == "第一段\n\t\t\t第二段"
    assert line.values["title"] == "t"


def test_whole_numbers_lose_the_decimal_point_that_workbooks_give_them():
    (line,) = read(xlsx([[24, 2.5, True, 45000]]))
    assert list(line.cells.values()) == ["24", "2.5", "TRUE", "45000"]


def test_titles_above_the_headings_and_a_margin_are_passed_over():
    cells = {"B2": "信访件登记表", "B4": "信访编号", "C4": "信访内容", "D4": "信访日期"}
    lines = read(placed(cells | {"B6": "1", "C6": "甲", "D6": "2024-01-01"}))
    assert [(line.number, line.values["text"]) for line in lines] == [(6, "甲")]


def test_the_first_sheet_with_headings_is_read_and_the_others_are_named():
    content = xlsx([], headings=["说明"], letters=[HEADINGS, *rows(2)], more=[HEADINGS, *rows(1)])
    with opened(content, LETTERS) as table:
        assert (table.sheet, table.unread) == ("letters", ["Sheet", "more"])
        assert len(list(table.rows)) == 2


# --- mapping ----------------------------------------------------------------------------------


def test_headings_are_known_in_chinese_and_english_whatever_their_dress():
    headings = ["Letter Number", "Ｔｉｔｌｅ:", "举报内容（必填）*", "received_on"]
    (line,) = read(text([["1", "甲", "乙", "2024-01-01"]], headings).encode())
    assert set(line.values) == {"external_number", "title", "text", "received_on"}


def test_a_choice_goes_before_the_table_and_can_leave_a_column_out():
    content = text([["1", "甲", "乙", "2024-01-01"]]).encode()
    (line,) = read(content, 标题="text", 内容="title", 编号="")
    assert line.values == {"text": "甲", "title": "乙", "received_on": "2024-01-01"}


def test_a_field_is_taken_from_one_column_the_first():
    with opened(text([], ["标题", "内容", "详情", "日期", "时间"]).encode(), LETTERS) as table:
        assert table.header.mapping == {
            "标题": "title",
            "内容": "text",
            "日期": "received_on",
            "详情": "",
            "时间": "",
        }


def test_a_choice_that_does_not_fit_is_refused():
    content = text(rows(1)).encode()
    assert "nope" in refused(content, 标题="nope")["mapping"][0]
    assert "缺" in refused(content, 缺="title")["mapping"][0]


# --- text files -------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_and_delimiters_are_found_out(encoding, delimiter):
    lines = [["1", "他说“好”，走了", '第一行\n第二行, 有;号\t和"引号"', "2024-01-01"], *rows(30, start=2)]
    found = read(text(lines, delimiter=delimiter).encode(encoding))
    assert [list(line.cells.values()) for line in found] == lines


def test_western_text_is_not_taken_for_chinese():
    content = "numéro;title;text;date\n1;Été;déjà à l'église, où est-ce ?;2024-01-01\n"
    (line,) = read(content.encode("latin-1"))
    assert line.values["text"] == "déjà à l'église, où est-ce ?"


def test_chinese_far_behind_plain_rows_is_found():
    plain = "1,a,b,2024-01-01\n" * 30_000
    assert decoded(("n,title,text,date\n" + plain + "2,甲,乙的情况,2024-01-02\n").encode("gb18030")).endswith(
        "02\n"
    )
    assert "乙的情况" in decoded((plain + "2,甲,乙的情况,2024-01-02\n").encode("gb18030"))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_row_with_unreadable_bytes_is_a_problem_of_its_own(encoding):
    content = text(rows(5)).encode(encoding).replace("标题 3".encode(encoding), b"\xff\xff 3")
    lines = read(content)
    assert [line.number for line in lines if line.problem == PROBLEMS["bytes"]] == [4]
    assert len(lines) == 5


def test_a_stray_quotation_mark_does_not_swallow_the_rows_after_it():
    lines = ["1,甲,乙,2024-01-01", '2,"丙,丁,2024-01-02', "3,戊,己,2024-01-03", '4,"庚,庚",辛,2024-01-04', ""]
    found = read("\n".join([",".join(HEADINGS), *lines]).encode())
    assert [(line.number, bool(line.problem)) for line in found] == [
        (2, False),
        (3, True),
        (4, False),
        (5, False),
    ]
    assert found[1].problem == PROBLEMS["quotes"]
    assert found[1].cells == {"编号": '2,"丙,丁,2024-01-02'}


def test_rows_with_too_few_or_too_many_cells_are_problems_empty_ends_are_not():
    lines = ["1,甲,乙", "2,甲,乙,2024-01-01,戊", "3,甲,乙,2024-01-01,,,", "", ",,,"]
    found = read("\n".join([",".join(HEADINGS), *lines]).encode())
    assert [(line.number, line.problem == PROBLEMS["width"]) for line in found] == [
        (2, True),
        (3, True),
        (4, False),
    ]


def test_the_line_is_where_a_record_begins():
    content = '内容,日期\n"一\n二\n三",2024-01-01\n四,2024-01-02\n'
    assert [line.number for line in read(content.encode())] == [2, 5]


def test_separators_inside_a_text_do_not_end_its_line():
    (line,) = read("内容,日期\n甲\u2028乙\x85丙,2024-01-01\n".encode())
    assert line.values["text"] == "甲\u2028乙\x85丙"


def test_the_delimiter_line_of_spreadsheet_programs_is_understood():
    (line,) = read("sep=;\n内容;日期\n甲,乙;2024-01-01\n".encode())
    assert (line.number, line.values["text"]) == (3, "甲,乙")
