"""A report template is data: texts with slots, wordings with conditions; a mistake has file, line and slot."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.summary.narrative.conditions import ConditionError, parse_conditions
from rapport.summary.narrative.outline import BoxPlace, ChartPlace, OutlineError, QuotationPlace, read_outline
from rapport.summary.narrative.slots import Slot, SlotError, parse_text
from rapport.summary.narrative.templates import TemplateError, load_template

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh-hans")
OUTLINE = "sections:\n  - {code: one, number: I, content: [first]}\n"
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
    words, day, comma, count, end = parse_text("In {day}, {count total | one: # was | other: # were} {{so}}.")
    assert (words, comma, end) == ("In ", ", ", " {so}.")
    assert (day, count) == (
        Slot("day"), Slot("count", figure="total", forms=(("one", "# was"), ("other", "# were"))),
    )  # fmt: skip


def test_slots_of_lists_charts_notes_and_claims() -> None:
    assert parse_text("{top progress.activities 3 counts of training}{chart IV}{note boxes}{was count total}") == (
        Slot("top", figure="progress.activities", most=3, is_counted=True, group="training"), Slot("chart", code="IV"),
        Slot("note", code="boxes"), Slot("was", kind="count", figure="total"),
    )  # fmt: skip
    (claim,) = parse_text("{assert percent scope.global > 50 and count total >= 3}")
    assert isinstance(claim, Slot)
    assert claim.conditions == parse_conditions("percent scope.global > 50 and count total >= 3")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{percentage total}", "There is no slot “percentage”"), ("{percent}", r"is written as \{percent ID\}"),
        ("{for each in total}", "There is no slot “for”"), ("{top themes.any ten}", "a number from 1 to 50"),
        ("{top themes.any 51}", "a number from 1 to 50"), ("a { b", "A brace stands alone"),
        ("{count total | plural: x}", "a plural category"), ("{assert total > 1}", "is no condition"),
        ("{ {count total}", "A brace stands alone"), ("x" * 20_001, "at most 20,000 characters"),
        ("{__import__('os')}", "There is no slot"), ("{chart 3}", r"\{chart III}"), ("{day tomorrow}", r"\{day}"),
        ("{was scope.global}", r"\{was percent ID}"), ("{}", "There is no slot “”"),
    ],
)  # fmt: skip
def test_what_is_no_slot_gets_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(SlotError, match=sentence):
        parse_text(text)


@pytest.mark.parametrize("text", ["percent scope.global > 50", "count total >= 10 and percent scope.global < was",
                                  "percent scope.global = percent scope.local", "count total < 0.125"])  # fmt: skip
def test_a_condition_reads_as_it_was_written(text: str) -> None:
    assert " and ".join(map(str, parse_conditions(text))) == text


@pytest.mark.parametrize("text", ["", "total > 1", "percent x > y", "percent x > 1 or percent x < 0", "percent x => 1"])
def test_what_is_no_condition_gets_a_sentence(text: str) -> None:
    with pytest.raises(ConditionError, match="is no condition: write it as"):
        parse_conditions(text)


def test_an_outline_has_sections_with_what_stands_in_them() -> None:
    sections = [
        {"code": "one", "number": "I", "content": ["first", {"chart": "IV"}, {"boxes": 2}], "sections": [
            {"code": "two", "number": "A", "content": [{"boxes": "rest"}, {"quotations": 3, "of": "cluster"}]}]},
    ]  # fmt: skip
    outline = read_outline({"sections": sections, "summary": ["abstract"]})
    (one,) = outline.sections
    assert one.content == ("first", ChartPlace("IV"), BoxPlace(2))
    assert one.sections[0].content == (BoxPlace(), QuotationPlace(3, is_of_cluster=True))
    assert list(outline.paragraph_codes()) == ["abstract", "first"]
    assert list(outline.sections_codes()) == ["one", "two"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ([], "An outline has sections"), ([{"code": "one"}], "A section has a code and a number"),
        ([{"code": "one", "number": "I", "content": ["a", "a"]}], "“a” stands twice"),
        ([{"code": "one", "number": "I", "content": [{"chart": "IX"}]}], "is nothing that can stand in a section"),
        ([{"code": "one", "number": "I", "content": [{"script": "x"}]}], "is nothing that can stand in a section"),
    ],
)  # fmt: skip
def test_what_is_no_outline_gets_a_sentence(content: list[object], sentence: str) -> None:
    with pytest.raises(OutlineError, match=sentence):
        read_outline({"sections": content})


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
        ("  first: 'A {share}.'\n", "en.yaml, line 5, slot {share}: “share” is written as {share ID}"),
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


def test_every_language_has_every_text_with_the_same_figures_and_conditions() -> None:
    load_template.cache_clear()
    template = load_template()
    assert set(template.texts) == set(LANGUAGES)

    def shape(language: str) -> dict[str, list[object]]:
        texts = template.texts[language]
        return {
            f"{kind}.{code}": [({_said_by(each) for each in wording.pieces if isinstance(each, Slot)}, wording.when)
                               for wording in wordings]
            for kind, of in (("paragraphs", texts.paragraphs), ("notes", texts.notes)) for code, wordings in of.items()
        }  # fmt: skip

    for language in LANGUAGES:
        assert shape(language) == shape("en")
        assert set(template.texts[language].headings) == set(template.texts["en"].headings)


def _said_by(slot: Slot) -> tuple[object, ...]:
    return slot.name, slot.figure, slot.most, slot.kind, slot.group, slot.code, slot.is_counted, slot.conditions
