"""Workbooks: what their cells show, and files that are made to harm."""

import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from rapport.exchange import sheets_xlsx
from rapport.exchange.sheets import SheetError
from rapport.exchange.sheets_xlsx import open_xlsx


def workbook(tmp_path, table, title="Sheet"):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in table:
        sheet.append(row)
    path = tmp_path / "reefs.xlsx"
    book.save(path)
    return path


def repacked(path, part, content, compression=zipfile.ZIP_DEFLATED):
    """The workbook with one part replaced."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = content
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def refusal(path):
    with pytest.raises(SheetError) as caught:
        list(open_xlsx(path).rows)
    return caught.value.problem


def test_cells_are_taken_as_what_they_show(tmp_path):
    table = [
        ["number", "when", "share", "name"],
        [7.0, date(2003, 5, 17), 0.5, "Reef"],
        [8, datetime.fromisoformat("2003-05-17T09:00"), True, None],
    ]
    sheet = open_xlsx(workbook(tmp_path, table))
    assert sheet.header == ("number", "when", "share", "name")
    assert [(row.line, row.cells) for row in sheet.rows] == [
        (2, ("7", "2003-05-17", "0.5", "Reef")),
        (3, ("8", "2003-05-17 09:00:00", "True")),
    ]


def test_a_sheet_is_chosen_by_name(tmp_path):
    path = workbook(tmp_path, [["number"], [1]], title="Reefs")
    assert [row.cells for row in open_xlsx(path, sheet="Reefs").rows] == [("1",)]
    with pytest.raises(SheetError, match="There is no sheet “Kelp”"):
        open_xlsx(path, sheet="Kelp")


def test_a_formula_without_its_result_is_told(tmp_path):
    (row,) = open_xlsx(workbook(tmp_path, [["number", "name"], [1, '=HYPERLINK("http://example.org")']])).rows
    assert row.cells[0] == "1"
    (problem,) = row.problems
    assert (problem.line, problem.column) == (2, "column 2")
    assert problem.message == "The file does not hold what this formula shows."


def test_a_formula_that_shows_an_error_is_told(tmp_path):
    (row,) = open_xlsx(workbook(tmp_path, [["number", "name"], [1, "#REF!"]])).rows
    assert row.problems[0].message == "This formula shows an error."


def test_entities_that_grow_are_refused(tmp_path):
    laughs = b"""<?xml version="1.0"?>
    <!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>
    <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
    <row r="1"><c r="A1" t="inlineStr"><is><t>&c;</t></is></c></row></sheetData></worksheet>"""
    path = repacked(workbook(tmp_path, [["number"], [1]]), "xl/worksheets/sheet1.xml", laughs)
    assert refusal(path).message == "The workbook is damaged or made to harm (EntitiesForbidden)."


def test_a_workbook_that_would_unpack_without_bound_is_refused_before_it_is_unpacked(tmp_path):
    path = repacked(workbook(tmp_path, [["number"], [1]]), "xl/worksheets/sheet1.xml", b" " * (8 * 1024 * 1024))
    assert refusal(path).message.startswith("The workbook would unpack to 8,")


def test_many_parts_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(sheets_xlsx, "PARTS_LIMIT", 3)
    assert "parts." in refusal(workbook(tmp_path, [["number"], [1]])).message


def test_a_size_that_the_sheet_claims_is_not_believed(tmp_path):
    path = workbook(tmp_path, [["number", "name"], [1, "Reef"]])
    with zipfile.ZipFile(path) as archive:
        part = archive.read("xl/worksheets/sheet1.xml")
    assert b'<dimension ref="A1:B2"' in part
    claimed = repacked(path, "xl/worksheets/sheet1.xml", part.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"'))
    assert [row.cells for row in open_xlsx(claimed).rows] == [("1", "Reef")]


@pytest.mark.parametrize("content", [b"PK\x03\x04 and no more", b"no workbook"])
def test_what_is_no_workbook_is_refused(tmp_path, content):
    path = tmp_path / "reefs.xlsx"
    path.write_bytes(content)
    assert refusal(path).message.startswith("This is not a workbook")


def test_an_archive_of_other_things_is_refused(tmp_path):
    path = tmp_path / "photos.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("photo.txt", "a reef")
    assert refusal(path).message.startswith("The workbook is damaged or made to harm")


def test_a_workbook_without_words_has_no_header(tmp_path):
    assert refusal(workbook(tmp_path, [])).message == "The sheet has no header."


def test_a_row_that_claims_to_lie_beyond_the_last_is_not_waited_for(tmp_path, monkeypatch):
    monkeypatch.setattr(sheets_xlsx, "LAST_ROW", 1000)
    path = workbook(tmp_path, [["number", "name"], [1, "Reef"], [2, "Kelp"]])
    with zipfile.ZipFile(path) as archive:
        part = archive.read("xl/worksheets/sheet1.xml")
    repacked(path, "xl/worksheets/sheet1.xml", part.replace(b'<row r="3"', b'<row r="999999999"'))
    assert refusal(path).message == "The workbook claims to have rows beyond row 1,000; they were not read."


def test_another_sheet_that_is_damaged_is_no_traceback(tmp_path):
    path = workbook(tmp_path, [["number", "name"], [1, "Reef"]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b"x" * 1000)
    path.write_bytes(path.read_bytes().replace(b"x" * 1000, b"x" * 999 + b"y"))
    assert refusal(path).message.startswith("The workbook is damaged or made to harm")
