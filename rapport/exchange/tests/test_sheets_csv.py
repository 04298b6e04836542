"""Comma-separated files: encodings, separators, quotation marks, and files that are made to harm."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.exchange import sheets, sheets_csv
from rapport.exchange.sheets import BadRow, SheetError, SheetRow
from rapport.exchange.sheets_csv import open_csv


def written(tmp_path, content, encoding="utf-8"):
    path = tmp_path / "reefs.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def rows(path, **options):
    return [(row.line, row.cells) for row in open_csv(path, **options).rows]


def refusal(path, **options):
    with pytest.raises(SheetError) as caught:
        list(open_csv(path, **options).rows)
    return caught.value.problem


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_encoding_that_shows_itself_is_read(tmp_path, encoding):
    sheet = open_csv(written(tmp_path, "number,name\n1,Récif\n", encoding))
    assert (sheet.header, [row.cells for row in sheet.rows]) == (("number", "name"), [("1", "Récif")])


def test_another_encoding_is_refused_unless_it_is_named(tmp_path):
    path = written(tmp_path, "number,name\n1,Mangrove\n2,Récif\n", "windows-1252")
    problem = refusal(path)
    assert (problem.line, problem.message) == (3, "The file is not in utf-8: a byte e9 has no meaning there.")
    assert "windows-1252" in problem.remedy
    assert rows(path, encoding="windows-1252")[1] == (3, ("2", "Récif"))
    assert refusal(path, encoding="klingon").message == "There is no encoding “klingon”."


def test_the_separator_is_the_one_that_finds_the_columns(tmp_path):
    path = written(tmp_path, "number;name, and more\n1;Reef\n")
    assert rows(path, wanted=frozenset({"number"})) == [(2, ("1", "Reef"))]
    assert open_csv(path, delimiter=",").header == ("number;name", " and more")


def test_a_row_keeps_its_line_and_empty_ones_are_left_out(tmp_path):
    sheet = open_csv(written(tmp_path, 'number,name\r\n1,"two\r\nlines"\r\n\r\n3,Reef\r\n'))
    assert [(row.line, row.cells) for row in sheet.rows] == [(2, ("1", "two\r\nlines")), (5, ("3", "Reef"))]


def test_a_broken_quotation_mark_spoils_only_its_own_row(tmp_path):
    sheet = open_csv(written(tmp_path, 'number,name\n1,Reef\n2,"Kelp\n3,Tide\n4,"Good"\n5,"Bad"er\n6,Last\n'))
    good, bad = [], []
    for row in sheet.rows:
        (bad if isinstance(row, BadRow) else good).append(row)
    assert [row.cells[0] for row in good] == ["1", "3", "4", "6"]
    assert [(row.line, row.text) for row in bad] == [(3, '2,"Kelp'), (6, '5,"Bad"er')]
    assert bad[0].message == "The quotation marks of this row do not pair."


def test_a_quotation_mark_that_is_never_closed_costs_one_row(tmp_path):
    sheet = open_csv(written(tmp_path, 'number,name\n1,"Reef\n2,Kelp\n'))
    bad, good = sheet.rows
    assert (bad.line, good.line, good.cells) == (2, 3, ("2", "Kelp"))


def test_null_characters_are_shown_and_told(tmp_path):
    (row,) = open_csv(written(tmp_path, b"number,name\n1,Re\0ef\n")).rows
    assert row.cells == ("1", "Re␀ef")
    assert row.problems[0].message == "The cell holds null characters."


@pytest.fixture
def small_limits(monkeypatch):
    """Limits as small as a test: the rule is the same at a million."""
    monkeypatch.setattr(sheets, "CELL_LIMIT", 50)
    monkeypatch.setattr(sheets_csv, "ROW_LIMIT", 400)


def test_a_cell_that_is_too_large_is_a_bad_row(tmp_path, small_limits):
    big, good = open_csv(written(tmp_path, f"number,name\n1,{'x' * 60}\n2,Kelp\n")).rows
    assert (big.line, big.message) == (2, "A cell of this row has 60 characters.")
    assert good.cells == ("2", "Kelp")


@pytest.mark.parametrize("cell", ["x" * 5000, '"' + "y\n" * 3000 + '"'])
def test_an_endless_cell_is_passed_over_and_reading_goes_on(tmp_path, small_limits, cell):
    big, good = open_csv(written(tmp_path, f"number,name\n1,{cell}\n2,Kelp\n")).rows
    assert (big.line, big.text, big.message) == (2, "", "This row has more than 400 characters.")
    assert good.cells == ("2", "Kelp")


@pytest.mark.parametrize("content", ["\n\n", '"number,name\n'])
def test_a_file_without_a_header_is_refused(tmp_path, content):
    assert refusal(written(tmp_path, content)).line == 1


_cells = st.lists(
    st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0")), min_size=3, max_size=3), min_size=1
)


@given(_cells)
def test_what_a_csv_writer_wrote_is_read_back(tmp_path_factory, table):
    file = io.StringIO(newline="")
    csv.writer(file).writerows([["number", "name", "note"], *table])
    path = tmp_path_factory.mktemp("sheets") / "reefs.csv"
    path.write_text(file.getvalue(), encoding="utf-8", newline="")
    read = [row.cells for row in open_csv(path, delimiter=",").rows if isinstance(row, SheetRow)]
    assert read == [tuple(cells) for cells in table if any(cell.strip() for cell in cells)]


@pytest.mark.parametrize("encoding", ["klingon", "hex", "zip", "rot13", "utf-8\0"])
def test_what_is_no_encoding_of_text_is_told(tmp_path, encoding):
    assert refusal(written(tmp_path, "number,name\n1,Reef\n"), encoding=encoding).message == (
        f"There is no encoding “{encoding}”."
    )


@pytest.mark.parametrize("encoding", ["punycode", "undefined"])
def test_an_encoding_that_fails_in_its_own_way_is_told(tmp_path, encoding):
    assert refusal(written(tmp_path, "number,name\n1,Reef\n"), encoding=encoding).message.startswith(
        f"The file is not in {encoding}"
    )
