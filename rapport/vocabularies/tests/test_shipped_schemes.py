"""What the shipped vocabularies hold: complete in six languages, of the right number, and in agreement."""

from datetime import date

import pytest

from rapport.vocabularies.cycles import themes_of_cycle
from rapport.vocabularies.organization_types import organization_group, types_in_group
from rapport.vocabularies.schemes import SHIPPED, Scheme, load_schemes

SCHEMES = load_schemes([SHIPPED])
LANGUAGES = {"en", "fr", "es", "ru", "zh-hans", "ar"}
NUMBERS = {
    "activity-groups": 5,
    "added-value": 1 + 5,
    "agenda-21": 40,
    "countries": 249,
    "country-groups": 3,
    "cycles": 7,
    "deliverable-states": 5,
    "dimensions": 3,
    "finance": 2,
    "freshness": 5,
    "funding-sources": 6,
    "in-kind": 4,
    "jpoi": 11,
    "mdg": 8,
    "organization-groups": 5,
    "organization-types": 17,
    "partner-roles": 6,
    "regions": 5,
    "scopes": 5,
    "sdg": 17 + 169,
    "statuses": 6,
    "theme-ranks": 2,
    "themes": 38,
}


@pytest.mark.parametrize(("name", "number"), NUMBERS.items())
def test_a_scheme_has_as_many_terms_as_its_source(name: str, number: int) -> None:
    assert len(SCHEMES[name]) == number


def test_every_scheme_and_term_has_a_label_in_six_languages() -> None:
    labelled = [(scheme.name, scheme.labels) for scheme in SCHEMES.values()]
    labelled += [(f"{scheme.name} {term.code}", term.labels) for scheme in SCHEMES.values() for term in scheme]
    labelled += [(f"sdg {term.code} title", term.extras["title"]) for term in SCHEMES["sdg"] if not term.groups]
    assert [f"{what} lacks {LANGUAGES - set(texts)}" for what, texts in labelled if set(texts) != LANGUAGES] == []


@pytest.mark.parametrize(("language", "letters"), [("ru", "а-я"), ("ar", "ا-ي"), ("zh-hans", "一-龥")])
def test_labels_are_in_the_script_of_their_language(language: str, letters: str) -> None:
    """A label left in English, or put under the wrong language, would show here."""
    first, last = letters.split("-")
    strangers = [
        f"{scheme.name} {term.code}: {term.labels[language]}"
        for scheme in SCHEMES.values()
        for term in scheme
        if scheme.name != "cycles" and not any(first <= letter <= last for letter in term.labels[language].casefold())
    ]
    assert strangers == []


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=lambda scheme: scheme.name)
def test_a_scheme_has_no_two_terms_with_one_label(scheme: Scheme) -> None:
    """Two terms of one name cannot be told apart on a page. Headings of two parts may well have one name."""
    for language in LANGUAGES:
        labels = [term.labels[language] for term in scheme if scheme.name not in {"m49-regions", "pfia-21"}]
        assert sorted(set(labels)) == sorted(labels)


def test_every_term_says_where_it_is_from_and_whether_that_is_verified() -> None:
    assert all(term.source for scheme in SCHEMES.values() for term in scheme)
    reconstructed = {term.code for term in SCHEMES["themes"] if term.state == "reconstructed"}
    assert reconstructed == {
        "gender-equality",
        "globalizing-world",
        "information-for-decision-making",
        "major-groups-participation",
        "regional-initiatives",
    }
    assert SCHEMES["countries"].reconstructed == ("rapport_region",)


def test_a_theme_that_the_report_names_is_verified() -> None:
    assert {term.state for term in SCHEMES["themes"] if term.extras["named_in_2010_report"]} == {"verified"}


def test_a_cluster_is_in_the_order_of_the_programme_of_work() -> None:
    cluster = ("transport", "chemicals", "waste-management", "mining", "consumption-production")
    assert themes_of_cycle("2010-2011") == cluster
    assert themes_of_cycle("2016-2017") == ()


def test_cycles_follow_one_another_and_share_no_theme() -> None:
    cycles = list(SCHEMES["cycles"])
    assert [cycle.extras["starts_on"] for cycle in cycles] == [date(year, 1, 1) for year in range(2004, 2017, 2)]
    named = [theme for cycle in cycles for theme in cycle.codes("themes")]
    assert sorted(set(named)) == sorted(named)


def test_the_nine_major_groups_count_as_one_group() -> None:
    assert types_in_group("major-group") == (
        "women",
        "youth",
        "indigenous-peoples",
        "ngo",
        "local-authorities",
        "workers-trade-unions",
        "business-industry",
        "science-technology",
        "farmers",
        "major-group",
    )
    assert types_in_group("other") == ("academia", "foundation", "media", "other")


def test_every_type_of_organization_is_in_exactly_one_group() -> None:
    types = SCHEMES["organization-types"]
    assert all(len(term.groups) == 1 for term in types)
    assert {organization_group(code) for code in types.codes} == set(SCHEMES["organization-groups"].codes)


def test_every_goal_has_targets_and_every_target_a_goal() -> None:
    sdg = SCHEMES["sdg"]
    goals = [term for term in sdg if not term.groups]
    assert [goal.code for goal in goals] == [str(number) for number in range(1, 18)]
    assert sum(len(sdg.in_group(goal.code)) for goal in goals) == 169
    assert [target.code for target in sdg.in_group("1")] == ["1.1", "1.2", "1.3", "1.4", "1.5", "1.a", "1.b"]
    assert [target.code for target in sdg.in_group("17")][-2:] == ["17.18", "17.19"]


def test_a_goal_has_a_short_label_and_a_title() -> None:
    water = SCHEMES["sdg"]["6"]
    assert water.label("en") == "Clean water and sanitation"
    assert water.text("title", "en") == "Ensure availability and sustainable management of water and sanitation for all"


def test_every_activity_is_in_one_of_the_groups_of_the_report() -> None:
    groups = [term.groups for term in SCHEMES["activities"]]
    assert {len(group) for group in groups} == {1}
    assert {group[0] for group in groups} == set(SCHEMES["activity-groups"].codes)


def test_the_periods_of_freshness_are_data() -> None:
    months = {term.code: term.extras.get("months") for term in SCHEMES["freshness"]}
    assert months == {"green": 12, "amber": 24, "red": 36, "dormant": None, "unknown": None}


def test_the_registry_is_what_is_registered_or_completed() -> None:
    assert [term.code for term in SCHEMES["statuses"] if term.extras["counted"]] == ["registered", "completed"]


def test_chapter_nine_of_the_johannesburg_plan_is_also_cited_as_in_its_draft() -> None:
    assert SCHEMES["jpoi"]["ix"].extras["also_cited_as"] == "VIII bis"


def test_the_marks_of_countries_have_the_day_of_their_list() -> None:
    countries, groups = SCHEMES["countries"], SCHEMES["country-groups"]
    marked = {mark: sum(bool(term.extras[mark]) for term in countries) for mark in groups.codes}
    assert marked == {"ldc": 45, "lldc": 32, "sids": 53}
    assert {term.extras["listed_on"] for term in groups} == {date(2023, 12, 13)}
