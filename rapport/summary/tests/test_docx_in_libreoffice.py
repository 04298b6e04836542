"""The DOCX as another program reads it: LibreOffice makes a PDF of it, in which every number is looked for."""

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from rapport.look.formats import direction
from rapport.summary.docx import write_docx
from rapport.summary.report import Box, Paragraph, Quotation, Report, Said
from rapport.summary.tests.documents import (
    HOSTILE,
    LANGUAGES,
    letters,
    numbers_said,
    of_blocks,
    read,
    register_three,
    rows_shown,
    unread,
    written,
)
from rapport.testing import skip

pytestmark = [pytest.mark.django_db, pytest.mark.slow_once]

LONG = "https://example.org/" + "abcdefghij" * 40
NUMBERS = [*range(1, 20), 23, 24, 31]
RIGHT_EDGE = 595 - 70  # of the text, in points


def converted(reports: Mapping[str, Report], folder: Path) -> dict[str, bytes]:
    """As PDF, all in one call: to start the program takes longer than to convert. The profile is of this run alone."""
    if not shutil.which("soffice"):
        skip("LibreOffice (soffice)")
    for name, report in reports.items():
        (folder / f"{name}.docx").write_bytes(write_docx(report))
    files = [str(folder / f"{name}.docx") for name in reports]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, capture_output=True, check=True, timeout=300)
    return {name: (folder / f"{name}.pdf").read_bytes() for name in reports}


def test_every_number_can_be_read_in_every_language(tmp_path: Path) -> None:
    register_three()
    reports = {language: written(language, featured=["P-1"]) for language in LANGUAGES}
    for language, pdf in converted(reports, tmp_path).items():
        report = reports[language]
        assert len(numbers_said(report)) > 20
        assert len(list(rows_shown(report))) > 50
        assert (language, unread(report, read(pdf, tmp_path, "pdftotext"))) == (language, [])
        if direction(language) == "ltr":  # from the right the order of words is that of the eye, not of the text
            text = letters(read(pdf, tmp_path, "pdftotext", "-raw"))
            assert (language, [each for each in lines_of(report) if letters(each) not in text]) == (language, [])
            words = [words_of(each) for each in report.paragraphs()]
            assert (language, [each for each in words if not is_read(letters(each), text)]) == (language, [])


def lines_of(report: Report) -> Iterator[str]:
    """The lines of tables: a label with its number and its share."""
    for row, number, share in rows_shown(report):
        yield f"{row.group}: {row.label} {number} {share}" if row.group else f"{row.label} {number} {share}"


def words_of(paragraph: Paragraph) -> str:
    """With its number and the marks of footnotes."""
    said = "".join(f"{each.text}{each.note or ''}" for each in paragraph.said)
    return f"{paragraph.number}. {said}" if paragraph.number else said


def is_read(words: str, text: str) -> bool:
    """Whole, or in two pieces where a page ends within it."""
    return words in text or any(words[:at] in text and words[at:] in text for at in range(1, len(words)))


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Two reports of our own: one of hostile texts, one of many paragraphs with gaps in their numbers."""
    texts = [*HOSTILE, LONG]
    hostile = [
        *(Paragraph(number, "x", (Said(text),)) for number, text in enumerate(texts, start=1)),
        *(Box(1, "Box 1", text, (text,), text, "P-1", "/") for text in texts),
        *(Quotation(text, text, "P-1", "/") for text in texts),
    ]
    marked = (Said("Words of a paragraph. " * 30), Said("", note=1), Said(" The end."))
    counted = [Paragraph(number, "x", (Said(f"No. {number}: "), *marked)) for number in NUMBERS]
    reports = {
        "hostile": of_blocks(*hostile, title="<w:t>", fiction="{ PAGE }", notes=((Said("$x$"),),)),
        "counted": of_blocks(*counted, fiction="Allfictional", notes=((Said("The note itself."),),)),
    }
    return converted(reports, tmp_path_factory.mktemp("shown"))


def test_hostile_texts_are_shown_whole(shown: dict[str, bytes], tmp_path: Path) -> None:
    found = letters(read(shown["hostile"], tmp_path, "pdftotext"))
    for text in [*HOSTILE, LONG]:
        if re.search("[\u0600-\u06ff]", text):  # brackets and words change places: then all of the letters are there
            assert set(letters(text)) <= set(found)
        else:
            assert found.count(letters(text)) >= 6, text


def test_a_very_long_word_stays_on_the_page(shown: dict[str, bytes], tmp_path: Path) -> None:
    words = read(shown["hostile"], tmp_path, "pdftotext", "-bbox").split("<word ")[1:]
    assert max(float(re.search(r'xMax="([\d.]+)"', each)[1]) for each in words) < RIGHT_EDGE


def test_paragraphs_pages_and_footnotes_are_counted_as_in_the_report(shown: dict[str, bytes], tmp_path: Path) -> None:
    pages = read(shown["counted"], tmp_path, "pdftotext").split("\f")[:-1]
    assert len(pages) > 3
    assert all("Allfictional" in page for page in pages)
    text = "".join(pages)
    assert text.count("The note itself.") == 1
    assert re.findall(r"(\d+)\.\s+No\. (\d+):", text) == [(str(number), str(number)) for number in NUMBERS]
    assert text.count("paragraph. 1 The end.") == len(NUMBERS)
