"""Any set can be taken away, whole: as CSV, JSON or XLSX, with a word on what it is."""

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from rapport.explore.tables import COLUMNS
from rapport.testing import REEF, WASTE, document, register

pytestmark = pytest.mark.django_db


@pytest.fixture
def registry():
    register(P_1=document(REEF), P_2=document(WASTE, origin=""), P_3=document(WASTE, status="withdrawn"))


def take(reader, path):
    response = reader.open(path)
    assert response.status_code == 200
    body = b"".join(response.streaming_content) if response.streaming else response.content
    assert response.headers.get("Content-Length") == str(len(body))
    return body


def rows_of(body):
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))


def test_each_row_of_a_csv_file_says_its_day_and_whether_it_is_fictional(registry, reader):
    (row,) = rows_of(take(reader, "/en/partnerships.csv?scope=regional"))
    assert (row["id"], row["as_at"], row["fictional"]) == ("P-1", "2010-02-01", "true")


def test_it_holds_what_its_page_lists_in_the_same_order(registry, reader):
    rows = rows_of(take(reader, "/en/partnerships.csv?order=name"))
    assert [row["name"] for row in rows] == ["Islands Without Litter", "Pacific Reef Watch"]


def test_a_row_tells_all_facts_with_their_codes(registry, reader):
    rows = rows_of(take(reader, "/en/partnerships.csv?scope=regional"))
    (row,) = rows
    assert tuple(row) == COLUMNS
    assert row["primary_themes"] == "oceans-seas"
    assert row["countries"] == "FJ;WS"
    assert row["leads"] == "Regional Reef Programme"
    assert row["partner_count"] == "3"
    assert row["fictional"] == "true"
    assert row["open_ended"] == ""  # not known


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_is_a_formula(reader, formula):
    register(P_1=document(REEF, name=formula, objectives=formula))
    rows = rows_of(take(reader, "/en/partnerships.csv"))
    assert rows[0]["name"].startswith("'")
    book = load_workbook(io.BytesIO(take(reader, "/en/partnerships.xlsx")))
    assert all(cell.data_type != "f" for line in book["Partnerships"] for cell in line)


def test_a_theme_without_a_rank_is_not_said_to_be_secondary(reader):
    register(reef=document(themes=[{"theme": "water"}, {"theme": "energy", "rank": "secondary"}]))
    (row,) = json.loads(take(reader, "/en/partnerships.json"))["partnerships"]
    assert (row["secondary_themes"], row["unranked_themes"]) == (["energy"], ["water"])


def test_json_has_lists_as_lists_and_null_for_not_known(registry, reader):
    whole = json.loads(take(reader, "/en/partnerships.json"))
    assert whole["about"] == {
        "query": "/partnerships/", "as_at": "2010-02-01", "count": 2, "registry": 2, "fictional": 1,
    }  # fmt: skip
    reef = next(each for each in whole["partnerships"] if each["id"] == "P-1")
    assert reef["countries"] == ["FJ", "WS"]
    assert reef["started_on"] == "2003-05"
    assert reef["open_ended"] is None


def test_xlsx_has_a_sheet_about_itself(registry, reader):
    book = load_workbook(io.BytesIO(take(reader, "/en/partnerships.xlsx?order=name")))
    assert book.sheetnames == ["About", "Partnerships"]
    about = dict(book["About"].iter_rows(values_only=True))
    assert about["partnerships in this file"] == 2
    names = [line[1] for line in book["Partnerships"].iter_rows(min_row=2, values_only=True)]
    assert names == ["Islands Without Litter", "Pacific Reef Watch"]


def test_a_text_longer_than_a_cell_of_a_spreadsheet_is_cut_and_says_so(reader):
    register(P_1=document(REEF, objectives="x" * 40_000))
    book = load_workbook(io.BytesIO(take(reader, "/en/partnerships.xlsx")))
    assert book["Partnerships"]["D2"].value.endswith("x […]")


def test_a_past_day_gives_the_set_of_that_day(registry, reader):
    rows = rows_of(take(reader, "/en/partnerships.csv?as-at=2003-12-31"))
    assert [(row["id"], row["as_at"]) for row in rows] == [("P-1", "2003-12-31")]


def test_a_record_is_a_file_too(registry, reader):
    whole = json.loads(take(reader, "/en/partnerships/P-1.json"))
    assert whole["id"] == "P-1"
    assert whole["fictional"] is True
    assert whole["partnership"]["name"] == "Pacific Reef Watch"
    assert whole["organizations"]["government-of-fiji"] == "Government of Fiji"
    header, row = csv.reader(io.StringIO(take(reader, "/en/partnerships/P-1.csv").decode()))
    assert dict(zip(header, row, strict=True))["name"] == "Pacific Reef Watch"


def test_a_catalogue_can_be_printed_and_says_what_it_holds(registry, reader):
    text = reader.text("/en/partnerships/catalogue/")
    assert "2 of 2 partnerships, as at 1 February 2010." in text
    assert "1 of them is fictional, made up for demonstration." in text


def test_names_of_partners_in_a_catalogue_do_not_run_into_one_another_from_the_right(registry, reader):
    partners = "<bdi>Regional Reef Programme</bdi>; <bdi>Divers for Clean Seas</bdi>; <bdi>Government of Fiji</bdi>"
    assert partners in reader.read("/ar/partnerships/catalogue/")


def test_a_catalogue_has_a_bound_and_says_so(reader, monkeypatch):
    monkeypatch.setattr("rapport.explore.catalogue.MOST", 2)
    register(**{f"P_{number}": document(WASTE, name=f"Number {number}") for number in range(3)})
    assert "A catalogue holds the first 2" in reader.text("/en/partnerships/catalogue/")
