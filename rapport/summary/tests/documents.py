"""What tests of every document share: reports to write, texts to write them with, and what is to be read again."""

import re
import subprocess
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from django.utils import translation

from rapport.look.formats import format_number, format_percent
from rapport.sets.query import Query
from rapport.statistics.charts import Chart, Row
from rapport.summary.composing import Asked, compose, gather
from rapport.summary.narrative.templates import load_template
from rapport.summary.report import Block, Box, Illustration, Paragraph, Part, Quotation, Report, Said
from rapport.testing import REEF, TODAY, WASTE, document, register

LANGUAGES = ["en", "fr", "es", "ru", "ar", "zh-hans"]
HOSTILE = [
    '#import "x": y', "#read(\"/etc/passwd\")", "$x^2$", "a\\b \\u{41} \\", "`raw` ```more```", "] [ ]] [[", "} { )( ",
    "*bold* _italic_", "= Heading", "- list + list", "/ term: x", "<label> @reference", "// comment /* comment */",
    "https://example.org/a?b=c#d", '"quotes" \'single\' -- ---', "~ ... \u2026", "<script>alert(1)</script>",
    "{percent x}", "«Ж» 「中文」【方】《书》〔龟〕", "(اسم) [عربي]",
]  # fmt: skip


def written(language: str, *, featured: Sequence[str] = ()) -> Report:
    """The shipped report of whatever is registered."""
    gathered = gather(Asked(TODAY, "2010-2011", featured=featured), today=TODAY)
    return compose(gathered, load_template(), language)


def register_three() -> None:
    """Three records, of which the first can be featured."""
    register(P_1=document(REEF), P_2=document(WASTE), P_3=document(REEF, name="Third"))


def of_blocks(*blocks: Block, language: str = "en", **changes: object) -> Report:
    report = Report("Title", language, TODAY, ("Host",), (), (Part("I", "one", "Introduction", blocks, ()),))
    return replace(report, **changes)


def saying(text: str) -> Paragraph:
    return Paragraph(1, "one", (Said(text),))


def everywhere(text: str, language: str) -> Report:
    """A report that has one text in every place where somebody may have written it."""
    box = Box(1, text, text, (text,), text, "P-1", "/partnerships/P-1/", mark=text)
    quotation = Quotation(text, text, "P-1", "/partnerships/P-1/", mark=text)
    marked = Paragraph(1, "one", (Said(text), Said("", note=1)), mark=text)
    row = Row(text, 1, Query().at(as_at=TODAY), 1, group=text)
    chart = Chart("I", text, (row,), 1, text, TODAY, 0)
    blocks = (marked, box, quotation, Illustration(chart, text, text, (text,)))
    parts = (Part(text, "one", text, blocks, ()),)
    return of_blocks(
        language=language, title=text, fiction=text, masthead=(text,), parts=parts, notes=((Said(text),),)
    )  # fmt: skip


def read(pdf: bytes, folder: Path, *command: str) -> str:
    file = folder / "report.pdf"
    file.write_bytes(pdf)
    to = ["-"] if command[0] == "pdftotext" else []
    return subprocess.run([*command, str(file), *to], capture_output=True, check=True).stdout.decode(errors="replace")


def letters(text: str) -> str:
    """What is left to compare when lines are broken and directions are marked in another way."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(each for each in text if unicodedata.category(each) not in {"Cf", "Pd"} and not each.isspace())
    return re.sub("[لاأإآ]", "", text)  # two letters of one shape, which pdftotext gives from left to right


def numbers_said(report: Report) -> list[str]:
    """Every number of every paragraph, as it is written there."""
    return [each.text for paragraph in report.paragraphs() for each in paragraph.said if each.figure]


def rows_shown(report: Report) -> Iterator[tuple[Row, str, str]]:
    """Every row of every chart, with its number and its share as the language of the report writes them."""
    with translation.override(report.language):
        for each in report.illustrations():
            for row in each.chart.rows:
                yield row, format_number(row.count), format_percent(row.count, row.base)


def unread(report: Report, found: str) -> list[str]:
    """Numbers of paragraphs, and labels, numbers and shares of rows that a text which was read lacks, word by word."""
    text = letters(found)
    words = [word for number in numbers_said(report) for word in number.split()]
    for row, number, share in rows_shown(report):
        words += [*re.split(r"[\s/()（）]+", row.label), number, share.replace("%", "")]
    return [word for word in words if letters(word) not in text]
