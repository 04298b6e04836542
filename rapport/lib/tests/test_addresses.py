import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.lib.addresses import MASK, mask_addresses, mask_person


@pytest.mark.parametrize(
    "address",
    [
        "ada@example.org",
        "a.b+c@mail.example.org",
        "mailto:ada@example.org",
        "ada (at) example.org",
        "ada＠example.org",
        "ada[at]example.org",
        "ada&#64;example.org",
        "ada%40example.org",
        "ada\u200b@example.org",
        "ada{at}example.org",
        "ada ( at ) example.org",
        "ada [at] example [dot] org",
        "ada@example(dot)org",
        "ada at example dot org",
        "ada@mail。example．org",
        "ada@उदाहरण.परीक्षा",
        "zoë@re\u0301cif.example",
        "संपर्क@उदाहरण.भारत",
        '"Ada B."@example.org',
        "ada@[192.0.2.1]",
        "ada@[IPv6:2001:db8::1]",
    ],
)
def test_an_address_in_a_sentence_is_masked(address: str) -> None:
    assert mask_addresses(f"Write to {address}, please.") == f"Write to {MASK}, please."


@pytest.mark.parametrize(
    "text",
    [
        "5 @ 3 dollars",
        "@twitter",
        "the meeting (at) noon",
        "a@b",
        "no address",
        "the school at Red Dot Gallery",
        "a (at) b",
        "x [at] y",
    ],
)
def test_what_is_no_address_stays(text: str) -> None:
    assert mask_addresses(text) == text


@given(st.from_regex(r"[a-z][a-z0-9.]{0,20}[a-z]@[a-z]{2,10}\.[a-z]{2,4}", fullmatch=True), st.text(), st.text())
def test_no_planted_address_survives(address: str, before: str, after: str) -> None:
    assert address not in mask_addresses(f"{before} {address} {after}")


@given(st.text())
def test_masking_twice_is_masking_once(text: str) -> None:
    assert mask_addresses(mask_addresses(text)) == mask_addresses(text)


def test_a_hostile_text_takes_no_more_than_its_length() -> None:
    assert mask_addresses("a." * 200_000 + "@").endswith("@")
    assert mask_addresses("a at b dot " * 50_000).endswith("dot ")
    assert mask_addresses('"' * 200_000 + "@").endswith("@")


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("Write to Ruth.Okonjo@Example.org", False),
        ("ruth okonjo", False),
        ("Signed: Ruth Okonjo.", False),
        ("Ruth Okonjowa is another", True),
        ("truth@example.org", True),
    ],
)
def test_lines_that_name_somebody_go_and_no_others(line, stays):
    masked = mask_person(f"The first\n{line}", email="ruth.okonjo@example.org", name="Ruth Okonjo")
    assert masked == f"The first\n{line if stays else MASK}"


def test_a_name_of_one_word_may_be_anothers_but_in_chinese_it_is_whole():
    assert mask_person("Ana is ill", email="ana@example.org", name="Ana") == "Ana is ill"
    assert mask_person("请联系王兰英女士", email="w@example.org", name="王兰英") == MASK
    assert mask_person("Nobody", email="", name="") == "Nobody"
