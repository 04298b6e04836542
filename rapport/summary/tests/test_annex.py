"""The figures annex: each number of the day with its base, its day and the set behind it, for programs and people."""

import csv
import io
import re

import pytest
from django.test import Client
from openpyxl import load_workbook

from rapport.statistics.figure import Figure
from rapport.statistics.figures import compute_figures
from rapport.summary.annex import COLUMNS, write_csv, write_xlsx
from rapport.summary.report import Report
from rapport.summary.tests.reports import written
from rapport.testing import PROGRESS, REEF, TODAY, WASTE, document, register

pytestmark = pytest.mark.django_db


@pytest.fixture
def figures() -> list[Figure]:
    register(P_1=document(REEF, **PROGRESS), P_2=document(WASTE))
    return list(compute_figures(today=TODAY, as_at=TODAY, cycle="2010-2011"))


def rows_of(report: Report, figures: list[Figure], names: dict[str, str] | None = None) -> list[dict[str, str]]:
    text = write_csv(report, figures, names or {})
    assert text.startswith(b"\xef\xbb\xbf")  # else a spreadsheet reads it as another encoding
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))


def test_every_figure_stands_once_with_its_numbers_and_its_day(figures: list[Figure]) -> None:
    rows = rows_of(written("en"), figures)
    assert tuple(rows[0]) == COLUMNS
    assert [each["id"] for each in rows] == [each.id for each in figures]
    scope = next(each for each in rows if each["id"] == "scope.regional")
    assert {name: scope[name] for name in ("numerator", "base", "value", "unit", "as_at", "known_at")} == {
        "numerator": "1", "base": "2", "value": "50", "unit": "percent", "as_at": "2010-02-01", "known_at": "",
    }  # fmt: skip
    assert scope["what"] == "Scope Regional"


def test_it_says_where_the_report_has_each(figures: list[Figure]) -> None:
    report = written("en")
    rows = {each["id"]: each for each in rows_of(report, figures)}
    numbers = {
        each.number for each in report.paragraphs() for said in each.said if said.figure and said.figure.id == "total"
    }
    assert set(rows["total"]["paragraphs"].split()) >= {str(each) for each in numbers if each}
    assert rows["scope.regional"]["charts"] == "III"


def test_each_query_opens_as_many_partnerships_as_its_number(client: Client, figures: list[Figure], settings) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://registry.example.org"
    rows = {each["id"]: each for each in rows_of(written("en"), figures)}
    for id_ in ("total", "scope.regional", "scope.global", "progress.reported", "partners.with.government"):
        address = rows[id_]["query"].removeprefix("https://registry.example.org")
        page = client.get(address).content.decode()
        assert re.search(rf">\s*(?:{rows[id_]['numerator']}|No)\b[^<]* partnership", re.sub("<[^>]+>", ">", page)), id_


@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
def test_the_workbook_has_the_same_with_numbers_as_numbers(figures: list[Figure], language: str) -> None:
    report = written(language)
    book = load_workbook(io.BytesIO(write_xlsx(report, figures, {})))
    sheet = book.worksheets[-1]
    lines = list(sheet.iter_rows(values_only=True))
    head = next(place for place, line in enumerate(lines) if line[0] == figures[0].id)
    assert len(lines) - head == len(figures)
    for line, row in zip(lines[head:], rows_of(report, figures), strict=True):
        assert [_text(each) for each in line] == [_text(each) for each in row.values()]
        assert isinstance(line[2], int | None)
    assert bool(sheet.sheet_view.rightToLeft) == (language == "ar")


def _text(value: object) -> str:
    return "" if value is None else str(value).removesuffix(".0")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t"])
def test_the_name_of_an_organization_is_no_formula(sign: str) -> None:
    register(P_1=document(REEF))
    name = f"{sign}HYPERLINK(A1)"
    figures = list(compute_figures(today=TODAY, as_at=TODAY, cycle="2010-2011", organizations=["government-of-fiji"]))
    names = {"government-of-fiji": name}
    told = next(each["what"] for each in rows_of(written("en"), figures, names) if "government-of-fiji" in each["id"])
    assert not told.startswith(sign)
    book = load_workbook(io.BytesIO(write_xlsx(written("en"), figures, names)))
    assert "f" not in {cell.data_type for line in book.worksheets[-1].iter_rows() for cell in line}


def test_the_same_figures_have_the_same_bytes(figures: list[Figure]) -> None:
    report = written("en")
    assert write_xlsx(report, figures, {}) == write_xlsx(report, figures, {})
