"""The report as DOCX: a whole package, real styles, charts and notes, and texts that come out as they were given."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from posixpath import dirname, join, normpath
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from django.utils import translation

from rapport.look.formats import format_number, format_percent
from rapport.summary.docx import write_docx
from rapport.summary.report import Box, Paragraph, Part, Quotation, Report, Said
from rapport.summary.tests.reports import HOSTILE, LANGUAGES, of_blocks, saying, written
from rapport.testing import REEF, WASTE, document, register

pytestmark = pytest.mark.django_db

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "t": "http://schemas.openxmlformats.org/package/2006/content-types",
    "p": "http://schemas.openxmlformats.org/package/2006/relationships",
}
W = f"{{{SPACES['w']}}}"
# The order in which the standard (ISO/IEC 29500) wants the children of an element; Word calls another one damaged.
ORDER = {
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
             "suppressAutoHyphens bidi adjustRightInd snapToGrid spacing ind contextualSpacing jc outlineLvl rPr",
    "w:rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing sz szCs highlight u vertAlign rtl cs lang",
    "w:tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
               "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "w:sectPr": "headerReference footerReference footnotePr type pgSz pgMar pgNumType cols titlePg textDirection bidi",
    "w:style": "name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr trPr tcPr tblStylePr",
    "c:chart": "title autoTitleDeleted plotArea legend plotVisOnly dispBlanksAs",
    "c:barChart": "barDir grouping varyColors ser dLbls gapWidth overlap axId",
    "c:ser": "idx order tx spPr invertIfNegative dPt dLbls cat val",
    "c:dLbls": "numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize",
}  # fmt: skip


class Package:
    """What was written, opened again."""

    def __init__(self, report: Report) -> None:
        self.content = write_docx(report)
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            assert archive.testzip() is None
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    def xml(self, name: str) -> Element:
        return fromstring(self.parts[name])

    def find(self, path: str, name: str = "word/document.xml") -> list[Element]:
        return self.xml(name).findall(path, SPACES)

    def links(self, name: str = "document") -> dict[str, str]:
        relations = self.xml(f"word/_rels/{name}.xml.rels").findall("p:Relationship", SPACES)
        return {each.attrib["Id"]: each.attrib["Target"] for each in relations}

    def styles(self) -> set[str]:
        return {each.attrib[f"{W}val"] for each in self.find(".//w:pPr/w:pStyle")}


def words(element: Element) -> str:
    return "".join(each.text or "" for each in element.iter(f"{W}t"))


@pytest.fixture
def report() -> Report:
    register(P_1=document(REEF), P_2=document(WASTE))
    whole = written("en", featured=["P-1"])
    last = Part("VII", "x", "Last", (Quotation("Said.", "Reef", "P-1", "/partnerships/P-1/"),), ())
    return replace(whole, parts=(*whole.parts, last), fiction="All of it is fictional.")


def test_every_part_is_named_and_every_relation_leads_to_one(report: Report) -> None:
    package = Package(report)
    types = package.xml("[Content_Types].xml")
    named = {each.attrib["PartName"].lstrip("/") for each in types.findall("t:Override", SPACES)}
    endings = {each.attrib["Extension"] for each in types.findall("t:Default", SPACES)}
    parts = set(package.parts) - {"[Content_Types].xml"}
    assert {each for each in parts if each not in named and each.rpartition(".")[2] not in endings} == set()
    assert named <= parts
    for name in [each for each in parts if each.endswith(".rels")]:
        base = dirname(dirname(name))
        for relation in package.xml(name).findall("p:Relationship", SPACES):
            if relation.get("TargetMode") != "External":
                assert normpath(join(base, relation.attrib["Target"])).lstrip("/") in parts


@pytest.mark.parametrize("language", LANGUAGES)
def test_elements_stand_in_the_order_of_the_standard(report: Report, language: str) -> None:
    package = Package(written(language, featured=["P-1"]))
    for name in [each for each in package.parts if each.endswith(".xml")]:
        for parent, order in ORDER.items():
            space, _colon, tag = parent.partition(":")
            for element in package.xml(name).iter(f"{{{SPACES[space]}}}{tag}"):
                children = [each.tag.rpartition("}")[2] for each in element]
                assert set(children) <= set(order.split()), (name, parent)
                assert children == sorted(children, key=order.split().index), (name, parent)


def test_the_same_report_has_the_same_bytes(report: Report) -> None:
    assert write_docx(report) == write_docx(report)


def test_it_is_made_of_real_styles(report: Report) -> None:
    package = Package(report)
    assert {"Title", "Heading1", "Heading2", "NumberedParagraph", "Caption", "BoxText", "Quote"} <= package.styles()
    defined = {each.attrib[f"{W}styleId"] for each in package.find("w:style", "word/styles.xml")}
    assert package.styles() <= defined
    assert {"FootnoteText", "FootnoteReference", "Hyperlink"} <= defined
    used = [each.attrib[f"{W}val"] for each in package.find(".//w:pPr/w:pStyle")]
    assert used.count("NumberedParagraph") == sum(1 for each in report.paragraphs() if each.number)


def test_its_contents_are_a_field_that_leads_to_the_headings(report: Report) -> None:
    package = Package(report)
    assert any("TOC" in (each.text or "") for each in package.find(".//w:instrText"))
    anchors = {each.attrib[f"{W}anchor"] for each in package.find(".//w:hyperlink[@w:anchor]")}
    marks = {each.attrib[f"{W}name"] for each in package.find(".//w:bookmarkStart")}
    assert len(anchors) == len(list(report.all_parts()))
    assert anchors <= marks


def test_each_number_leads_to_its_set(report: Report, settings) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://registry.example.org"
    package = Package(report)
    links = package.links()
    led = {(words(each), links[each.attrib[f"{{{SPACES['r']}}}id"]]) for each in package.find(".//w:hyperlink[@r:id]")}
    for paragraph in report.paragraphs():
        for said in (each for each in paragraph.said if each.figure):
            assert (said.text, f"https://registry.example.org/en{said.figure.query.path()}") in led
    assert any("as-at=2010-02-01" in address for _words, address in led)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_has_its_numbers_a_workbook_and_words_in_its_place(report: Report, language: str) -> None:
    package = Package(shown := written(language))
    described = [each.attrib["descr"] for each in package.find(".//wp:docPr")]
    drawn = [list(_points(package, number)) for number in range(1, len(described) + 1)]
    rows = [(row.label, str(row.count)) for each in shown.illustrations() for row in each.chart.rows]
    assert [point for points in drawn for point in points] == rows
    assert len(rows) > 50
    for number, points in enumerate(drawn, start=1):
        assert any(label in described[number - 1] for label, _count in points)
        assert f"word/embeddings/Microsoft_Excel_Sheet{number}.xlsx" in package.parts


def _points(package: Package, number: int) -> Iterator[tuple[str, str]]:
    name = f"word/charts/chart{number}.xml"
    labels, counts = (
        [each.text or "" for each in package.find(f".//c:{kind}//c:pt/c:v", name)] for kind in ("cat", "val")
    )
    yield from zip(labels, counts, strict=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_is_followed_by_its_table(report: Report, language: str) -> None:
    package = Package(shown := written(language))
    tables = package.find(".//w:tbl")
    assert len(tables) == len(list(shown.illustrations()))
    for table, illustration in zip(tables, shown.illustrations(), strict=True):
        lines = [[words(cell) for cell in line.iter(f"{W}tc")] for line in table.iter(f"{W}tr")]
        assert table.find(".//w:trPr/w:tblHeader", SPACES) is not None
        with translation.override(language):
            assert [line[1:] for line in lines[1:]] == [
                [format_number(row.count), format_percent(row.count, row.base)] for row in illustration.chart.rows
            ]


@pytest.mark.parametrize(("language", "tag"), [("fr", "fr-FR"), ("ar", "ar-SA"), ("zh-hans", "zh-CN")])
def test_it_names_its_language_and_its_direction(report: Report, language: str, tag: str) -> None:
    package = Package(written(language))
    (given,) = package.find(".//w:rPrDefault//w:lang", "word/styles.xml")
    assert tag in given.attrib.values()
    is_from_right = language == "ar"
    assert bool(package.find(".//w:sectPr/w:bidi")) == is_from_right
    paragraphs = package.find(".//w:pPr")
    assert (len([each for each in paragraphs if each.find("w:bidi", SPACES) is not None]) > 50) == is_from_right


def test_the_sentence_of_fiction_stands_at_the_head_of_every_page(report: Report) -> None:
    package = Package(report)
    heads = {each.attrib[f"{{{SPACES['r']}}}id"] for each in package.find(".//w:sectPr/w:headerReference")}
    assert len(heads) == 2  # that of the first page, and that of all others
    for id_ in heads:
        assert "All of it is fictional." in words(package.xml(f"word/{package.links()[id_]}"))


def test_a_footnote_stands_once_however_often_it_is_marked() -> None:
    twice = [Paragraph(number, "x", (Said("Words"), Said("", note=1), Said("."))) for number in (1, 2)]
    package = Package(of_blocks(*twice, notes=((Said("The note itself."),),)))
    notes = [words(each) for each in package.find("w:footnote", "word/footnotes.xml")]
    assert [each.strip() for each in notes if each] == ["The note itself."]
    assert len(package.find(".//w:footnoteReference")) == 1
    assert [each.text for each in package.find(".//w:instrText") if "NOTEREF" in (each.text or "")] == [
        " NOTEREF _Note1 \\f \\h "
    ]


def test_numbers_of_paragraphs_are_those_of_the_report() -> None:
    package = Package(of_blocks(*[Paragraph(number, "x", (Said("Words"),)) for number in (4, 5, 9)]))
    starts = [each.attrib[f"{W}val"] for each in package.find(".//w:startOverride", "word/numbering.xml")]
    assert starts[-2:] == ["4", "9"]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
def test_texts_come_out_as_they_were_given(text: str, language: str) -> None:
    box = Box(1, "Box 1", text, (text,), text, "P-1", "/partnerships/P-1/", mark=text)
    quotation = Quotation(text, text, "P-1", "/partnerships/P-1/", mark=text)
    package = Package(of_blocks(saying(text), box, quotation, language=language, title=text, fiction=text))
    found = [words(each) for each in package.find(".//w:p")]
    assert sum(text in re.sub("[\u200e\u200f\u2066-\u2069]", "", each) for each in found) >= 5


def test_signs_that_no_document_may_have_are_left_out() -> None:
    package = Package(of_blocks(saying("a\x00b\x08c\ufffed\ud800e")))
    assert any(words(each) == "abcde" for each in package.find(".//w:p"))


def test_marks_and_open_paragraphs_can_be_seen() -> None:
    package = Package(of_blocks(Paragraph(1, "x", (), is_open=True, mark="Not translated again.")))
    found = [words(each) for each in package.find(".//w:p")]
    assert "The figures bear none of the wordings of this paragraph. Not translated again." in found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [0, 1])
def test_a_registry_of_none_and_of_one(count: int, language: str) -> None:
    register(**{f"P_{number}": document(REEF) for number in range(1, count + 1)})
    assert "Heading1" in Package(written(language)).styles()
