"""The large vocabularies are made from published classifications, and making them again changes nothing."""

from datetime import date
from pathlib import Path

import pytest

from rapport.testing import shared_folder
from rapport.vocabularies.schemes import SHIPPED, VocabularyError
from rapport.vocabularies.sources.classifications import Row
from rapport.vocabularies.sources.countries import build_countries, build_m49_regions, registry_region
from rapport.vocabularies.sources.goals import build_goals
from rapport.vocabularies.sources.names import collect_names
from rapport.vocabularies.sources.writing import LANGUAGES, write_scheme


@pytest.mark.shared
def test_the_shipped_files_are_what_their_sources_give(tmp_path: Path) -> None:
    classifications = shared_folder() / "classifications"
    for content in (build_m49_regions(classifications), build_countries(classifications), build_goals(classifications)):
        file = tmp_path / f"{content['scheme']}.yaml"
        write_scheme(file, content)
        assert file.read_bytes() == (SHIPPED / file.name).read_bytes()


def area(region: str, subregion: str) -> Row:
    return {"Region Code": region, "Sub-region Code": subregion}


@pytest.mark.parametrize(
    ("row", "commissions", "region"),
    [
        (area("002", "015"), {"ECA", "ESCWA"}, "africa"),
        (area("142", "143"), {"ECE", "ESCAP"}, "asia-pacific"),
        (area("142", "145"), {"ECE", "ESCAP"}, "europe-north-america"),
        (area("142", "145"), {"ESCWA"}, "western-asia"),
        (area("019", "021"), {"ECE", "ECLAC"}, "europe-north-america"),
        (area("019", "021"), {"ECLAC"}, "latin-america-caribbean"),
        (area("009", "061"), set(), "asia-pacific"),
        (area("", ""), set(), None),
    ],
)
def test_the_area_decides_between_commissions(row: Row, commissions: set[str], region: str | None) -> None:
    assert registry_region(row, commissions) == region


def test_a_name_that_two_countries_share_is_given_to_neither() -> None:
    # Codes that ISO leaves to users, so that nobody else has a name for them.
    labels = {"QM": "Avalon", "QN": "Brobdingnag (Republic of)"}
    tables = {language: {code: {"Country or Area": label} for code, label in labels.items()} for language in LANGUAGES}
    codes = {
        "QM": {"UNTERM English Formal": "the Kingdom of Avalon", "Capital": "Camelot"},
        "QN": {"UNTERM French Short": "Brobdingnag (le)"},
    }
    variants = {"QM": ["The Isles", "Avallon"], "QN": ["The Isles"]}
    assert collect_names(tables, codes, variants) == {"QM": ["Avallon", "Kingdom of Avalon"], "QN": ["Brobdingnag"]}


def test_a_file_that_could_not_be_read_is_never_put_in_place(tmp_path: Path) -> None:
    file = tmp_path / "basins.yaml"
    content = {"scheme": "basins", "labels": {"en": "Basins"}, "source": "A test", "as_of": date(2010, 2, 1)}
    with pytest.raises(VocabularyError, match="terms must be a list"):
        write_scheme(file, content | {"terms": []})
    assert list(tmp_path.iterdir()) == []
