"""A country is found by any of its names, written as people write them, and never by a guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.vocabularies.countries import country, find_country, fold_name
from rapport.vocabularies.schemes import scheme

COUNTRIES = list(scheme("countries"))
NAMES = [(name, term.code) for term in COUNTRIES for name in (*term.labels.values(), *term.codes("aliases"))]


def test_every_name_in_every_language_finds_its_country() -> None:
    assert [(name, code, find_country(name)) for name, code in NAMES if find_country(name) != code] == []


def test_every_code_finds_its_country() -> None:
    for term in COUNTRIES:
        for code in (term.code, str(term.extras["iso3"]), str(term.extras["m49"])):
            assert find_country(code) == term.code


@given(
    st.sampled_from(NAMES), st.sampled_from([str.upper, str.lower, str.title]), st.sampled_from(["", " ", "\n", "."])
)
def test_case_and_what_stands_around_do_not_matter(named: tuple[str, str], write: object, around: str) -> None:
    name, code = named
    assert find_country(f"{around}{write(name)}{around}", codes=False) == code  # type: ignore[operator]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("USA", "US"),
        ("U.S.", "US"),
        ("UK", "GB"),
        ("South Korea", "KR"),
        ("DPR Korea", "KP"),
        ("Cote dIvoire", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("Tanzania", "TZ"),
        ("Congo, Dem. Rep.", "CD"),
        ("Congo", "CG"),
        ("The Netherlands", "NL"),
        ("Bosnia & Herzegovina", "BA"),
        ("St. Lucia", "LC"),
        ("BOLIVIA", "BO"),
        ("Libyan Arab Jamahiriya", "LY"),
        ("Swaziland", "SZ"),
        ("Российская Федерация", "RU"),
        ("美国", "US"),
        ("المملكة المتحدة", "GB"),
    ],
)
def test_common_variants_and_former_names_are_known(written: str, code: str) -> None:
    assert find_country(written) == code


@pytest.mark.parametrize(
    "written", ["", " ", "Korea", "Saint Martin", "Atlantis", "no", "us", "in", "Kenya Ministry", "999"]
)
def test_what_is_not_exactly_one_name_is_not_found(written: str) -> None:
    assert find_country(written) is None


@given(st.text())
def test_any_text_gets_an_answer(written: str) -> None:
    found = find_country(written)
    assert found is None or found in scheme("countries")


def test_codes_can_be_left_out_where_acronyms_stand() -> None:
    assert find_country("CAN") == "CA"
    assert find_country("CAN", codes=False) is None


@given(st.text())
def test_folding_twice_changes_nothing(written: str) -> None:
    assert fold_name(fold_name(written)) == fold_name(written)


def test_every_country_but_antarctica_is_in_one_region_of_the_registry() -> None:
    assert [term.code for term in scheme("countries") if term.extras.get("rapport_region") is None] == ["AQ"]


@pytest.mark.parametrize(
    ("code", "region"),
    [
        ("EG", "africa"),  # of ECA and ESCWA
        ("FR", "europe-north-america"),  # of ECE, ESCAP and ECLAC
        ("KZ", "asia-pacific"),  # of ECE and ESCAP
        ("AM", "europe-north-america"),  # Western Asia in M49, but not of ESCWA
        ("MX", "latin-america-caribbean"),
        ("US", "europe-north-america"),
        ("YE", "western-asia"),
    ],
)
def test_a_country_of_several_commissions_is_counted_once(code: str, region: str) -> None:
    assert country(code).extras["rapport_region"] == region
