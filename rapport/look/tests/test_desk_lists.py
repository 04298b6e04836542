"""Lists of the back office: what an address asks for, and what of it is nonsense."""

import csv
from io import BytesIO
from urllib.parse import parse_qsl

import pytest
from django.contrib.auth.models import Group
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from rapport.look.desk_lists import Asked, Column, DeskList, Filter

FRUIT = [("plum", "red", 3), ("Apple", "green", None), ("cherry", "red", 12)]
LIST = DeskList(
    name="fruit",
    columns=(
        Column("name", lambda row: row[0], "Name", lambda row: row[0]),
        Column("colour", lambda row: row[1], "Colour"),
        Column("pieces", lambda row: row[2], "Pieces", lambda row: row[2], is_number=True),
    ),
    filters=(
        Filter(
            "colour", "Colour", lambda: [("red", "red"), ("green", "green")],
            lambda rows, colour: [row for row in rows if row[1] == colour],
        ),
    ),
    search=lambda rows, words: [row for row in rows if words.casefold() in row[0].casefold()],
    order="name",
    size=2,
)  # fmt: skip


def names(asked: Asked) -> list[str]:
    return [row[0] for row in asked.narrow(FRUIT)]


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({}, ["Apple", "cherry", "plum"]),
        ({"sort": "-name"}, ["plum", "cherry", "Apple"]),
        ({"sort": "pieces"}, ["plum", "cherry", "Apple"]),  # what is not known stands last
        ({"colour": "red"}, ["cherry", "plum"]),
        ({"colour": "red", "q": "PL"}, ["plum"]),
        ({"colour": "blue", "sort": "colour", "page": "-1"}, ["Apple", "cherry", "plum"]),  # nonsense, all of it
    ],
)
def test_it_is_filtered_searched_and_sorted(params, found):
    assert names(LIST.ask(params)) == found


def test_pages_and_files_keep_what_was_asked_for():
    asked = LIST.ask({"sort": "-pieces", "page": "2"})
    shown = asked.show(asked.narrow(FRUIT))
    assert (shown.total, shown.number, len(shown.rows)) == (3, 2, 1)
    assert shown.page == {"first": 3, "last": 3, "of": 3, "previous": "?sort=-pieces", "next": None}
    assert shown.ways[0]["href"] == "?format=csv&sort=-pieces"


def test_a_page_after_the_last_is_the_last():
    asked = LIST.ask({"page": "99999"})
    assert asked.show(asked.narrow(FRUIT)).number == 2


def test_a_head_sorts_and_sorts_the_other_way_when_it_sorts_already():
    heads = LIST.ask({"sort": "pieces"}).show(FRUIT).heads
    assert [(head.href, head.sorted) for head in heads] == [("?", ""), ("", ""), ("?sort=-pieces", "ascending")]


def test_csv_says_all_of_it_and_no_formula():
    answer = LIST.ask({"format": "csv"}).as_file([("=1+1", "رمادي", None)])
    lines = list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))
    assert lines == [["name", "colour", "pieces"], ["'=1+1", "رمادي", ""]]
    assert answer["Content-Disposition"] == 'attachment; filename="fruit.csv"'


def test_a_workbook_says_all_of_it_and_no_formula():
    answer = LIST.ask({"format": "xlsx"}).as_file([("=1+1", "bell\a", 3)])
    sheet = load_workbook(BytesIO(answer.content)).active
    assert [[cell.value for cell in row] for row in sheet] == [["name", "colour", "pieces"], ["=1+1", "bell", 3]]
    assert sheet["A2"].data_type == "s"


@given(st.dictionaries(st.sampled_from(["colour", "sort", "page", "q", "format", "other"]), st.text(max_size=30)))
def test_nothing_in_an_address_raises_and_its_own_address_is_read_back(params):
    asked = LIST.ask(params)
    asked.show(asked.narrow(FRUIT))
    again = LIST.ask(dict(parse_qsl(asked.query())))
    assert again.query() == asked.query()


@pytest.mark.django_db
def test_rows_of_the_database_are_put_in_order_by_fields():
    for name in ("beta", "alpha"):
        Group.objects.create(name=name)
    groups = DeskList(name="groups", columns=(Column("name", str, "Name", ("name",)),), order="-name")
    found = groups.ask({}).narrow(Group.objects.filter(name__in=["alpha", "beta"]))
    assert [group.name for group in found] == ["beta", "alpha"]


@pytest.mark.django_db
def test_a_file_is_whole_however_long_and_dresses_few_rows_at_a_time():
    Group.objects.bulk_create(Group(name=f"{number:05}") for number in range(2_345))
    groups = DeskList(name="groups", columns=(Column("name", str, "Name", ("name",)),), order="name")
    sizes = []

    def dress(rows):
        sizes.append(len(rows))
        return rows

    asked = groups.ask({"format": "csv"})
    answer = asked.as_file(asked.narrow(Group.objects.filter(name__lt="1")), dress=dress)
    assert len(answer.content.splitlines()) == 1 + 2_345
    assert sizes == [1_000, 1_000, 345]
