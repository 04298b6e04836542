"""A set taken away is as large as its page says, in every form, and each file can be read by what it is meant for."""

import csv
import io
import json

import openpyxl
import pytest

from tests.browser.templates import DEEP, EMPTY
from tests.browser.walking import Walker

SETS = ("", f"?{DEEP}", f"?{EMPTY}", "?as-at=2006-06-30&scope=regional", "?status=completed&order=name")


def size_of(walker: Walker, which: str) -> int:
    size = walker.fetch(f"/en/partnerships/{which}").size
    assert size is not None
    return size


@pytest.mark.parametrize("which", SETS)
def test_csv_holds_the_whole_set(walker: Walker, which: str) -> None:
    text = walker.fetch(f"/en/partnerships.csv{which}").body.decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text))
    assert header[0] == "id"
    assert len({row[0] for row in rows}) == len(rows) == size_of(walker, which)
    assert all(len(row) == len(header) for row in rows)


@pytest.mark.parametrize("which", SETS)
def test_json_holds_the_whole_set(walker: Walker, which: str) -> None:
    whole = json.loads(walker.fetch(f"/en/partnerships.json{which}").body)
    assert len(whole["partnerships"]) == whole["about"]["count"] == size_of(walker, which)
    assert len({each["id"] for each in whole["partnerships"]}) == len(whole["partnerships"])


@pytest.mark.parametrize("which", SETS)
def test_xlsx_holds_the_whole_set(walker: Walker, which: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(walker.fetch(f"/en/partnerships.xlsx{which}").body), read_only=True)
    rows = list(book["Partnerships"].iter_rows(values_only=True))
    assert len(rows) - 1 == size_of(walker, which)
    assert dict(book["About"].iter_rows(values_only=True))["partnerships in this file"] == len(rows) - 1


def test_a_record_can_be_taken_away(walker: Walker, templates: dict[str, str]) -> None:
    path = f"/en{templates['record']}"
    hrefs = walker.fetch(path).page.hrefs
    as_json = json.loads(walker.fetch(next(href for href in hrefs if href.endswith(".json"))).body)
    as_csv = walker.fetch(next(href for href in hrefs if href.endswith(".csv"))).body.decode()
    header, row = csv.reader(io.StringIO(as_csv))
    assert as_json["id"] == row[header.index("id")] == path.split("/")[3]


def test_a_chart_is_a_picture_of_its_own(walker: Walker) -> None:
    for number in ("I", "II", "III", "IV", "V", "VI", "VII", "VIII"):
        answer = walker.fetch(f"/en/statistics/charts/{number}.svg")
        assert (answer.status, answer.type) == (200, "image/svg+xml")
        assert b"<title" in answer.body
