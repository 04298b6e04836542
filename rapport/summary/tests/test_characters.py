"""The fonts of the product: what they have, and a report that needs more."""

import sys
from dataclasses import replace

import pytest
from fontTools.ttLib import TTFont

from rapport.look.social import FONTS
from rapport.summary.characters import MissingCharacterError, check_characters, covered
from rapport.summary.report import Box, Paragraph, Part, Quotation, Report, Said
from rapport.testing import REPOSITORY, TODAY

sys.path.insert(0, str(REPOSITORY / "fonts"))
import build

MOST_BYTES = 8_000_000
FILES = sorted(FONTS.glob("*.ttf"))


def a_report(*blocks: Paragraph | Box | Quotation) -> Report:
    return Report("Report", "en", TODAY, (), (), (Part("I", "one", "Introduction", blocks, ()),))


def test_the_fonts_weigh_less_than_eight_megabytes() -> None:
    assert sum(each.stat().st_size for each in FONTS.iterdir()) < MOST_BYTES


def test_what_is_said_of_the_fonts_is_so() -> None:
    found = {code for each in FILES for code in TTFont(each).getBestCmap()}
    assert (FONTS / "covered.txt").read_text().split() == list(build.as_ranges(found))


@pytest.mark.parametrize("weight", ["400Regular", "700Bold"])
def test_each_weight_has_every_character(weight: str) -> None:
    """Else a heading could have a box where the text has none."""
    found = {code for each in FILES if each.stem.endswith(weight) for code in TTFont(each).getBestCmap()}
    assert set(map(chr, found)) <= covered()
    assert list(build.as_ranges(found)) == (FONTS / "covered.txt").read_text().split()


@pytest.mark.parametrize("weight", ["400Regular", "700Bold"])
def test_the_chinese_font_has_the_whole_of_gb_2312(weight: str) -> None:
    standard = build.gb_2312()
    assert len(standard) == 7445
    assert standard - set(TTFont(FONTS / f"NotoSansSC_{weight}.ttf").getBestCmap()) == set()


def test_all_that_we_wrote_ourselves_can_be_set() -> None:
    """Where this fails a translation has brought a new character: make the fonts again (fonts/README.md)."""
    assert {chr(code) for code in build.written_here()} - covered() == set()


@pytest.mark.parametrize(
    ("block", "where"),
    [
        (Paragraph(12, "one", (Said("Ж 龘 x"),)), "paragraph 12"),
        (Box(1, "Box 1", "Reef 龘", (), "", "P-1", "/"), "Box 1. Reef 龘"),
        (Quotation("龘", "Reef, report of 2009", "P-1", "/"), "Reef, report of 2009"),
        (Paragraph(0, "", (Said("龘"),)), "I. Introduction"),
    ],
    ids=["paragraph", "box", "quotation", "nothing to say"],
)
def test_a_missing_character_is_named_with_its_place(block: Paragraph | Box | Quotation, where: str) -> None:
    with pytest.raises(MissingCharacterError) as raised:
        check_characters(a_report(block))
    assert str(raised.value) == (
        "The fonts of the product have no character “龘” (U+9F98 CJK UNIFIED IDEOGRAPH-9F98), "
        f"which stands in: {where}."
    )


@pytest.mark.parametrize("letter", ["अ", "한", "😀", "\ue000"], ids=["Devanagari", "Hangul", "emoji", "private"])
def test_other_scripts_are_refused_not_boxed(letter: str) -> None:
    with pytest.raises(MissingCharacterError):
        check_characters(replace(a_report(), title=letter))


def test_what_has_no_shape_needs_none() -> None:
    check_characters(
        replace(a_report(), title="a\u2066b\u2069\u200e\u200f\u200d\u00a0\u202f\u00ad\ufeff\ufe0f\t\n\u0001")
    )
