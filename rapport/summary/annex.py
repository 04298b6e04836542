"""The figures annex: every figure of the day with its base, day and set, and where the report states it."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from rapport.lib.cells import guard_cell
from rapport.look.formats import direction
from rapport.statistics.figure import Figure
from rapport.statistics.labels import label_of
from rapport.summary.report import Report
from rapport.summary.showing import address_of
from rapport.summary.workbooks import settle_workbook, write_cell

COLUMNS = ("id", "what", "numerator", "base", "value", "unit", "as_at", "known_at", "paragraphs", "charts", "query")
_WIDTHS = (44, 60, 12, 12, 12, 10, 12, 26, 14, 10, 90)


def annex_rows(report: Report, figures: Iterable[Figure], names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Each figure once, in the order of the contract. ``names``: of organizations, by public id."""
    paragraphs = _paragraphs_by_figure(report)
    charts = _charts_by_query(report)
    for figure in figures:
        query = figure.query
        yield {
            "id": figure.id,
            "what": label_of(figure.id, names),
            "numerator": figure.numerator,
            "base": figure.denominator,
            "value": figure.value,
            "unit": figure.unit,
            "as_at": (query.as_at or report.day).isoformat(),
            "known_at": query.known_at.isoformat() if query.known_at else "",
            "paragraphs": " ".join(paragraphs.get(figure.id, ())),
            "charts": " ".join(charts.get((query.path(), figure.numerator), ())),
            "query": address_of(query.path(), report.language),
        }


def write_csv(report: Report, figures: Iterable[Figure], names: Mapping[str, str]) -> bytes:
    """With a mark of UTF-8 before it, so that spreadsheets read every script, and no cell that they take for a formula:
    in Chinese the name of an organization comes first."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=COLUMNS, lineterminator="\n")
    with translation.override(report.language):
        writer.writeheader()
        for row in annex_rows(report, figures, names):
            writer.writerow({name: guard_cell(each) if isinstance(each, str) else each for name, each in row.items()})
    return out.getvalue().encode("utf-8-sig")


def write_xlsx(report: Report, figures: Iterable[Figure], names: Mapping[str, str]) -> bytes:
    """A sheet that says what it is, and one of the figures; the same bytes for the same report."""
    book = Workbook(write_only=True)
    with translation.override(report.language):
        rows = [list(row.values()) for row in annex_rows(report, figures, names)]
        about = book.create_sheet(_("Report"))
        for line in (report.title, *report.masthead, settings.RAPPORT_NAME, report.day.isoformat(), report.fiction):
            about.append([write_cell(about, line)])
        sheet = book.create_sheet(_("Figures"))
        _lay_out(sheet, len(rows), is_from_right=direction(report.language) == "rtl")
        sheet.append([write_cell(sheet, name, is_bold=True) for name in COLUMNS])
        for row in rows:
            sheet.append([write_cell(sheet, each) if isinstance(each, str) else each for each in row])
    book.properties.title, book.properties.creator = report.title, settings.RAPPORT_NAME
    return settle_workbook(book, report.day)


def _lay_out(sheet: Any, rows: int, *, is_from_right: bool) -> None:
    sheet.sheet_view.rightToLeft = is_from_right
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{rows + 1}"
    for place, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width


def _paragraphs_by_figure(report: Report) -> dict[str, Sequence[str]]:
    found: dict[str, dict[str, None]] = {}
    for figure, paragraph in report.figures():
        if paragraph.number:
            found.setdefault(figure.id, {})[str(paragraph.number)] = None
    return {id_: tuple(numbers) for id_, numbers in found.items()}


def _charts_by_query(report: Report) -> dict[tuple[str, int | None], Sequence[str]]:
    """A bar is the same number as a figure where its set and its count are."""
    found: dict[tuple[str, int | None], dict[str, None]] = {}
    for illustration in report.illustrations():
        for row in illustration.chart.rows:
            found.setdefault((row.query.path(), row.count), {})[illustration.number] = None
    return {key: tuple(numbers) for key, numbers in found.items()}
