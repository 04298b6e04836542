"""Doors in letters: masked for the desk, whatever is around them, and never brought to light by an edit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.screening.doors import mask_doors

TOKEN = "1f~Ab_c-9Zz"  # noqa: S105 of nobody
SITE = "https://registry.example/en"


@pytest.mark.parametrize(
    "address",
    [
        f"{SITE}/u/{TOKEN}/",
        f"{SITE}/register/{TOKEN}/case/",
        f"{SITE}/accounts/offer/{TOKEN}/",
        f"{SITE}/accounts/password/reset/key/{TOKEN}/",
        f"https://registry.example/zh-hans/u/{TOKEN}/",
        f"/u/{TOKEN}",
        f"{SITE}/other/Mg:1wXyZ{TOKEN}/",
    ],
)
@pytest.mark.parametrize("around", ["<{}>", "[Open]({})", "Here: {}.", "({})"])
def test_a_token_is_masked_however_the_letter_writes_the_link(address, around):
    assert TOKEN not in mask_doors(around.format(address)).text


@pytest.mark.parametrize(
    "address", [f"{SITE}/partnerships/P-1/", f"{SITE}/register/", f"{SITE}/accounts/me/", "https://un.example/a/b"]
)
def test_a_link_that_everybody_may_follow_stays(address):
    assert mask_doors(f"See <{address}>.").text == f"See <{address}>."


def test_a_text_that_was_not_edited_is_restored_to_the_letter():
    body = f"[One]({SITE}/u/{TOKEN}/) and <{SITE}/register/12.Ab.x\\_y/> and {SITE}/other/Mg:1wXyZ{TOKEN}/"
    masked = mask_doors(body)
    assert masked.restore(masked.text) == body


_PIECES = st.sampled_from(
    [
        f"{SITE}/u/",
        "/u/",
        "•1•",
        "•2•",
        "/",
        "(",
        ")",
        "<",
        ">",
        " ",
        "\n",
        "[x]",
        "\\",
        "https://thief.example/u/",
        "a",
    ]
)


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_no_edit_whatever_shows_a_token(edited):
    masked = mask_doors(f"<{SITE}/u/{TOKEN}/> <{SITE}/register/{TOKEN}2/>")
    assert TOKEN not in mask_doors(masked.restore(edited)).text


@given(st.text(max_size=80))
def test_any_text_is_masked_without_an_error(text):
    masked = mask_doors(text)
    assert isinstance(masked.restore(masked.text), str)
