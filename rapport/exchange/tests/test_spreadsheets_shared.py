"""The real files, read where they are: what the shipped mappings make of them. Nothing of them stands here."""

import re
from collections import Counter
from functools import cache

import pytest

from rapport.exchange.intake import Fate
from rapport.exchange.mapping import load_mapping
from rapport.exchange.readers.partner_pieces import Kind, Style
from rapport.exchange.readers.partners import PartnersReader
from rapport.exchange.spreadsheets import read_spreadsheet
from rapport.testing import shared_folder

pytestmark = pytest.mark.shared
FILES = [("un-registry-2018.csv", "un-registry-2018", 1901), ("climate_initiatives_dev.csv", "climate-initiatives", 49)]


@cache
def read_real(file, mapping):
    """The reading and its records; read once, for a file takes seconds."""
    reading = read_spreadsheet(shared_folder() / "real" / file, load_mapping(mapping))
    return reading, list(reading.records)


@pytest.fixture(params=FILES, ids=[mapping for _file, mapping, _rows in FILES])
def real(request):
    file, mapping, rows = request.param
    return *read_real(file, mapping), rows


@pytest.fixture
def partner_cells():
    _reading, records = read_real(*FILES[0][:2])
    return [next(cell for cell in record.cells if cell.column == "partners") for record in records]


@pytest.fixture
def reader():
    partners = load_mapping("un-registry-2018").columns["partners"]
    assert isinstance(partners, PartnersReader)
    return partners


def test_every_row_becomes_a_record_of_its_own(real):
    reading, records, rows = real
    assert (len(records), reading.total, reading.problems, reading.refused) == (rows, rows, [], [])
    assert len({record.origin_key for record in records}) == rows


def test_what_is_not_taken_of_a_cell_is_on_the_record_word_for_word(real):
    _reading, records, _rows = real
    for record in records:
        kept = {(each.row, each.column, each.value) for each in record.document.sources}
        for cell in record.cells:
            if cell.fate is Fate.REFUSED:
                assert cell.left == cell.value
            assert not cell.left or (cell.row, cell.column, cell.left) in kept


def test_no_character_of_a_partner_cell_vanishes(partner_cells, reader):
    for cell in partner_cells:
        pieces, _doubtful = reader.cut(cell.value)
        assert "".join(piece.text for piece in pieces) == cell.value


def test_of_typed_lists_98_in_100_lines_are_one_organization_with_type_and_country(partner_cells, reader):
    """A line counts if it names an organization with the type of its heading, and with the country where it gives one:
    in brackets at its end, or behind “Government of”. What such a country would be is judged by its form alone."""
    counts: Counter[str] = Counter()
    for cell in partner_cells:
        if reader.headings_of(cell.value) is not Style.ALONE:
            continue
        for piece in reader.cut(cell.value)[0]:
            if piece.kind is Kind.PARTNER:
                partner = reader.read_line(piece)
                gives_country = re.search(r"\([^()]*\w[^()]*\)$|^Government of ", piece.text) is not None
                is_good = partner is not None and partner.type and (partner.country or not gives_country)
                counts["good" if is_good else "bad"] += 1
    assert counts.total() > 2300
    assert counts["good"] / counts.total() >= 0.98, counts


def test_several_languages_are_told_apart():
    _reading, records = read_real(*FILES[0][:2])
    languages = Counter(record.document.language for record in records)
    assert {"en", "es", "fr"} <= set(languages)
    assert languages[""] < 20
