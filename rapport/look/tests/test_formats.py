"""Numbers, dates and shares read as the reader's language writes them."""

from datetime import date

import pytest
from django.utils.text import format_lazy
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from rapport.lib.dates import PartialDate
from rapport.look import formats


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "12,345"),
        ("fr", "12\u202f345"),
        ("es", "12.345"),
        ("ru", "12\xa0345"),
        ("zh-hans", "12,345"),
        ("ar", "12,345"),
    ],
)
def test_thousands_are_set_apart_as_the_language_does_it(language, written):
    with override(language):
        assert formats.format_number(12345) == written


def test_spanish_keeps_four_digits_together():
    with override("es"):
        assert formats.format_number(1234) == "1234"


@pytest.mark.parametrize(
    ("written", "shown"), [("2003", "2003"), ("2003-05", "May 2003"), ("2003-05-17", "17 May 2003")]
)
def test_a_date_is_shown_as_exactly_as_it_is_known(written, shown):
    with override("en"):
        assert formats.format_day(PartialDate.parse(written)) == shown


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("en", "1 February 2010", "February 2010"),
        ("fr", "1er février 2010", "février 2010"),
        ("es", "1 de febrero de 2010", "febrero de 2010"),
        ("ru", "1 февраля 2010\u202fгода", "февраль 2010\u202fгода"),
        ("zh-hans", "2010年2月1日", "2010年2月"),
        ("ar", "1 شباط/فبراير 2010", "شباط/فبراير 2010"),
    ],
)
def test_a_day_is_written_as_in_official_documents_and_its_digits_are_latin(language, day, month):
    with override(language):
        assert formats.format_day(date(2010, 2, 1)) == day
        assert formats.format_day(PartialDate(2010, 2)) == month


@pytest.mark.parametrize(
    ("language", "row"),
    [("en", "1, 2"), ("ru", "1, 2"), ("ar", "\u20681\u2069، \u20682\u2069"), ("zh-hans", "1、2")],
)
def test_items_are_set_apart_by_the_comma_of_the_language(language, row):
    with override(language):
        assert formats.set_commas(["1", "2"]) == row


def test_names_in_a_sentence_from_the_right_are_set_apart_from_it():
    names = ["Alliance (ABC)", "Reef"]
    with override("en"):
        assert formats.join_words(names) == "Alliance (ABC) and Reef"
    with override("ar"):
        assert formats.join_words(names) == "\u2068Alliance (ABC)\u2069 و\u2068Reef\u2069"


@pytest.mark.parametrize(
    ("last", "row"),
    [("indicadores", "agua e indicadores"), ("Higiene", "agua e Higiene"), ("hielo", "agua y hielo"),
     ("suelo", "agua y suelo")],
)  # fmt: skip
def test_spanish_says_and_in_two_ways(last, row):
    with override("es"):
        assert formats.join_words(["agua", last]) == formats.join_words(["agua", format_lazy("{}", last)]) == row
        assert formats.join_words([last]) == last


def test_every_arabic_month_has_both_of_its_names():
    with override("ar"):
        assert all("/" in formats.format_day(PartialDate(2010, month)) for month in range(1, 13))


def test_a_day_that_is_not_known_is_no_text():
    assert formats.format_day(None) == ""


def test_half_a_per_cent_is_rounded_up():
    assert formats.whole_percent(1, 200) == 1
    assert formats.whole_percent(1, 201) == 0


def test_there_is_no_share_of_nothing():
    assert formats.whole_percent(0, 0) is None
    assert formats.format_percent(0, 0) == "–"


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_the_share_is_the_nearest_whole_per_cent(count, base):
    assert abs(formats.whole_percent(count, base) * base - 100 * count) * 2 <= base


@given(st.integers(1, 10_000), st.integers(1, 10_000))
def test_a_bar_of_something_can_be_seen_and_is_never_wider_than_its_place(count, base):
    assert 0.5 <= float(formats.bar_width(count, base).rstrip("%")) <= 100


def test_a_language_nobody_knows_is_shown_as_its_tag():
    assert formats.language_name("x-klingon") == "x-klingon"


def test_a_text_of_unknown_language_finds_its_own_direction():
    assert [formats.direction(tag) for tag in ("ar", "ar-EG", "fr", "")] == ["rtl", "rtl", "ltr", "auto"]
