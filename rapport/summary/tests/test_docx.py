"""The report as DOCX: a whole package, real styles, numbers that lead to their sets, footnotes and contents."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import pytest
from docx import Document

from rapport.summary.docx import write_docx
from rapport.summary.docx.markup import PREFIXES
from rapport.summary.report import Block, Box, Illustration, Paragraph, Part, Quotation, Report, Said
from rapport.summary.showing import address_of
from rapport.summary.tests.documents import LANGUAGES, of_blocks, register_three, rows_shown, saying, written
from rapport.summary.tests.opened import BODY, NOTES, STYLES, Opened, text_of, value

pytestmark = pytest.mark.django_db

SAID = Quotation("It was said.", "Reef, report of 2009", "P-1", "/partnerships/P-1/")


@pytest.fixture
def report(db) -> Report:
    """The shipped one of three records, with a box, footnotes and a quotation."""
    register_three()
    whole = written("en", featured=["P-1"])
    return replace(whole, parts=(*whole.parts, Part("VII", "last", "Voices", (SAID,), ())))


def test_every_part_that_is_named_is_there(report: Report) -> None:
    opened = Opened(write_docx(report))
    assert len(opened.names) == len(set(opened.names))
    types = opened.parts["[Content_Types].xml"]
    listed = {each.get("PartName").removeprefix("/") for each in types if each.get("PartName")}
    endings = {each.get("Extension") for each in types if each.get("Extension")}
    assert listed - set(opened.names) == set()
    assert {name for name in opened.names if name.rpartition(".")[2] not in endings} == set()
    assert {name for name in set(opened.names) - listed if name.endswith(".xml")} == {"[Content_Types].xml"}
    reached = {name for part in ["", *opened.names] for name in _inner_targets(opened, part)}
    assert reached == {name for name in opened.names if name[0] not in "[_" and "/_rels/" not in name}


def _inner_targets(opened: Opened, part: str) -> Iterator[str]:
    for id_, relation in opened.relations(part).items():
        if relation.get("TargetMode") != "External":
            yield opened.target(part, id_)


def test_every_relation_that_a_part_names_is_there(report: Report) -> None:
    opened = Opened(write_docx(report))
    for part in opened.parts:
        assert set(opened.values("//@r:id", part)) <= set(opened.relations(part)), part


def test_the_same_report_has_the_same_bytes_and_no_time_of_a_clock(report: Report) -> None:
    docx = write_docx(report)
    assert docx == write_docx(report)
    opened = Opened(docx)
    books = [zipfile.ZipFile(io.BytesIO(opened.archive.read(name))) for name in opened.names if name.endswith(".xlsx")]
    assert books
    assert {each.date_time for one in (opened.archive, *books) for each in one.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    moments = re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", "".join(_core(each) for each in (opened.archive, *books)))
    assert set(moments) == {"2010-02-01T00:00:00Z"}


def _core(archive: zipfile.ZipFile) -> str:
    return archive.read("docProps/core.xml").decode()


def test_it_names_itself(settings) -> None:
    settings.RAPPORT_NAME = "The Secretariat"
    docx = write_docx(of_blocks(language="fr", title=f"Rapport « {'x' * 300} »", fiction="Fictif."))
    about = Document(io.BytesIO(docx)).core_properties
    assert about.title.startswith("Rapport « xxx")
    assert (about.author, about.language, about.comments) == ("The Secretariat", "fr", "Fictif.")


def test_headings_are_headings_with_their_numbers(report: Report) -> None:
    found = [
        (int(each.style.name.removeprefix("Heading ")), each.text)
        for each in Document(io.BytesIO(write_docx(report))).paragraphs
        if each.style.name.startswith("Heading")
    ]
    assert found == list(_headings(report.parts))
    levels = {int(each) for each in Opened(write_docx(report)).values("//w:outlineLvl/@w:val", STYLES)}
    assert levels == {0, 1, 2}


def _headings(parts: tuple[Part, ...], level: int = 1) -> Iterator[tuple[int, str]]:
    for part in parts:
        yield min(level, 3), f"{part.number}.\t{part.heading}"
        yield from _headings(part.parts, level + 1)


def test_each_block_has_a_style_that_says_what_it_is(report: Report) -> None:
    opened = Opened(write_docx(report))
    box = next(each for each in report.blocks() if isinstance(each, Box))
    assert opened.texts("Title") == [report.title]
    assert opened.texts("Masthead") == list(report.masthead)
    assert opened.texts("Caption") == [each.caption for each in report.blocks() if isinstance(each, Illustration | Box)]
    assert opened.texts("BoxHeading") == [box.heading]
    assert opened.texts("BoxText") == list(box.texts)
    assert opened.texts("Quote") == [SAID.text]
    assert opened.texts("FootnoteText", NOTES) == [f" {''.join(each.text for each in note)}" for note in report.notes]
    numbered = [each for each in report.paragraphs() if each.number]
    assert opened.texts("NumberedParagraph") == [each.text for each in numbered]


def test_every_style_that_is_used_is_defined_and_no_other_is_made_up(report: Report) -> None:
    opened = Opened(write_docx(report))
    defined = set(opened.values("//w:style/@w:styleId", STYLES))
    path = "//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val"
    used = {name for part in opened.parts if part.startswith("word/") for name in opened.values(path, part)}
    assert used <= defined
    assert set(opened.values("//w:basedOn/@w:val", STYLES)) <= defined
    names = set(opened.values("//w:style[not(@w:customStyle)]/w:name/@w:val", STYLES))
    assert {"heading 1", "caption", "footnote text", "footnote reference", "Quote", "toc 1", "header"} <= names


def test_the_contents_are_a_field_whose_entries_lead_to_the_headings(report: Report) -> None:
    opened = Opened(write_docx(report))
    assert opened.values("//w:sdt//w:docPartGallery/@w:val") == ["Table of Contents"]
    assert opened.find("//w:sdt//w:instrText")[0].text == ' TOC \\o "1-3" \\h \\z \\u '
    entries = [(text_of(each).rstrip("\t"), value(each, "anchor")) for each in opened.find("//w:hyperlink[@w:anchor]")]
    starts = opened.find("//w:bookmarkStart[starts-with(@w:name, '_Toc')]")
    headings = {value(each, "name"): text_of(each.getparent()) for each in starts}
    assert [text for text, _anchor in entries] == [text for _level, text in _headings(report.parts)]
    assert {anchor: text for text, anchor in entries} == headings


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_that_begins_ends(language: str) -> None:
    register_three()
    opened = Opened(write_docx(written(language)))
    for part in opened.parts:
        marks = " ".join(opened.values("//w:fldChar/@w:fldCharType", part))
        assert re.fullmatch(r"(begin separate (begin separate end ?)*end ?)*", marks), part


def test_each_number_leads_to_its_set_as_at_the_day(settings, report: Report) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://registry.example.org"
    links = list(Opened(write_docx(report)).links())
    paths = [*_links_of(report.summary), *_links_of(report.blocks())]
    assert links == [(text, address_of(path, "en")) for text, path in paths]
    assert len(links) > 100
    sets = [address for _text, address in links if "/partnerships/?" in address]
    assert all(re.match(r"https://registry\.example\.org/en/.*[?&]as-at=2010-02-01$", address) for address in sets)


def _links_of(blocks: tuple[Paragraph, ...] | Iterator[Block]) -> Iterator[tuple[str, str]]:
    """In the order of the text: numbers of paragraphs and of tables, and the records of boxes and quotations."""
    for block in blocks:
        match block:
            case Paragraph():
                yield from ((each.text, each.figure.query.path()) for each in block.said if each.figure)
            case Illustration():
                rows = rows_shown(of_blocks(block))
                yield from ((number, row.query.path()) for row, number, _share in rows)
            case Box():
                yield block.heading, block.path
            case Quotation():
                yield block.source, block.path


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_of_fiction_stands_on_every_page(language: str) -> None:
    opened = Opened(write_docx(of_blocks(saying("x"), language=language, fiction="All is made up.")))
    sections = opened.find("//w:sectPr")
    assert len(sections) == 1
    kinds = opened.values("//w:sectPr/w:headerReference/@w:type")
    assert sorted(kinds) == ["default", "first"]
    for id_ in opened.values("//w:sectPr/w:headerReference/@r:id"):
        assert "All is made up." in opened.texts("Header", opened.target(BODY, id_))


def test_a_footnote_stands_once_however_often_it_is_marked() -> None:
    said = [(Said("One"), Said("", note=1)), (Said("Two"), Said("", note=2), Said("again", note=1))]
    blocks = [Paragraph(number, "x", each) for number, each in enumerate(said, start=1)]
    opened = Opened(write_docx(of_blocks(*blocks, notes=((Said("First."),), (Said("Second."),)))))
    assert opened.texts("FootnoteText", NOTES) == [" First.", " Second."]
    assert opened.values("//w:footnoteReference/@w:id") == ["1", "2"]
    assert opened.values("//w:footnote[not(@w:type)]/@w:id", NOTES) == ["1", "2"]
    again = [each.text for each in opened.find("//w:instrText") if "NOTEREF" in each.text]
    assert again == [r" NOTEREF _Note1 \f \h "]
    assert "_Note1" in opened.values("//w:bookmarkStart/@w:name")
    ids = opened.values("//w:bookmarkStart/@w:id")
    assert len(ids) == len(set(ids))


def test_a_number_with_a_footnote_keeps_both(report: Report) -> None:
    figure = next(report.figures())[0]
    opened = Opened(write_docx(of_blocks(Paragraph(1, "x", (Said("3", figure, note=1),)), notes=((Said("Note."),),))))
    assert [text for text, _address in opened.links()] == ["3"]
    assert opened.values("//w:footnoteReference/@w:id") == ["1"]


@pytest.mark.parametrize("numbers", [(1, 2, 3), (4, 5), (1, 2, 5, 6, 9), (3, 1, 2)])
def test_word_counts_paragraphs_as_the_report_does(numbers: tuple[int, ...]) -> None:
    opened = Opened(write_docx(of_blocks(*(Paragraph(each, "x", (Said(f"No. {each}"),)) for each in numbers))))
    assert list(_as_counted(opened)) == list(numbers)


def _as_counted(opened: Opened) -> Iterator[int]:
    """By the rules of Word: a list that begins anew does so where it is first used, and all are of one count."""
    starts = {
        number: int(start)
        for number in opened.values("//w:num/@w:numId", "word/numbering.xml")
        for start in opened.values(f"//w:num[@w:numId='{number}']//w:startOverride/@w:val", "word/numbering.xml")
    }
    count = 0
    for each in opened.paragraphs("NumberedParagraph"):
        list_ = "".join(each.xpath("w:pPr/w:numPr/w:numId/@w:val", namespaces=PREFIXES))
        count = starts.pop(list_, count + 1)
        yield count
