"""The figures annex: every figure once, with its base, its day and its set; no cell is a formula, no number a text."""

import csv
import io
import re
import zipfile
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from rapport.lib.archives import clean
from rapport.organizations.authority import Authority, Named
from rapport.statistics.figure import Figure
from rapport.summary.annex import COLUMNS, write_csv, write_xlsx
from rapport.summary.composing import Asked, gather
from rapport.summary.documents import write_annex
from rapport.summary.keeping import KeptSet, keep_figure, restore_figure
from rapport.summary.tests.documents import LANGUAGES, register_three, written
from rapport.testing import PROGRESS, REEF, TODAY, WASTE, document, register

pytestmark = pytest.mark.django_db

HOSTILE = ['=HYPERLINK("https://evil.example/","x")', "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "'=1+1"]
FORMULA = r"[=+@\t\r]|-(?![\d.]+$)"  # a negative number is none
NUMBERS = ("numerator", "base", "value")
# Their numbers are of listings, mentions, years or partners, or a difference: not of partnerships.
OF_OTHER_THINGS = re.compile(
    r"leads\.|listings\.(?!organization)|cluster\.(funding_sources|in_kind)\.|cluster\.partners\.(fewest|most)"
    r"|duration\.shortest|registered\.growth"
)


@pytest.fixture(autouse=True)
def of_the_day(settings) -> None:
    settings.RAPPORT_TODAY = TODAY
    settings.WAGTAILADMIN_BASE_URL = "https://registry.example.org"


def figures_of_the_day() -> list[Figure]:
    return list(gather(Asked(TODAY, "2010-2011"), today=TODAY).facts.figures.values())


def as_csv(language: str = "en") -> list[dict[str, str]]:
    text = write_annex(written(language), figures_of_the_day(), "csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def as_sheets(language: str = "en") -> list[Any]:
    return load_workbook(io.BytesIO(write_annex(written(language), figures_of_the_day(), "xlsx"))).worksheets


def test_each_figure_has_one_row_with_its_numbers() -> None:
    register_three()
    rows, figures = as_csv(), figures_of_the_day()
    assert [row["id"] for row in rows] == [figure.id for figure in figures]
    assert len({row["id"] for row in rows}) == len(rows) > 500
    assert tuple(rows[0]) == COLUMNS
    for row, figure in zip(rows, figures, strict=True):
        numbers = (figure.numerator, figure.denominator, figure.value)
        assert [row[name] for name in NUMBERS] == ["" if each is None else str(each) for each in numbers]
        assert (row["unit"], row["as_at"]) == (figure.unit, "2010-02-01")
        assert row["query"] == f"https://registry.example.org/en{figure.query.path()}"
        assert "as-at=2010-02-01" in row["query"]


def test_a_row_names_every_paragraph_and_chart_that_states_it() -> None:
    register_three()
    report, rows = written("en"), as_csv()
    stated = {(figure.id, str(paragraph.number)) for figure, paragraph in report.figures() if paragraph.number}
    assert len(stated) > 20
    assert {(row["id"], number) for row in rows for number in row["paragraphs"].split()} == stated
    charts = {row["id"]: row["charts"] for row in rows}
    asked = (
        "themes.primary.oceans-seas",
        "scope.regional",
        "cluster.started.2004",
        "listings.business-industry",
        "total",
    )
    assert [charts[id_] for id_ in asked] == ["I", "III", "VII", "VI", ""]
    shown = {
        (illustration.number, row.query.path(), row.count)
        for illustration in report.illustrations()
        for row in illustration.chart.rows
    }
    for row, figure in zip(rows, figures_of_the_day(), strict=True):
        assert {(number, figure.query.path(), figure.numerator) for number in row["charts"].split()} <= shown


def test_each_query_opens_as_many_partnerships_as_were_counted(client: Client) -> None:
    register(P_1=document(REEF, **PROGRESS), P_2=document(WASTE), P_3=document(REEF, name="Third"))
    counted = [row for row in as_csv() if not OF_OTHER_THINGS.match(row["id"])]
    opened = [row for row in counted if row["numerator"] != "0"]
    assert len(opened) > 50
    opened += [row for row in counted if row["numerator"] == "0"][::20]
    wrong = [
        (row["id"], row["numerator"], found)
        for row in opened
        if (found := found_by(client, row["query"])) != row["numerator"]
    ]
    assert wrong == []


def found_by(client: Client, address: str) -> str:
    """How many partnerships the page of a set says that it has."""
    page = client.get(address.removeprefix("https://registry.example.org")).content.decode()
    return re.search(r'<div class="said">\s*<p>\s*<span><strong>(\d+)', page)[1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_cell_that_begins_like_a_formula_is_none(name: str, language: str) -> None:
    """Where a language puts the name of an organization first, the cell begins as the name does."""
    enter_organization(name)
    cells = [cell for row in as_csv(language) for cell in row.values()]
    assert [cell for cell in cells if re.match(FORMULA, cell)] == []
    assert any(name.strip() in cell for cell in cells)
    book = zipfile.ZipFile(io.BytesIO(write_annex(written(language), figures_of_the_day(), "xlsx")))
    sheets = [book.read(each) for each in book.namelist() if each.startswith("xl/worksheets/")]
    assert [b"<f" in sheet for sheet in sheets] == [False, False]


def enter_organization(name: str) -> None:
    Authority().enter([Named("other", "other", name, "ngo", "FJ")])
    register(P_1=document(REEF, partners=[{"organization": "other", "role": "lead"}, {"organization": "unep"}]))


def test_chinese_and_arabic_names_survive_a_spreadsheet() -> None:
    register_three()
    for language in LANGUAGES:
        content = write_annex(written(language), figures_of_the_day(), "csv")
        assert content.startswith(b"\xef\xbb\xbfid,what,numerator,")
        assert content.count(b"\xef\xbb\xbf") == 1
    assert {row["id"]: row["what"] for row in as_csv("zh-hans")}["scope.global"] == "范围“全球”"


def test_numbers_of_the_workbook_are_numbers_and_its_texts_those_of_the_csv() -> None:
    register_three()
    for language in LANGUAGES:
        _about, sheet = as_sheets(language)
        lines = list(sheet.iter_rows(values_only=True))
        assert lines[0] == COLUMNS
        for line, row in zip(lines[1:], as_csv(language), strict=True):
            given = [float(row[name]) if name in NUMBERS and row[name] else row[name] for name in COLUMNS]
            assert ["" if cell is None else cell for cell in line] == given
        assert sheet.sheet_view.rightToLeft == (language == "ar")
        assert sheet.auto_filter.ref == f"A1:K{len(lines)}"


def test_the_workbook_says_what_it_is_of(settings) -> None:
    settings.RAPPORT_NAME = "The Secretariat"
    register_three()
    report = written("en")
    about = [cell for (cell,) in as_sheets()[0].iter_rows(values_only=True)]
    assert about == [report.title, *report.masthead, "The Secretariat", "2010-02-01", report.fiction]
    assert "fictional" in report.fiction


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_it_is_written_anew_to_the_same_bytes(kind: str) -> None:
    register_three()
    report, figures = written("en"), figures_of_the_day()
    first = write_annex(report, figures, kind)
    assert write_annex(report, figures, kind) == first
    kept = [restore_figure(keep_figure(figure)) for figure in figures]
    assert write_annex(report, kept, kind) == first
    assert write_annex(report, iter(figures), kind) == first


def test_the_workbook_has_no_time_of_a_clock() -> None:
    register_three()
    book = zipfile.ZipFile(io.BytesIO(write_annex(written("en"), figures_of_the_day(), "xlsx")))
    assert {each.date_time for each in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", book.read("docProps/core.xml").decode())) == {
        "2010-02-01T00:00:00Z"
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_registry_of_none_has_every_figure_and_no_share(language: str) -> None:
    rows = as_csv(language)
    assert len(rows) > 500
    assert {row["numerator"] for row in rows if row["id"] in ("total", "scope.global")} == {"0"}
    assert {row["value"] for row in rows if row["unit"] == "percent"} == {""}
    assert len(list(as_sheets(language)[1].iter_rows())) == len(rows) + 1


@pytest.mark.parametrize("name", ["a\x00b\x1fc", "two\nlines", 'a "quoted", one; two', "اسم 中文 😀"])
def test_any_name_can_be_written_and_read_again(name: str) -> None:
    report, figures = written("en"), [Figure("listings.organization.other", "count", 1, None, 1, KeptSet("/x/?q=a"))]
    names = {"other": name}
    (row,) = csv.DictReader(io.StringIO(write_csv(report, figures, names).decode("utf-8-sig"), newline=""))
    assert row["what"] == f"Partnerships that list {name}"
    sheet = load_workbook(io.BytesIO(write_xlsx(report, figures, names))).worksheets[1]
    assert sheet["B2"].value == f"Partnerships that list {clean(name)}"
