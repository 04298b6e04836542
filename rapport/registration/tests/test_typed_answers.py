"""Answers as people of any country type them are read; what is not certain gets a sentence with what would be right."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from rapport.registration.fields import CountriesField, MoneyField


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1 000 000,50", "1000000.50"),
        ("1\u202f000\u202f000", "1000000"),
        ("1,000,000.5", "1000000.5"),
        ("1.000.000,50", "1000000.50"),
        ("1’000’000", "1000000"),
        ("12,5", "12.5"),
        ("1,000", "1000"),
        ("1.000", "1000"),
        ("١٬٠٠٠٫٥٠", "1000.50"),
        ("0.75", "0.75"),
    ],
)
def test_an_amount_is_read_however_it_is_grouped(typed: str, amount: str) -> None:
    assert MoneyField().clean(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["a million", "1,000,50", "1.00.000", "1,0000", "5 USD", "--1"])
def test_what_is_no_amount_is_told_what_would_be_one(typed: str) -> None:
    with pytest.raises(ValidationError, match=f"“{typed}” is not an amount: write it in figures, such as 1000000"):
        MoneyField().clean(typed)


def test_countries_are_parted_by_the_signs_of_any_script() -> None:
    assert CountriesField().clean("Mali; Tchad، مصر；肯尼亚\nCôte d’Ivoire") == ("ML", "TD", "EG", "KE", "CI")


def test_every_country_that_is_not_known_is_named() -> None:
    with pytest.raises(ValidationError, match="does not have Frankreich and Atlantis"):
        CountriesField().clean("Frankreich; Mali; Atlantis")
