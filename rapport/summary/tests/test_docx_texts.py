"""The texts of a DOCX: of every script and direction, hostile ones too, they come out as they were given."""

import re

import pytest

from rapport.summary import documents
from rapport.summary.characters import MissingCharacterError
from rapport.summary.docx import write_docx
from rapport.summary.docx.markup import PREFIXES, W
from rapport.summary.report import Paragraph, Quotation, Report
from rapport.summary.tests.documents import (
    HOSTILE,
    LANGUAGES,
    everywhere,
    of_blocks,
    register_three,
    saying,
    written,
)
from rapport.summary.tests.opened import NOTES, STYLES, Opened, text_of, value
from rapport.testing import REEF, TODAY, document, register

pytestmark = pytest.mark.django_db

CONTROLS = "".join(chr(code) for code in [*range(0x20), 0x7F, 0x85, 0x9F, 0xD800, 0xFFFE, 0xFFFF])
LONG = "https://example.org/" + "abcdefghij" * 400
FROM_RIGHT = "[\u0590-\u08ff]"


def test_marks_and_open_paragraphs_can_be_seen() -> None:
    opened = Opened(write_docx(of_blocks(Paragraph(1, "x", (), is_open=True, mark="Not translated again."))))
    sentence = "The figures bear none of the wordings of this paragraph. Not translated again."
    assert opened.texts("NumberedParagraph") == [sentence]
    assert set(opened.values("//w:p[.//w:t[contains(., 'bear none')]]//w:rStyle/@w:val")) == {"Warned"}


@pytest.mark.parametrize("text", [*HOSTILE, LONG, "&lt;w:p/&gt; ]]> <!-- -->", "{ TOC } \\h", "😀 한 अ"])
@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
def test_texts_come_out_as_they_were_given(text: str, language: str) -> None:
    opened = Opened(write_docx(everywhere(text, language)))
    for style in ("Title", "Masthead", "Caption", "BoxHeading", "BoxText", "Quote"):
        assert set(opened.texts(style)) == {text}, style
    for style in ("NumberedParagraph", "BoxSource", "QuoteSource"):
        assert opened.texts(style) == [f"{text} {text}"], style
    assert opened.texts("Heading1") == [f"{text}.\t{text}"]
    assert opened.texts("FootnoteText", NOTES) == [f" {text}"]
    assert opened.texts("TableText")[1:] == [f"{text}: {text}"]
    assert opened.texts("Header", "word/header1.xml") == [text, text]
    assert [each.text for each in opened.find("//c:cat//c:v | //a:t", opened.charts()[0])] == [text, text]
    assert opened.values("//wp:docPr/@descr")[0].startswith(f"{text}. {text}. {text}: 1 (100")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_xml_cannot_hold_is_left_out(language: str) -> None:
    opened = Opened(write_docx(everywhere(f"a{CONTROLS}b", language)))
    for style in ("Title", "Quote", "Caption", "BoxText"):
        assert {tuple(each.split()) for each in opened.texts(style)} == {("a", "b")}, style


def test_a_character_that_the_fonts_have_not_is_for_word_to_find_and_no_pdf() -> None:
    report = of_blocks(saying("A 😀"))
    assert Opened(documents.write_document(report, "docx")).texts("NumberedParagraph") == ["A 😀"]
    assert "A 😀" in documents.write_document(report, "html").decode()
    with pytest.raises(MissingCharacterError, match=r"U\+1F600 GRINNING FACE.*paragraph 1"):
        documents.write_document(report, "pdf")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [0, 1])
def test_a_registry_of_none_and_of_one(count: int, language: str) -> None:
    register(**{f"P_{number}": document(REEF) for number in range(1, count + 1)})
    report = written(language)
    opened = Opened(write_docx(report))
    assert opened.texts("Title") == [report.title]
    assert bool(opened.charts()) == bool(count)


