"""The look on one page says what the style sheet says, and every colour that carries text can be read."""

import re
from pathlib import Path

import pytest
from django.test import Client

from rapport.look.accent import READABLE
from rapport.look.styleguide import pairs, swatches, tokens

TEXT = {"ink", "quiet", "accent", "link", "warn"}
SIGNS = {"green", "amber", "red", "dormant"}  # lights, always with their words
AGAIN = Path(__file__).parents[1] / "static" / "look" / "styleguide.css"


@pytest.mark.django_db
def test_it_shows_every_colour_with_its_contrast(client: Client) -> None:
    page = client.get("/en/styleguide/").content.decode()
    for swatch in swatches():
        assert f"--{swatch.name}" in page
    assert "15.8" in page  # ink on paper


@pytest.mark.django_db
def test_names_and_values_of_colours_are_read_from_the_left_in_arabic_too(client: Client) -> None:
    page = client.get("/ar/styleguide/").content.decode()
    for swatch in swatches():
        assert f'<code dir="ltr">--{swatch.name}</code>' in page
        assert f'<code dir="ltr">{swatch.light}</code>' in page


@pytest.mark.parametrize("swatch", swatches(), ids=lambda each: each.name)
def test_a_colour_can_be_read_in_light_and_dark(swatch) -> None:
    least = READABLE if swatch.name in TEXT else 3 if swatch.name in SIGNS else 0
    assert swatch.on_light >= least
    assert swatch.on_dark >= least


@pytest.mark.parametrize("pair", pairs(), ids=lambda each: f"{each.text}-on-{each.ground}")
def test_what_is_written_on_other_grounds_can_be_read_too(pair) -> None:
    assert pair.in_light >= READABLE
    assert pair.in_dark >= READABLE


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "words"), [("en", ("Water", "المياه")), ("ar", ("المياه", "Water"))])
def test_components_stand_in_both_scripts_light_and_dark(client: Client, language: str, words: tuple[str, str]) -> None:
    page = client.get(f"/{language}/styleguide/").content.decode()
    parts = page.split('<section class="specimen ')[1:]
    assert [part.partition('"')[0] for part in parts] == ["is-light", "is-dark", "is-light", "is-dark"]
    for part, word in zip(parts, (words[0], words[0], words[1], words[1]), strict=True):
        assert word in part
    names = re.findall(r'<(?:input|select) id="([^"]+)"', page)
    assert len(names) == len(set(names)) > 8


def test_the_colours_shown_beside_each_other_are_those_of_the_pages() -> None:
    written = AGAIN.read_text()
    for name, colours in zip(("is-light", "is-dark"), tokens(), strict=True):
        line = next(line for line in written.splitlines() if line.startswith(f".{name} "))
        assert all(f"--{token}: {colour};" in line for token, colour in colours.items())
