"""A file is what its name says, or it is refused with a sentence."""

import zipfile

import pytest
from django.core.exceptions import ValidationError

from rapport.content.files import check_file
from rapport.content.tests.conftest import OPEN_DOCUMENT, PDF, SVG, packed, picture, uploaded

DOCX = packed("[Content_Types].xml", "word/document.xml")
ODT = packed("content.xml", mimetype=OPEN_DOCUMENT)


def by_name(given: str | bytes) -> str:
    """Archives made at two moments differ, and tests are known by what they are given."""
    return given if isinstance(given, str) else "bytes"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("guide.pdf", PDF),
        ("GUIDE.PDF", PDF),
        ("guide.docx", DOCX),
        ("sheet.xlsx", packed("[Content_Types].xml", "xl/workbook.xml")),
        ("talk.pptx", packed("[Content_Types].xml", "ppt/presentation.xml")),
        ("guide.odt", ODT),
        ("book.epub", packed("book.opf", mimetype="application/epub+zip")),
        ("all.zip", packed("a.txt")),
        ("list.csv", "name;pays\nRécif;Fidji\n".encode()),
        ("old.csv", "name;pays\nRécif;Fidji\n".encode("cp1252")),
        ("empty.txt", b""),
    ],
    ids=by_name,
)
def test_what_its_bytes_bear_out_is_taken(name: str, content: bytes) -> None:
    file = uploaded(name, content)
    check_file(file)
    assert file.read() == content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.pdf", b"<html><script>alert(1)</script></html>"),
        ("late.pdf", b"\n\n<html>%PDF-1.4"),
        ("both.pdf", PDF + packed("hidden.txt")),
        ("picture.pdf", picture()),
        ("pdf.docx", PDF),
        ("sheet.docx", packed("[Content_Types].xml", "xl/workbook.xml")),
        ("macros.docx", packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
        ("before.docx", b"<html>" + DOCX),
        ("cut.docx", DOCX[:60]),
        ("docx.odt", DOCX),
        ("sheet.ods", ODT),
        ("page.txt", b"  <!doctype html><script>alert(1)</script>"),
        ("drawing.txt", SVG),
        ("program.csv", b"MZ\x90\x00\x03\x00"),
        ("bytes.txt", b"a\x00b"),
    ],
    ids=by_name,
)
def test_what_its_bytes_belie_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(ValidationError, match="something else, or more than that"):
        check_file(uploaded(name, content))


@pytest.mark.parametrize("name", ["a.exe", "a.html", "a.svg", "a.js", "a", "a.pdf.hta", ".pdf"])
def test_what_we_do_not_keep_is_refused_with_what_we_do(name: str) -> None:
    with pytest.raises(ValidationError, match="must be one of these: pdf, docx"):
        check_file(uploaded(name, PDF))


def test_an_archive_that_would_grow_without_measure_is_refused() -> None:
    bomb = packed("zeros", content=b"\0" * 60_000_000, compression=zipfile.ZIP_DEFLATED)
    assert len(bomb) < 100_000
    with pytest.raises(ValidationError):
        check_file(uploaded("zeros.zip", bomb))
