"""The report as PDF: every number can be read, texts come out as they were given, and its structure is whole."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from rapport.summary.characters import MissingCharacterError
from rapport.summary.pdf import write_pdf
from rapport.summary.report import Box, Paragraph, Part, Quotation, Said
from rapport.summary.tests.documents import (
    HOSTILE,
    LANGUAGES,
    letters,
    numbers_said,
    of_blocks,
    read,
    register_three,
    rows_shown,
    saying,
    unread,
    written,
)
from rapport.testing import REEF, WASTE, document, register

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_can_be_read(language: str, tmp_path: Path) -> None:
    register_three()
    report = written(language, featured=["P-1"])
    assert len(numbers_said(report)) > 20
    assert len(list(rows_shown(report))) > 50
    assert unread(report, read(write_pdf(report), tmp_path, "pdftotext")) == []


def test_each_number_leads_to_its_set(settings, tmp_path: Path) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://registry.example.org"
    register(P_1=document(REEF))
    report = written("en")
    pdf = write_pdf(report)
    figure = next(report.figures())[0]
    address = f"https://registry.example.org/en{figure.query.path()}"
    assert "as-at=2010-02-01" in address
    assert address in read(pdf, tmp_path, "pdfinfo", "-url")


def test_it_is_tagged_and_names_itself(settings, tmp_path: Path) -> None:
    settings.RAPPORT_NAME = "The Secretariat"
    register(P_1=document(REEF), P_2=document(WASTE))
    report = replace(written("fr", featured=["P-1"]), title="Rapport « de synthèse »")
    last = Part("VII", "x", "Dernière", (Quotation("Dit.", "Récif", "P-1", "/"),), ())
    pdf = write_pdf(replace(report, parts=(*report.parts, last)))
    said = read(pdf, tmp_path, "pdfinfo")
    assert re.search(r"Title: +Rapport « de synthèse »\n", said)
    assert re.search(r"Author: +The Secretariat\n", said)
    assert re.search(r"Tagged: +yes\n", said)
    assert "<pdfuaid:part>1</pdfuaid:part>" in read(pdf, tmp_path, "pdfinfo", "-meta")
    structure = set(re.findall(r"\w+", read(pdf, tmp_path, "pdfinfo", "-struct")))
    assert {"H1", "H2", "P", "Table", "TH", "Caption", "BlockQuote", "Link", "TOC", "Note"} <= structure


@pytest.mark.parametrize(("language", "tag"), [("fr", b"fr"), ("ar", b"ar"), ("zh-hans", b"zh-CN")])
def test_its_catalogue_has_the_language_and_the_bookmarks(language: str, tag: bytes) -> None:
    parts = tuple(Part(number, number, f"Section {number}", (saying("Text."),), ()) for number in ("I", "II"))
    pdf = write_pdf(of_blocks(language=language, parts=parts))
    catalogue = next(each for each in pdf.split(b"endobj") if b"/Type/Catalog" in each)
    assert b"/Lang(" + tag + b")" in catalogue
    assert (b"/Direction/R2L" in catalogue) == (language == "ar")
    assert b"/Outlines" in catalogue
    assert len(re.findall(rb"/Title\((?:I|II)[.]? Section", pdf)) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_of_fiction_stands_on_every_page(language: str, tmp_path: Path) -> None:
    many = [Paragraph(number, "x", (Said("Words of a paragraph. " * 30),)) for number in range(1, 30)]
    pages = read(write_pdf(of_blocks(*many, language=language, fiction="Allfictional")), tmp_path, "pdftotext").split(
        "\f"
    )[:-1]
    assert len(pages) > 3
    assert all("Allfictional" in page for page in pages)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
def test_texts_come_out_as_they_were_given(text: str, language: str, tmp_path: Path) -> None:
    box = Box(1, "Box 1", text, (text,), text, "P-1", "/partnerships/P-1/", mark=text)
    quotation = Quotation(text, text, "P-1", "/partnerships/P-1/", mark=text)
    report = of_blocks(saying(text), box, quotation, language=language, title=text, fiction=text, masthead=(text,))
    found = letters(read(write_pdf(report), tmp_path, "pdftotext"))
    # From right to left brackets and words change places: then all of the letters are there.
    given = letters(text) if language != "ar" and not re.search("[\u0600-\u06ff]", text) else ""
    assert given in found
    assert set(letters(text)) <= set(found)


def test_marks_and_open_paragraphs_can_be_seen(tmp_path: Path) -> None:
    open_one = Paragraph(1, "x", (), is_open=True, mark="Not translated again.")
    text = read(write_pdf(of_blocks(open_one)), tmp_path, "pdftotext", "-layout")
    assert "The figures bear none of the wordings of this paragraph. Not translated again." in text


def test_a_footnote_stands_once_however_often_it_is_marked(tmp_path: Path) -> None:
    twice = [Paragraph(number, "x", (Said("Words"), Said("", note=1), Said("."))) for number in (1, 2)]
    report = of_blocks(*twice, notes=((Said("The note itself."),),))
    assert read(write_pdf(report), tmp_path, "pdftotext").count("The note itself.") == 1


def test_a_very_long_word_stays_on_the_page(tmp_path: Path) -> None:
    long = "https://example.org/" + "abcdefghij" * 40
    pdf = write_pdf(of_blocks(saying(long), Box(1, "Box 1", long, (long,), "", "P-1", "/")))
    boxes = read(pdf, tmp_path, "pdftotext", "-bbox").split("<word ")[1:]
    assert max(float(re.search(r'xMax="([\d.]+)"', each)[1]) for each in boxes) < 595 - 70
    assert letters(long) in letters(read(pdf, tmp_path, "pdftotext"))


def test_a_character_without_a_font_is_an_error_and_no_box() -> None:
    with pytest.raises(MissingCharacterError, match=r"U\+1F600 GRINNING FACE.*paragraph 1"):
        write_pdf(of_blocks(saying("A 😀")))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [0, 1])
def test_a_registry_of_none_and_of_one(count: int, language: str, tmp_path: Path) -> None:
    register(**{f"P_{number}": document(REEF) for number in range(1, count + 1)})
    assert "\f" in read(write_pdf(written(language)), tmp_path, "pdftotext")


def test_a_language_that_nobody_knows_is_no_error(tmp_path: Path) -> None:
    strange = [
        Quotation("Words", "Source", "P-1", "/", language=tag) for tag in ("x-klingon", "zz", "pt-br", "sr-latn", "")
    ]
    assert read(write_pdf(of_blocks(*strange)), tmp_path, "pdftotext").count("Words") == 5


def test_the_same_report_has_the_same_bytes() -> None:
    register(P_1=document(REEF))
    assert write_pdf(written("en")) == write_pdf(written("en"))