def test_a_report_without_anything_is_a_document() -> None:
    opened = Opened(write_docx(Report("", "en", TODAY, (), (), ())))
    assert [each.text for each in opened.find("//w:t")] == ["Contents"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ("en-GB", "zh-CN", "ar-SA")),
        ("fr", ("fr-FR", "zh-CN", "ar-SA")),
        ("es", ("es-ES", "zh-CN", "ar-SA")),
        ("ru", ("ru-RU", "zh-CN", "ar-SA")),
        ("ar", ("en-GB", "zh-CN", "ar-SA")),
        ("zh-hans", ("en-GB", "zh-CN", "ar-SA")),
    ],
)
def test_it_says_its_language(language: str, expected: tuple[str, str, str]) -> None:
    """For Latin letters, for Chinese ones, and for text from the right."""
    opened = Opened(write_docx(of_blocks(saying("x"), language=language)))
    found = opened.find("//w:docDefaults//w:lang", STYLES)[0]
    assert (value(found, "val"), value(found, "eastAsia"), value(found, "bidi")) == expected
    is_chinese = opened.values("//w:docDefaults//w:rFonts/@w:hint", STYLES) == ["eastAsia"]
    assert is_chinese == (language == "zh-hans")
    settings = opened.find("//w:themeFontLang", "word/settings.xml")[0]
    assert value(settings, "bidi") == ("ar-SA" if language == "ar" else "")
    assert value(settings, "eastAsia") == ("zh-CN" if language == "zh-hans" else "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_arabic_runs_from_the_right_and_nothing_else(language: str) -> None:
    register_three()
    opened = Opened(write_docx(written(language, featured=["P-1"])))
    is_arabic = language == "ar"
    turned = opened.find("//w:p[w:pPr/w:bidi[not(@w:val)]]")
    left = opened.find("//w:p[not(w:pPr/w:bidi)]")
    assert (bool(turned), bool(left)) == (is_arabic, not is_arabic)
    assert len(opened.find("//w:sectPr/w:bidi")) == is_arabic
    tables = len(opened.find("//w:tbl"))
    assert len(opened.find("//w:tblPr/w:bidiVisual")) == (tables if is_arabic else 0)
    for run in opened.find("//w:r[w:t]"):
        words = text_of(run)
        has_latin, has_arabic = bool(re.search("[A-Za-z]", words)), bool(re.search(FROM_RIGHT, words))
        is_turned = bool(run.xpath("w:rPr/w:rtl", namespaces=PREFIXES))
        assert not (is_turned and has_latin), words
        assert is_turned or not has_arabic, words


@pytest.mark.parametrize(
    ("language", "of_text", "turned"), [("en", "ar", None), ("ar", "en", "0"), ("en", "fr", ""), ("ar", "he", "")]
)
def test_a_text_of_another_language_has_its_own_direction(language: str, of_text: str, turned: str | None) -> None:
    """``turned``: how the direction of its paragraph is said: switched on, off, or as that of the report."""
    text = {"ar": "نص", "he": "טקסט"}.get(of_text, "Words")
    opened = Opened(write_docx(of_blocks(Quotation(text, "x", "P-1", "/", language=of_text), language=language)))
    quote = opened.paragraphs("Quote")[0]
    assert opened.texts("Quote") == [text]
    bidi = quote.xpath("w:pPr/w:bidi", namespaces=PREFIXES)
    assert [each.get(f"{{{W}}}val") for each in bidi] == ([turned] if turned != "" else [None] * (language == "ar"))
    tag = {"ar": "ar-SA", "en": "en-GB", "fr": "fr-FR", "he": "he"}[of_text]
    assert set(quote.xpath(".//w:lang/@w:bidi", namespaces=PREFIXES)) == {tag}


@pytest.mark.parametrize("tag", ["x-klingon", "zz", "pt-br", "sr-latn", "", "a b\x00<"])
def test_a_language_that_nobody_knows_is_no_error(tag: str) -> None:
    opened = Opened(write_docx(of_blocks(Quotation("Words", "Source", "P-1", "/", language=tag))))
    assert opened.texts("Quote") == ["Words"]
