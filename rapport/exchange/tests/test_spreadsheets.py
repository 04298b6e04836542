"""A spreadsheet through a mapping: records, the fate of every cell, and rows that become none. All is invented."""

import csv

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.exchange import spreadsheets
from rapport.exchange.intake import Fate
from rapport.exchange.mapping import load_mapping
from rapport.exchange.spreadsheets import read_spreadsheet

MAPPING = """\
origin: reefs
key: number
id: "R{number}"
language: detect
constants: {countries: [FJ]}
columns:
  title: name
  aims: objectives
  more aims: objectives
  begin: {reader: date, field: started_on}
  end: {reader: date, field: ends_on}
  partners: {reader: partners, types: {NGO: ngo}}
  lead: {reader: organization, role: lead, type_column: kind of lead, types: {NGO: ngo}}
  seen on: {reader: date, field: confirmed_on}
  office: {ignore: for the office only}
"""
ROW = {
    "number": "7",
    "title": "Reef Watch",
    "aims": "To count corals.",
    "more aims": "To tell of them.",
    "begin": "2003-05",
    "end": "2008",
    "partners": "Kelp Trust; Tide Club (NGO)",
    "lead": "Tide Club",
    "kind of lead": "NGO",
    "seen on": "2009-04-01",
    "office": "note",
    "colour": "blue",
}
HEADER = list(ROW)


@pytest.fixture
def mapping(tmp_path):
    path = tmp_path / "reefs.yaml"
    path.write_text(MAPPING, encoding="utf-8")
    return load_mapping(path)


@pytest.fixture
def read(tmp_path, mapping):
    """Read rows, each the invented one with some cells changed."""

    def read_rows(*changes):
        path = tmp_path / "reefs.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADER)
            writer.writerows([(ROW | change)[name] for name in HEADER] for change in changes)
        reading = read_spreadsheet(path, mapping)
        return reading, list(reading.records)

    return read_rows


def fates(record):
    return {cell.column: (cell.fate.value, cell.left, cell.why) for cell in record.cells if cell.fate is not Fate.TAKEN}


def test_a_row_becomes_a_record(read):
    reading, (record,) = read({})
    document = record.document
    assert (record.id, record.origin_key, record.line, reading.total, reading.problems) == ("R7", "reefs:7", 2, 1, [])
    assert (document.name, document.objectives) == ("Reef Watch", "To count corals.\n\nTo tell of them.")
    assert (str(document.started_on), str(document.ends_on), document.countries) == ("2003-05", "2008", ("FJ",))
    assert (document.origin, document.language, document.registered_on) == ("reefs", "en", None)
    assert str(record.confirmed_on) == "2009-04-01"


def test_an_organization_named_twice_is_one_listing_that_leads_and_keeps_its_raw_line(read):
    _reading, (record,) = read({})
    names = {each.key: (each.name, each.type) for each in record.organizations}
    assert [(names[each.organization], each.role, each.as_listed) for each in record.document.partners] == [
        (("Kelp Trust", ""), "partner", ()),
        (("Tide Club", "ngo"), "lead", ("Tide Club (NGO)",)),
    ]


def test_every_cell_has_a_fate_and_what_is_not_taken_is_kept_unless_ignored(read):
    _reading, (record,) = read({})
    assert [cell.column for cell in record.cells] == HEADER
    assert fates(record) == {
        "office": ("refused", "note", "for the office only"),
        "colour": ("refused", "blue", "There is no field for it in the mapping."),
    }
    assert [(each.column, each.value, each.fate) for each in record.document.sources] == [
        ("colour", "blue", "refused: There is no field for it in the mapping.")
    ]


def test_an_end_before_the_start_is_kept_with_a_sentence(read):
    _reading, (record,) = read({"end": "2001"})
    assert (str(record.document.started_on), record.document.ends_on) == ("None", None)
    assert {column: why for column, (_fate, _left, why) in fates(record).items() if column in ("begin", "end")} == {
        "begin": "The end (2001) is before the start (2003-05).",
        "end": "The end (2001) is before the start (2003-05).",
    }


