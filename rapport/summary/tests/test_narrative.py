"""A report template is data: texts with slots, wordings with conditions; a mistake has file, line and slot."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.statistics.figure import Figure
from rapport.statistics.figures import compute_figures
from rapport.summary.narrative.slots import Slot, SlotError, parse_text
from rapport.summary.narrative.templates import SHIPPED, TemplateError, load_template
from rapport.summary.narrative.writing import NOTHING, Report, UnknownFigureError, write_report
from rapport.testing import REEF, TODAY, WASTE, document, register

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh-hans")
OUTLINE = "sections:\n  - {code: one, number: I, paragraphs: [first]}\n"
HEAD = 'title: A report\npercent: {other: "# per cent"}\nheadings: {one: One}\nparagraphs:\n'


@given(st.text())
def test_any_text_is_words_or_a_sentence(text: str) -> None:
    try:
        pieces = parse_text(text)
    except SlotError:  # and no other error
        return
    if all(isinstance(each, str) for each in pieces):
        assert "".join(map(str, pieces)) == text.replace("{{", "{").replace("}}", "}")


@given(st.text())
def test_words_with_their_braces_doubled_are_words(text: str) -> None:
    assert "".join(map(str, parse_text(text.replace("{", "{{").replace("}", "}}")))) == text


def test_a_slot_names_a_figure_and_how_it_is_written() -> None:
    assert parse_text("In {day}, {count total | one: # was | other: # were} {{so}}.") == (
        "In ", Slot("day", ()), ", ", Slot("count", ("total",), (("one", "# was"), ("other", "# were"))), " {so}.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{percentage total}", "There is no slot “percentage”"), ("{percent}", "followed by 1 words, not 0"),
        ("{for each in total}", "There is no slot “for”"), ("{top themes.any ten}", "a number from 1 to 50"),
        ("a { b", "A brace stands alone"), ("{count total | plural: x}", "a plural category"),
        ("{{{count total}", "A brace stands alone"), ("x" * 20_001, "at most 20,000 characters"),
        ("{__import__('os')}", "There is no slot"),
    ],
)  # fmt: skip
def test_what_is_no_slot_gets_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(SlotError, match=sentence):
        parse_text(text.replace("{{{count total}", "{ {count total}"))


@pytest.fixture
def template_of(tmp_path: Path) -> Callable[[str], Path]:
    def write(paragraphs: str) -> Path:
        (tmp_path / "outline.yaml").write_text(OUTLINE)
        (tmp_path / "en.yaml").write_text(HEAD + paragraphs)
        load_template.cache_clear()
        return tmp_path

    return write


@pytest.mark.parametrize(
    ("paragraphs", "said"),
    [
        ("  first: 'A {share}.'\n", "en.yaml, line 5, slot {share}: “share” is followed by 1 words"),
        ("  first:\n    - {when: always, text: x}\n", "en.yaml, line 6: “always” is no condition"),
        ("  second: x\n", "en.yaml: The paragraph “first” is missing"),
        ("  first: [[x]]\n", "line 5: A wording is a text"),
        ("  first: 'a\n", "This is not YAML"),
        ("  first: x\n  first: y\n", "“first” stands twice"),
        ("  first: &a [x]\n  second: *a\n", "en.yaml, line 6: This is not YAML: an alias (*) is not allowed"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_slot(
    template_of: Callable[[str], Path], paragraphs: str, said: str
) -> None:
    with pytest.raises(TemplateError) as refused:
        load_template(template_of(paragraphs))
    assert said in str(refused.value)


def figures_of(**records: object) -> dict[str, Figure]:
    register(**records)
    return {each.id: each for each in compute_figures(today=TODAY, cycle="2010-2011")}


def written(folder: Path, figures: dict[str, Figure], language: str = "en") -> Report:
    return write_report(load_template(folder), language, figures, day=TODAY)


@pytest.mark.django_db
def test_each_number_is_its_figure_and_nothing_else_is(template_of: Callable[[str], Path]) -> None:
    figures = figures_of(P_1=document(REEF), P_2=document(WASTE))
    folder = template_of("  first: '{count total | one: # was | other: # were} there; {share scope.global}, {day}.'\n")
    (paragraph,) = written(folder, figures).paragraphs()
    numbers = [(each.text, each.figure.id) for each in paragraph.said if each.figure]
    share = figures["scope.global"]
    assert numbers == [
        ("2", "total"), (f"{share.value} per cent", "scope.global"), (str(share.numerator), "scope.global"),
    ]  # fmt: skip
    assert paragraph.text == f"2 were there; {share.value} per cent ({share.numerator}), 1 February 2010."


@pytest.mark.django_db
def test_a_claim_that_the_figures_do_not_bear_is_never_said(template_of: Callable[[str], Path]) -> None:
    figures = figures_of(P_1=document(REEF), P_2=document(WASTE))
    wordings = "  first:\n    - {when: count total > 2, text: Many.}\n    - {when: count total = 2, text: Two.}\n"
    assert [each.text for each in written(template_of(wordings), figures).paragraphs()] == ["Two."]
    alone = "  first:\n    - {when: percent scope.global > 99.9, text: All are global.}\n"
    (paragraph,) = written(template_of(alone), figures).paragraphs()
    assert (paragraph.is_open, paragraph.text) == (True, "")


@pytest.mark.django_db
def test_an_empty_wording_leaves_its_paragraph_out(template_of: Callable[[str], Path]) -> None:
    folder = template_of("  first: [{when: count total > 5, text: Many.}, '']\n")
    assert list(written(folder, figures_of(P_1=document(REEF))).paragraphs()) == []


@pytest.mark.django_db
def test_a_figure_that_there_is_not_is_named(template_of: Callable[[str], Path]) -> None:
    with pytest.raises(UnknownFigureError, match=r"scope\.lunar"):
        written(template_of("  first: '{percent scope.lunar}'\n"), figures_of(P_1=document(REEF)))


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("records", [0, 1, 2])
def test_the_shipped_report_is_written_of_any_registry(language: str, records: int) -> None:
    load_template.cache_clear()
    figures = figures_of(**{f"P_{number}": document(REEF, name=f"Reef {number}") for number in range(records)})
    report = written(SHIPPED / "summary-report", figures, language)
    texts = [each.text for each in report.paragraphs()]
    assert all(texts)
    assert not any("{" in each or "#" in each for each in texts)
    assert not any(each.text == NOTHING for paragraph in report.paragraphs() for each in paragraph.said)
    if (language, records) == ("en", 1):
        assert texts[3] == "1 partnership was registered on 1 February 2010."


def test_every_language_has_every_paragraph_with_the_same_figures() -> None:
    load_template.cache_clear()
    template = load_template()
    assert set(template.texts) == set(LANGUAGES)

    def figures(language: str) -> dict[str, list[set[str]]]:
        return {
            code: [{each.figure for each in wording.pieces if isinstance(each, Slot)} for wording in wordings]
            for code, wordings in template.texts[language].paragraphs.items()
        }

    assert all(figures(language) == figures("en") for language in LANGUAGES)
