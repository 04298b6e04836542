"""Lists of partners. The organizations are invented; the shapes are those that real registries hold."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.exchange.mapping import load_mapping
from rapport.exchange.readers.partner_pieces import Kind
from rapport.exchange.readers.partners import PartnersReader

TYPED = (
    "Governments: _x000D_Government of Fiji - Ministry of Reefs _x000D_Government of Samoa _x000D_"
    "  Major Groups: _x000D_Reef Keepers (RK) (Fiji) _x000D_Tide Institute () _x000D_"
    " UN System: _x000D_United Nations Reef Fund (Italy) _x000D_"
    " Other intergovernmental organizations: _x000D_Ocean Bank (European Community)"
)


def reader() -> PartnersReader:
    partners = load_mapping("un-registry-2018").columns["partners"]
    assert isinstance(partners, PartnersReader)
    return partners


def listed(cell: str) -> list[tuple[str, str, str]]:
    return [(each.name, each.type, each.country) for each in reader().take(cell, {}).partners]


def test_headings_give_the_type_and_brackets_the_country():
    assert listed(TYPED) == [
        ("Ministry of Reefs", "government", "FJ"),
        ("Government of Samoa", "government", "WS"),
        ("Reef Keepers (RK)", "major-group", "FJ"),
        ("Tide Institute", "major-group", ""),
        ("United Nations Reef Fund", "un-system", "IT"),
        ("Ocean Bank", "intergovernmental", ""),
    ]


def test_lines_with_new_lines_are_read_like_lines_with_debris():
    assert listed(TYPED.replace("_x000D_", "\n")) == listed(TYPED)


def test_a_heading_with_two_colons_or_behind_another_is_still_one():
    assert listed("UN System::\nReef Fund (Kenya)") == [("Reef Fund", "un-system", "KE")]
    assert listed("UN System:  Other:\nReef Fund (Kenya)") == [("Reef Fund", "other", "KE")]


def test_a_government_that_names_itself_again_is_itself():
    assert listed("Governments:\nGovernment of Tonga - Government of Tonga") == [
        ("Government of Tonga", "government", "TO")
    ]
    assert listed("Governments:\nGovernment of United Kingdom - UK") == [
        ("Government of United Kingdom", "government", "GB")
    ]


def test_brackets_that_hold_no_country_stay_with_the_name():
    assert listed("Major Groups:\nWater Partners (Africa Office)") == [
        ("Water Partners (Africa Office)", "major-group", "")
    ]


def test_the_raw_line_is_kept_where_it_differs_from_the_name():
    keepers, tide = reader().take("Major Groups:\nReef Keepers (Fiji)\nTide Institute", {}).partners
    assert (keepers.lines, tide.lines) == (("Reef Keepers (Fiji)",), ())


def test_a_semicolon_that_closes_an_ampersand_separates_nothing():
    assert listed("Reef R&D; Kelp Trust") == [("Reef R&D Kelp Trust", "", "")]
    (partner,) = reader().take("Major Groups:\nR&D; (Fiji)", {}).partners
    assert (partner.name, partner.lines) == ("R&D", ("R&D; (Fiji)",))


def test_what_names_nobody_is_left_word_for_word():
    taking = reader().take("Major Groups:\nvarious ()\nReef Keepers (Fiji)", {})
    assert (taking.left, len(taking.partners)) == ("various ()", 1)
    assert taking.why == "This names no organization."


def test_a_cell_that_names_nobody_is_refused_whole():
    taking = reader().take("To be determined_x000D_Open to additional partners", {})
    assert (taking.fate.value, taking.left) == ("refused", "To be determined_x000D_Open to additional partners")


def test_headings_before_their_partners_hold_until_the_next():
    cell = "Government: Ministry of Tides; Harbour Board; NGOs: Reef Keepers, Kelp Trust; Friends: Tide Club"
    assert listed(cell) == [
        ("Ministry of Tides", "government", ""),
        ("Harbour Board", "government", ""),
        ("Reef Keepers", "ngo", ""),
        ("Kelp Trust", "ngo", ""),
        ("Tide Club", "", ""),
    ]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("UNDP, UNEP and FAO", ["UNDP", "UNEP", "FAO"]),
        ("Ministry of Environment, Water and Agriculture", ["Ministry of Environment, Water and Agriculture"]),
        ("Ministry of Tides, Ministry of Winds, UNDP", ["Ministry of Tides", "Ministry of Winds", "UNDP"]),
        ("Kelp Foods, Inc., Reef Foundation, UNEP", ["Kelp Foods, Inc.", "Reef Foundation", "UNEP"]),
        (
            "Farmers’ Association of Tarn district, Upper Hill, Viet Nam",
            ["Farmers’ Association of Tarn district, Upper Hill"],
        ),
        ("Reef Foundation (Suva, Fiji), UNEP", ["Reef Foundation (Suva, Fiji)", "UNEP"]),
        ("Kelp Trust, Suva; Reef League, Apia", ["Kelp Trust, Suva", "Reef League, Apia"]),
        (
            "Reef League, Kelp Trust; Kelp Trust; Reef League",
            ["Reef League", "Kelp Trust", "Kelp Trust", "Reef League"],
        ),
        ("* Reef League; * Kelp Trust", ["Reef League", "Kelp Trust"]),
        ("1 Reef League; 2 Kelp Trust", ["Reef League", "Kelp Trust"]),
        ("3 Rivers Trust; Kelp Trust", ["3 Rivers Trust", "Kelp Trust"]),
        ("National Institute of Water and Weather Research", ["National Institute of Water and Weather Research"]),
    ],
)
def test_a_list_without_headings_is_cut_with_care(cell, names):
    assert [name for name, _type, _country in listed(cell)] == names


@pytest.mark.parametrize(
    ("line", "partner"),
    [
        ("Reef League (NGO)", ("Reef League", "ngo", "")),
        ("Reef League - NGO", ("Reef League", "ngo", "")),
        ("Tide Academy (Japan) (Academic Institution)", ("Tide Academy", "academia", "JP")),
        ("University of Tides", ("University of Tides", "academia", "")),
        ("Université de la Marée", ("Université de la Marée", "academia", "")),
        (
            "United Nations Environment Programme (UNEP)",
            ("United Nations Environment Programme (UNEP)", "un-system", ""),
        ),
        ("Government of Aruba", ("Government of Aruba", "government", "AW")),
        ("Cook Islands Government", ("Cook Islands Government", "government", "CK")),
        ("Ministry of Tides and University of Winds", ("Ministry of Tides and University of Winds", "", "")),
        ("Mauritius", ("Mauritius", "", "MU")),
        ("Kelp Trust", ("Kelp Trust", "", "")),
    ],
)
def test_a_type_is_given_only_where_the_words_are_certain(line, partner):
    assert listed(line) == [partner]


@pytest.mark.parametrize(
    "line",
    [
        "We have over 200 partners and a complete list of them is on our pages",
        "https://example.org/partners",
        "in close collaboration with many others",
        "NGOs",
        "x" * 400,
    ],
)
def test_a_text_about_partners_is_no_partner(line):
    assert listed(line) == []


_words = st.sampled_from(
    [
        "Governments:",
        "UN System::",
        "Other:",
        "Government of Fiji - Ministry of Reefs",
        "Reef League (Fiji)",
        "NGO: ",
        "and",
    ]
)
_marks = st.sampled_from([" _x000D_", "\n", "; ", ", ", " and ", " - ", "\t| ", "()", "(", "_x000D_\r\n", ". "])
_cells = st.lists(st.one_of(_words, _marks, st.text(max_size=12))).map("".join)


@given(_cells)
def test_no_character_of_a_cell_vanishes(cell):
    """Headings, partners and separators, joined in order, are the cell; separators hold no words but “and”."""
    pieces, _doubtful = reader().cut(cell)
    assert "".join(piece.text for piece in pieces) == cell
    for piece in pieces:
        if piece.kind is Kind.SEPARATOR:
            words = re.sub(r"_x000[DdAa]_|\\n", "", piece.text)
            assert re.fullmatch(r"(?:[^\w]|\d|_|\band\b|\bet\b|\by\b|\be\b)*", words), repr(piece.text)


@given(_cells)
def test_each_partner_is_listed_or_left_with_its_own_words(cell):
    taking = reader().take(cell, {})
    pieces, doubtful = reader().cut(cell)
    told = {line for each in taking.partners for line in (each.name, *each.lines)}
    left = taking.left.split("\n") if taking.partners else [taking.left]
    for piece in pieces:
        if piece.kind is Kind.PARTNER:
            assert piece.text in told or any(piece.text in words for words in left) or piece.text in taking.left
    assert all(text in taking.left for text in doubtful)
