"""A host's own accent can be read in light and dark."""

from hypothesis import given
from hypothesis import strategies as st

from rapport.look.accent import DARK_PAPER, READABLE, contrast, lighten, style_of

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == 21
    assert contrast("#777777", "#ffffff") > 4.47
    assert contrast("#0a5a5c", "#0a5a5c") == 1


@given(COLOURS)
def test_any_colour_is_made_light_enough_for_dark_paper(colour: str) -> None:
    assert contrast(lighten(colour, upon=DARK_PAPER), DARK_PAPER) >= READABLE


@given(COLOURS)
def test_a_colour_that_is_readable_stays_as_it_is(colour: str) -> None:
    if contrast(colour, DARK_PAPER) >= READABLE:
        assert lighten(colour, upon=DARK_PAPER) == colour


def test_the_style_names_it_for_both() -> None:
    assert "--accent:#7a2048" in style_of("#7a2048")
    assert "prefers-color-scheme:dark" in style_of("#7a2048")
    assert f"--accent-by-night:{lighten('#7a2048', upon=DARK_PAPER)}" in style_of("#7a2048")