def test_an_empty_cell_is_taken_and_says_nothing(read):
    _reading, (record,) = read(dict.fromkeys(HEADER[1:], ""))
    assert (fates(record), record.document.sources, record.document.name) == ({}, (), "")


def test_a_second_row_with_the_same_key_is_bad_and_kept_for_repair(read):
    reading, records = read({}, {"title": "Another"}, {"number": "8"})
    assert [record.id for record in records] == ["R7", "R8"]
    (problem,) = reading.problems
    assert (problem.line, problem.column, problem.value, problem.message) == (
        3,
        "number",
        "7",
        "Line 2 has the same key.",
    )
    assert problem.row["title"] == "Another"
    assert {cell.column for cell in reading.refused} == set(HEADER)


@pytest.mark.parametrize(
    ("number", "message"),
    [(" ", "The key is empty."), ("a b", "The pattern “R{number}” gives no valid id here."), ("7" * 90, "The pattern")],
)
def test_a_key_that_cannot_find_the_record_again_is_refused(read, number, message):
    reading, records = read({"number": number})
    assert (records, reading.problems[0].message.startswith(message)) == ([], True)


def test_a_row_with_more_cells_than_the_header_is_bad(tmp_path, mapping):
    path = tmp_path / "reefs.csv"
    path.write_text(",".join(HEADER) + "\n7,Reef, or Kelp" + "," * 12 + "x\n", encoding="utf-8")
    reading = read_spreadsheet(path, mapping)
    assert list(reading.records) == []
    assert reading.problems[0].message == "The row has 15 cells, the header 12."


def test_a_row_with_fewer_cells_than_the_header_has_empty_ones(tmp_path, mapping):
    path = tmp_path / "reefs.csv"
    path.write_text(",".join(HEADER) + "\n7,Reef\n", encoding="utf-8")
    (record,) = read_spreadsheet(path, mapping).records
    assert (record.document.name, len(record.cells)) == ("Reef", 12)


def refusal(path, mapping):
    reading = read_spreadsheet(path, mapping)
    assert list(reading.records) == []
    (problem,) = reading.problems
    assert problem.file == path.name
    assert problem.remedy.endswith((".", "?"))
    return problem.line, problem.message


def test_a_header_without_a_named_column_or_with_one_twice_is_refused(tmp_path, mapping):
    path = tmp_path / "reefs.csv"
    path.write_text("title,aims\nReef,None\n", encoding="utf-8")
    assert refusal(path, mapping) == (1, "The header has no column “number”, which the mapping names.")
    path.write_text(",".join([*HEADER, "title"]) + "\n", encoding="utf-8")
    assert refusal(path, mapping) == (1, "Two columns have this name.")


def test_columns_that_the_mapping_does_not_name_may_have_one_name(tmp_path, mapping):
    path = tmp_path / "reefs.csv"
    path.write_text(
        ",".join([*HEADER, "colour", ""]) + "\n" + ",".join([*ROW.values(), "red", "?"]) + "\n", encoding="utf-8"
    )
    (record,) = read_spreadsheet(path, mapping).records
    assert [(each.column, each.value) for each in record.document.sources] == [
        ("(column 14)", "?"),
        ("colour", "blue"),
        ("colour (column 13)", "red"),
    ]


def test_what_is_no_spreadsheet_gets_a_sentence(tmp_path, mapping):
    empty, old = tmp_path / "empty.csv", tmp_path / "old.xls"
    empty.touch()
    old.write_bytes(b"\xd0\xcf\x11\xe0 and so on")
    assert refusal(empty, mapping) == (0, "The file is empty.")
    assert refusal(old, mapping) == (0, "This is a workbook in the format before 2007 (XLS).")
    assert refusal(tmp_path, mapping) == (0, "This is a folder, not a spreadsheet.")
    assert refusal(tmp_path / "none.csv", mapping)[1].startswith("The file cannot be read: No such file")


def test_a_workbook_and_a_csv_file_of_the_same_rows_give_the_same_documents(tmp_path, mapping, read):
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    book.active.append([int(ROW["number"]), *list(ROW.values())[1:]])
    path = tmp_path / "reefs.xlsx"
    book.save(path)
    (from_book,) = read_spreadsheet(path, mapping).records
    _reading, (from_csv,) = read({})
    with_file = from_csv.document.to_bytes().replace(b"reefs.csv", b"reefs.xlsx")
    assert from_book.document.to_bytes() == with_file


