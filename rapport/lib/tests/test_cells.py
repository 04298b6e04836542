import csv

from hypothesis import given
from hypothesis import strategies as st

from rapport.lib.cells import guard_cell, join_list, split_list, unguard_cell, write_row

items = st.text(min_size=1).map(str.strip).filter(bool)


@given(st.lists(items))
def test_a_list_comes_back_whatever_its_items_hold(values: list[str]) -> None:
    assert split_list(join_list(values)) == tuple(values)


@given(st.text())
def test_a_guard_can_be_taken_off_again(text: str) -> None:
    assert unguard_cell(guard_cell(text)) == text


@given(st.sampled_from("=+-@\t\r"), st.text())
def test_no_guarded_cell_begins_like_a_formula(sign: str, rest: str) -> None:
    assert guard_cell(sign + rest)[0] == "'"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1))
def test_a_row_is_read_back_by_the_standard_reader(cells: list[str]) -> None:
    if cells != [""]:  # a line with nothing on it is no row
        assert next(csv.reader([write_row(cells)], strict=True)) == cells


def test_an_ordinary_list_is_separated_by_semicolons() -> None:
    assert split_list("training; technology-transfer;") == ("training", "technology-transfer")
