"""Every figure that counts partnerships opens a page with that very total; the page of figures and its file agree."""

import json

import pytest

from tests.browser.walking import Walker

# What is no number of partnerships: listings and mentions, means, growth, the fewest and most (rapport/statistics).
NO_SET = (
    "registered.growth_2002_2007",
    "registered.mean_2005_2008",
    "duration.shortest_years",
    "leads.",
    "listings.total",
    "listings.share.",
    "cluster.partners.fewest",
    "cluster.partners.most",
    "cluster.funding_sources.",
    "cluster.in_kind.",
)
SETS = ("", "?as-at=2006-06-30", "?theme=water&scope=global", "?cluster=2008-2009")


def counts_partnerships(figure: str) -> bool:
    is_of_one_organization = figure.startswith("listings.organization.")
    return is_of_one_organization or not figure.startswith((*NO_SET, "listings."))


@pytest.mark.parametrize("which", SETS)
def test_every_figure_of_partnerships_opens_as_many(walker: Walker, which: str) -> None:
    figures = json.loads(walker.fetch(f"/en/statistics/figures.json{which}").body)
    assert len(figures) > 300
    paths = {figure["id"]: f"/en{figure['query']}" for figure in figures}
    answers = walker.fetch_all(paths.values())
    assert {path: answer.status for path, answer in answers.items() if answer.status != 200} == {}
    wrong = [
        f"{figure['id']}: {figure['numerator']}, but {paths[figure['id']]} has {answers[paths[figure['id']]].size}"
        for figure in figures
        if counts_partnerships(figure["id"]) and figure["numerator"] != answers[paths[figure["id"]]].size
    ]
    assert wrong == []


@pytest.mark.parametrize("which", SETS)
def test_every_figure_stands_on_the_page_as_in_the_file(walker: Walker, which: str) -> None:
    figures = json.loads(walker.fetch(f"/en/statistics/figures.json{which}").body)
    page = walker.fetch(f"/en/statistics/figures/{which}").page
    assert {figure["id"] for figure in figures} <= set(page.ids)
    opened = set(page.hrefs)
    assert [figure["id"] for figure in figures if f"/en{figure['query']}" not in opened] == []


# Figure IV counts listings of organizations, and opens the partnerships with such a listing: never more of them.
OF_LISTINGS = "partner-type="


@pytest.mark.parametrize("which", SETS)
def test_every_number_beside_a_chart_opens_as_many(walker: Walker, which: str) -> None:
    path = f"/en/statistics/{which}"
    numbered = [link for link in walker.fetch(path).page.links if link.number is not None]
    assert len(numbered) > 60
    answers = walker.fetch_all(link.href for link in numbered)
    of_listings = [link for link in numbered if OF_LISTINGS in link.href]
    of_sets = [link for link in numbered if OF_LISTINGS not in link.href]
    assert [link for link in of_sets if answers[link.href].size != link.number] == []
    assert [link for link in of_listings if not 0 < (answers[link.href].size or 0) <= (link.number or 0)] == []
