"""The demonstration registry yields every figure that the report of 2010 published, all at once."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from rapport.sets.following import view
from rapport.statistics.figure import Figure
from rapport.testing import REPOSITORY, TODAY, demonstration_figures

pytestmark = pytest.mark.django_db

PUBLISHED = REPOSITORY / "demo" / "report_2010" / "statistics.csv"


def published() -> Iterator[dict[str, str]]:
    with Path(PUBLISHED).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@pytest.fixture(scope="module")
def figures(django_db_setup: None, django_db_blocker) -> Iterator[dict[str, Figure]]:  # type: ignore[no-untyped-def]
    with django_db_blocker.unblock(), demonstration_figures() as found:
        yield found


@pytest.mark.parametrize("row", list(published()), ids=lambda row: f"{row['id']}-{row['unit']}")
def test_a_published_figure_is_ours(row: dict[str, str], figures: dict[str, Figure]) -> None:
    figure = figures[row["id"]]
    if row["count_min"].isdigit():
        assert int(row["count_min"]) <= (figure.numerator or 0) <= int(row["count_max"])
    if row["unit"] == "percent" and row["published"].isdigit() and row["attainable"] not in ("no", "conflict"):
        assert figure.value == int(row["published"])


def test_the_bounds_of_the_report_hold(figures: dict[str, Figure]) -> None:
    growth, share, mean = (
        figures[f"registered.{name}"] for name in ("growth_2002_2007", "2003_share", "mean_2005_2008")
    )
    assert growth.value is not None
    assert growth.value > 60
    assert 3 * (share.numerator or 0) < (share.denominator or 0)
    assert mean.value is not None
    assert 9.5 <= mean.value <= 10.5


@pytest.mark.parametrize(
    ("id_", "count"),
    [
        ("cluster.started.2007", 4),
        ("cluster.started.2009", 1),
        ("cluster.funding.none", 18),
        ("cluster.partners.21_to_30", 12),
    ],
)
def test_what_the_other_figures_force(id_: str, count: int, figures: dict[str, Figure]) -> None:
    assert figures[id_].numerator == count


def test_the_set_behind_a_count_of_partnerships_has_as_many_members(figures: dict[str, Figure]) -> None:
    now = view(today=TODAY)
    no_set = ("listings", "leads", "registered.growth", "registered.mean", "cluster.funding_sources", "cluster.in_kind")
    least = ("duration.shortest_years", "cluster.partners.fewest", "cluster.partners.most")
    wrong = [
        figure.id
        for figure in figures.values()
        if (not figure.id.startswith(no_set) or figure.id.startswith("listings.organization"))
        and figure.id not in least
        and len(now.select(figure.query)) != figure.numerator
    ]
    assert wrong == []


def test_the_page_behind_a_figure_says_the_same_number(figures: dict[str, Figure], client: Client) -> None:
    for id_ in ("cluster.mechanisms.training.by_theme.transport", "duration.4_to_6_years", "themes.any.water"):
        page = client.get(figures[id_].query.path(), follow=True).content.decode()
        assert f"<strong>{figures[id_].numerator}</strong>" in page
