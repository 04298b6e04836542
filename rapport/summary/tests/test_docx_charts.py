"""Charts and tables of a DOCX: drawn by Word itself, with the numbers of the report in them and in their workbooks."""

import io
from collections.abc import Sequence
from itertools import groupby
from typing import Any

import pytest
from openpyxl import load_workbook

from rapport.sets.query import Query
from rapport.statistics.charts import Chart, Row
from rapport.summary.docx import write_docx
from rapport.summary.docx.markup import PREFIXES
from rapport.summary.report import Illustration, Report
from rapport.summary.tests.documents import LANGUAGES, of_blocks, register_three, rows_shown, written
from rapport.summary.tests.opened import Opened, text_of
from rapport.testing import TODAY

pytestmark = pytest.mark.django_db

HEADS = {"en": ("What", "Number", "Share"), "fr": ("Rubrique", "Nombre", "Part")}


def panels(report: Report) -> list[tuple[Illustration, str, Sequence[Row]]]:
    """What is drawn by itself: a chart, or each group of its bars with the words above it."""
    return [
        (illustration, group, tuple(rows))
        for illustration in report.illustrations()
        for group, rows in groupby(illustration.chart.rows, key=lambda row: row.group)
    ]


def a_chart(*rows: tuple[str, int, str]) -> Illustration:
    made = tuple(Row(label, count, Query().at(as_at=TODAY), 2000, group) for label, count, group in rows)
    return Illustration(Chart("I", "Chart", made, 2000, "partnerships", TODAY, 0), "Figure I. Chart", "Base: all.", ())


def within(element: Any, path: str) -> list[Any]:
    found: list[Any] = element.xpath(path, namespaces=PREFIXES)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_chart_holds_its_rows_and_so_does_its_workbook(language: str) -> None:
    register_three()
    report = written(language)
    opened = Opened(write_docx(report))
    drawn = panels(report)
    assert len(opened.charts()) == len(drawn) > 5
    for name, (_illustration, group, rows) in zip(opened.charts(), drawn, strict=True):
        held = [(row.label, row.count) for row in rows]
        chart = opened.parts[name]
        labels, counts = within(chart, "//c:cat//c:v/text()"), within(chart, "//c:val//c:v/text()")
        assert list(zip(labels, map(int, counts), strict=True)) == held
        assert within(chart, "//c:title//a:t/text()") == ([group] if group else [])
        book = opened.target(name, opened.values("//c:externalData/@r:id", name)[0])
        sheet = load_workbook(io.BytesIO(opened.archive.read(book))).worksheets[0]
        lines = list(sheet.iter_rows(values_only=True))
        assert lines[1:] == held
        assert [lines[0][1]] == within(chart, "//c:ser/c:tx//c:v/text()")
        last = len(rows) + 1
        assert within(chart, "//c:f/text()") == ["Data!$B$1", f"Data!$A$2:$A${last}", f"Data!$B$2:$B${last}"]
        assert sheet.title == "Data"


def test_places_in_a_chart_are_counted_from_nought_without_gaps() -> None:
    opened = Opened(write_docx(of_blocks(a_chart(*((f"Row {number}", number, "") for number in range(40))))))
    chart = opened.charts()[0]
    for kind in ("cat", "val"):
        assert opened.values(f"//c:{kind}//c:pt/@idx", chart) == [str(place) for place in range(40)]
        assert opened.values(f"//c:{kind}//c:ptCount/@val", chart) == ["40"]


def test_groups_of_one_chart_are_drawn_to_one_scale() -> None:
    opened = Opened(write_docx(of_blocks(a_chart(("A", 3, "Water"), ("B", 1200, "Water"), ("A", 1, "Energy")))))
    assert [opened.values("//c:valAx//c:max/@val", name) for name in opened.charts()] == [["1200"], ["1200"]]


def test_a_chart_of_nothing_but_noughts_has_a_scale() -> None:
    opened = Opened(write_docx(of_blocks(a_chart(("A", 0, ""), ("B", 0, "")))))
    assert opened.values("//c:valAx//c:max/@val", opened.charts()[0]) == ["1"]


def test_a_chart_without_rows_is_no_drawing_and_an_empty_table() -> None:
    opened = Opened(write_docx(of_blocks(a_chart())))
    assert opened.charts() == []
    assert len(opened.find("//w:tr")) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_drawing_has_words_in_its_place(language: str) -> None:
    register_three()
    report = written(language)
    opened = Opened(write_docx(report))
    told = opened.values("//wp:docPr/@descr")
    for description, (illustration, group, rows) in zip(told, panels(report), strict=True):
        assert description.startswith(f"{illustration.caption}. {group}".strip())
        assert description.endswith(illustration.base)
        greatest = max(rows, key=lambda row: row.count)
        assert f" {greatest.label}: {greatest.count} (" in description
    ids = opened.values("//wp:docPr/@id")
    assert len(ids) == len(set(ids))


def test_words_in_the_place_of_a_drawing_name_the_greatest_rows_and_say_that_there_are_more() -> None:
    few = a_chart(*((f"Row {number}", number, "") for number in range(12)))
    many = a_chart(*((f"Row {number}", number, "") for number in range(1, 14)))
    told = Opened(write_docx(of_blocks(few, many))).values("//wp:docPr/@descr")
    assert [f"Row {number}: {number} (" in told[0] for number in range(12)] == [True] * 12
    assert "…" not in told[0]
    assert "Row 13: 13 (1%). Row 12: 12 (1%)." in told[1]
    assert "Row 2: 2 (0%). … Base: all." in told[1]
    assert "Row 1: 1 (" not in told[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_table_has_its_head_on_every_page_and_a_line_for_each_row(language: str) -> None:
    register_three()
    report = written(language)
    opened = Opened(write_docx(report))
    tables, shown = opened.find("//w:tbl"), list(report.illustrations())
    assert len(tables) == len(shown) > 5
    for table, illustration in zip(tables, shown, strict=True):
        assert within(table, "w:tblPr/w:tblCaption/@w:val") == [illustration.caption]
        lines = within(table, "w:tr")
        assert [bool(within(line, "w:trPr/w:tblHeader")) for line in lines] == [True] + [False] * (len(lines) - 1)
        cells = [tuple(text_of(cell) for cell in within(line, "w:tc")) for line in lines]
        assert cells[0] == HEADS.get(language, cells[0])
        assert all(cells[0])
        assert cells[1:] == [
            (f"{row.group}: {row.label}" if row.group else row.label, number, share)
            for row, number, share in rows_shown(of_blocks(illustration, language=language))
        ]
    widths = {tuple(within(line, "w:tc/w:tcPr/w:tcW/@w:w")) for table in tables for line in within(table, "w:tr")}
    assert widths == {tuple(within(tables[0], "w:tblGrid/w:gridCol/@w:w"))}


def test_numbers_are_set_as_the_language_writes_them() -> None:
    drawn = a_chart(("Row", 1234, ""))
    written_in = {"en": ("1,234", "62%"), "fr": ("1\u202f234", "62\u00a0%"), "es": ("1234", "62\u00a0%")}
    for language, expected in written_in.items():
        opened = Opened(write_docx(of_blocks(drawn, language=language)))
        assert tuple(opened.texts("TableNumber")[2:]) == expected
        assert [each.text for each in opened.find("//c:val//c:v", opened.charts()[0])] == ["1234"]
