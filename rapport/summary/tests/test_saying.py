"""What a text says of the figures of a day: numbers that lead to their sets, lists, claims that hold, plurals."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from rapport.statistics.figure import Figure
from rapport.statistics.figures import compute_figures
from rapport.summary.composing import Asked, compose, gather
from rapport.summary.narrative.saying import NOTHING, Facts, UnknownFigureError
from rapport.summary.narrative.templates import load_template
from rapport.summary.narrative.writing import write_report
from rapport.summary.report import Paragraph, Report
from rapport.testing import PROGRESS, REEF, TODAY, WASTE, document, register

pytestmark = pytest.mark.django_db

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh-hans")
OUTLINE = "sections:\n  - {code: one, number: I, content: [first]}\n"
HEAD = 'title: A report\npercent: {other: "# per cent"}\nheadings: {one: One}\nnothing: Nothing to report.\n'
Figures = dict[str, Figure]


@pytest.fixture
def says(tmp_path: Path) -> Callable[..., list[Paragraph]]:
    """The paragraphs that a template of one paragraph, “first”, says of figures."""

    def written(text: str, figures: Figures, *, before: Figures | None = None, head: str = "") -> list[Paragraph]:
        (tmp_path / "outline.yaml").write_text(OUTLINE)
        (tmp_path / "en.yaml").write_text(f"{HEAD}{head}paragraphs:\n  first: {text}\n")
        load_template.cache_clear()
        facts = Facts(TODAY, figures, "2010-2011", before=before or {}, then=date(2008, 2, 1) if before else None)
        return list(write_report(load_template(tmp_path), "en", facts).paragraphs())

    return written


@pytest.fixture
def figures() -> Figures:
    """Of a regional partnership, which has reported, and a subregional one."""
    return figures_of(P_1=document(REEF, **PROGRESS), P_2=document(WASTE))


def figures_of(**records: object) -> Figures:
    register(**records)
    return {each.id: each for each in compute_figures(today=TODAY, cycle="2010-2011")}


def test_each_number_is_its_figure_and_nothing_else_is(says, figures: Figures) -> None:
    (paragraph,) = says("'{count total | one: # was | other: # were} there; {share scope.regional}, {day}.'", figures)
    assert [(each.text, each.figure.id) for each in paragraph.said if each.figure] == [
        ("2", "total"), ("50 per cent", "scope.regional"), ("1", "scope.regional"),
    ]  # fmt: skip
    assert paragraph.text == "2 were there; 50 per cent (1), 1 February 2010."


def test_a_claim_that_the_figures_do_not_bear_is_never_said(says, figures: Figures) -> None:
    wordings = "[{when: count total > 2, text: Many.}, {when: count total = 2, text: Two.}]"
    assert [each.text for each in says(wordings, figures)] == ["Two."]
    (paragraph,) = says("[{when: percent scope.regional > 50, text: Most are regional.}]", figures)
    assert (paragraph.is_open, paragraph.text) == (True, "")
    (paragraph,) = says("'{assert percent scope.regional > 50}Most are regional.'", figures)
    assert (paragraph.is_open, paragraph.text) == (True, "")


def test_a_claim_is_held_against_the_exact_share(says, figures: Figures) -> None:
    """1 of 2 is half: not more, and not less."""
    for sign, is_open in ((">=", False), (">", True), ("<", True), ("=", False)):
        (paragraph,) = says(f"[{{when: percent scope.regional {sign} 50, text: So.}}]", figures)
        assert paragraph.is_open is is_open


def test_of_nothing_nothing_is_claimed(says) -> None:
    empty = figures_of()
    for claim in ("> 50", "< 50", "= 0"):
        (paragraph,) = says(f"[{{when: percent scope.global {claim}, text: So.}}]", empty)
        assert paragraph.is_open
    (paragraph,) = says("'{percent scope.global} of {count total}.'", empty)
    assert paragraph.text == f"{NOTHING} of 0."


@pytest.mark.parametrize("slot", ["{top themes.any 3}", "{leading scope}", "{all mechanisms}", "{top scope 3}"])
def test_a_list_that_would_be_empty_is_not_said(says, slot: str) -> None:
    assert [each.text for each in says(f"['Most often: {slot}.', None.]", figures_of())] == ["None."]


def test_two_figures_are_held_against_each_other(says, figures: Figures) -> None:
    claim = "[{when: percent scope.regional = percent scope.subregional, text: As many.}, Other.]"
    assert [each.text for each in says(claim, figures)] == ["As many."]


def test_an_empty_wording_leaves_its_paragraph_out_and_its_section_says_so(says, figures: Figures) -> None:
    (paragraph,) = says("[{when: count total > 5, text: Many.}, '']", figures)
    assert (paragraph.number, paragraph.text) == (0, "Nothing to report.")


def test_a_list_has_the_greatest_first_and_each_number_is_a_figure(says, figures: Figures) -> None:
    (paragraph,) = says("'{top scope 2}; {all scope counts}'", figures)
    assert paragraph.text == "regional (50 per cent) and subregional (50 per cent); regional (1) and subregional (1)"
    assert [each.figure.id for each in paragraph.said if each.figure] == ["scope.regional", "scope.subregional"] * 2


def test_a_name_is_what_the_template_calls_it(says, figures: Figures) -> None:
    head = "names: {scope.regional: of one region, scopes.subregional: smaller}\n"
    (paragraph,) = says("'{top scope 2}'", figures, head=head)
    assert paragraph.text == "of one region (50 per cent) and smaller (50 per cent)"


def test_the_leading_name_stands_in_words_of_its_gender(says, figures: Figures) -> None:
    text = "'{leading scope | feminine: celle # | masculine: celui # | other: #}'"
    leading = figures["scope.regional"].id.replace("scope", "scopes")
    assert says(text, figures, head=f"genders: {{{leading}: feminine}}\n")[0].text == "celle regional"
    assert says(text, figures)[0].text == "regional"


def test_a_number_is_set_beside_that_of_the_edition_before(says, figures: Figures) -> None:
    before = {
        "scope.regional": figures["scope.regional"],
        "total": figures["total"]._replace(numerator=3, value=3),
    }
    text = (
        "[{when: count total < was, text: 'Fewer than the {was count total | other: # there were} on {then}.'}, First.]"
    )
    assert [each.text for each in says(text, figures, before=before)] == [
        "Fewer than the 3 there were on 1 February 2008."
    ]
    assert says(text, figures)[0].text == "First."
    assert says("'{was percent scope.regional} then'", figures, before=before)[0].text == "50 per cent then"
    assert says("'{was percent scope.regional} on {then}'", figures)[0].text == f"{NOTHING} on {NOTHING}"


@pytest.mark.parametrize(
    ("slot", "said"),
    [
        ("{percent scope.lunar}", "There is no figure “scope.lunar”"),
        ("{top moons 3}", "no family of figures “moons”"), ("{was count moons}", "There is no figure “moons”"),
    ],
)  # fmt: skip
def test_a_figure_that_there_is_not_is_named_with_its_place(says, figures: Figures, slot: str, said: str) -> None:
    with pytest.raises(UnknownFigureError, match=rf"en.yaml, line 6, slot \{slot[:-1]}\}}: .*{said}"):
        says(f"'{slot}'", figures)


@pytest.mark.parametrize(
    ("wordings", "place"),
    [
        ("[{when: count total > 99, text: '{percent moons}'}, Few.]", "slot {percent moons}"),
        ("[{when: count moons > 1, text: Many.}, Few.]", "condition “count moons > 1”"),
        ("[{when: count total > count moons, text: Many.}, Few.]", "condition “count total > count moons”"),
        ("'{assert percent moons > 1}Many.'", "condition “percent moons > 1”"),
    ],
)
def test_so_is_one_that_would_not_have_been_said(says, figures: Figures, wordings: str, place: str) -> None:
    with pytest.raises(UnknownFigureError) as told:
        says(wordings, figures)
    assert f"en.yaml, line 6, {place}: There is no figure “moons”." in str(told.value)


# --- the shipped template ---


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("records", [0, 1, 2, 5])
def test_the_shipped_report_is_written_of_any_registry(language: str, records: int) -> None:
    load_template.cache_clear()
    register(**{f"P_{number}": document(REEF, name=f"Reef {number}") for number in range(1, records + 1)})
    report = compose(gather(Asked(TODAY, "2010-2011"), today=TODAY), load_template(), language)
    texts = [each.text for each in report.paragraphs()]
    assert all(texts)
    assert [each for each in texts if any(mark in each for mark in (*"{}#", "  ", " .", " ,"))] == []
    assert NOTHING not in {each.text for paragraph in report.paragraphs() for each in paragraph.said}


def english(**records: object) -> Report:
    register(**records)
    return compose(gather(Asked(TODAY, "2010-2011"), today=TODAY), load_template(), "en")


def test_one_partnership_is_no_plural() -> None:
    text = " ".join(each.text for each in english(P_1=document(REEF, **PROGRESS)).paragraphs())
    assert "1 partnership was registered on 1 February 2010." in text
    assert "1 partnerships" not in text


def test_a_cluster_that_nobody_is_in_gets_its_sentence() -> None:
    texts = [
        each.text for each in english(P_1=document(REEF, themes=[{"theme": "water", "rank": "primary"}])).paragraphs()
    ]
    assert any("no partnership has one of these themes as a primary one" in each for each in texts)