def test_a_broken_row_is_told_and_the_rest_is_read(tmp_path, mapping):
    path = tmp_path / "reefs.csv"
    path.write_text(",".join(HEADER) + '\n7,"Reef\n8,Kelp\n', encoding="utf-8")
    reading = read_spreadsheet(path, mapping)
    assert [record.id for record in reading.records] == ["R8"]
    assert [(problem.line, problem.value) for problem in reading.problems] == [(2, '7,"Reef')]
    assert [(cell.row, cell.value, cell.fate) for cell in reading.refused] == [(2, '7,"Reef', Fate.REFUSED)]


def test_a_file_with_nothing_but_bad_rows_is_given_up(tmp_path, mapping, monkeypatch):
    monkeypatch.setattr(spreadsheets, "BAD_ROWS_LIMIT", 3)
    path = tmp_path / "reefs.csv"
    path.write_text(",".join(HEADER) + "\n" + '7,"a"b\n' * 20, encoding="utf-8")
    reading = read_spreadsheet(path, mapping)
    assert list(reading.records) == []
    assert [problem.line for problem in reading.problems] == [2, 3, 4, 5, 5]
    assert reading.problems[-1].message.endswith("from here on the file was not read.")


_text = st.text(st.characters(codec="utf-8"), max_size=40)


@given(st.dictionaries(st.sampled_from(HEADER[1:]), _text))
def test_whatever_stands_in_the_cells_each_has_its_fate_and_nothing_is_raised(tmp_path_factory, change):
    folder = tmp_path_factory.mktemp("sheets")
    (folder / "reefs.yaml").write_text(MAPPING, encoding="utf-8")
    path = folder / "reefs.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, [(ROW | change)[name] for name in HEADER]])
    (record,) = read_spreadsheet(path, load_mapping(folder / "reefs.yaml")).records
    assert [cell.column for cell in record.cells] == HEADER
    kept = {(each.column, each.value) for each in record.document.sources}
    for cell in record.cells:
        if cell.fate is Fate.REFUSED:
            assert cell.left == cell.value
        if cell.left and cell.column != "office":
            assert (cell.column, cell.left) in kept


def test_columns_of_one_name_lose_no_cell(tmp_path, mapping):
    path = tmp_path / "reefs.csv"
    names = [*HEADER, "x (column 14)", "x", "x", ""]
    path.write_text(",".join(names) + "\n" + ",".join([*(ROW[name] for name in HEADER), "a", "b", "c", "d"]) + "\n")
    (record,) = read_spreadsheet(path, mapping).records
    assert [cell.left for cell in record.cells][len(HEADER) :] == ["a", "b", "c", "d"]


def test_a_header_of_very_many_columns_is_read_once(tmp_path, mapping):
    path = tmp_path / "reefs.csv"
    path.write_text(",".join([*HEADER, *(f"c{number}" for number in range(100_000))]) + "\n")
    assert list(read_spreadsheet(path, mapping).records) == []


def test_a_key_that_is_too_long_to_keep_is_told(tmp_path):
    path, mapping = tmp_path / "reefs.csv", tmp_path / "reefs.yaml"
    mapping.write_text("origin: reefs\nkey: name\ncolumns: {title: name}\n")
    path.write_text(f"name,title\n{'k' * 395},A\nb,B\n")
    reading = read_spreadsheet(path, load_mapping(mapping))
    assert [record.origin_key for record in reading.records] == ["reefs:b"]
    assert [(problem.line, problem.message) for problem in reading.problems] == [(2, "The key has 395 characters.")]


def test_a_file_whose_name_is_no_text_is_read(tmp_path, mapping):
    path = tmp_path / b"r\xe9cif.csv".decode("utf-8", "surrogateescape")
    path.write_text(",".join([*HEADER, "more"]) + "\n" + ",".join([*ROW.values(), "left"]) + "\n")
    (record,) = read_spreadsheet(path, mapping).records
    assert record.document.to_bytes()
    assert record.document.sources[-1].file == "r\\udce9cif.csv"
