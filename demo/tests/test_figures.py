"""Every figure that the 2010 report published, by the naive counter of ``demo.check``."""

import csv
import shutil
from pathlib import Path

import pytest

from demo.check import HERE, Bundle, compare, count_general, rounded, whole_years
from demo.tests.bundle import BUNDLE, rows

PUBLISHED = HERE / "report_2010" / "statistics.csv"
RESULTS = compare(BUNDLE, PUBLISHED)


@pytest.mark.parametrize(
    ("row", "figure", "good"), RESULTS, ids=[f"{row['id']}-{row['unit']}" for row, _, _ in RESULTS]
)
def test_it_yields_the_published_figure(row: dict[str, str], figure: tuple[float, int | None], good: bool) -> None:
    assert good, f"{row['id']}: published {row['published']} {row['unit']}, counted {figure}"


def test_all_136_rows_of_the_report_are_compared() -> None:
    assert len(RESULTS) == 136


@pytest.mark.parametrize(
    ("statistic", "count"),
    [
        ("cluster.started.2007", 4),
        ("cluster.started.2009", 1),
        ("cluster.funding.none", 18),
        ("cluster.partners.21_to_30", 12),
    ],
)
def test_where_no_count_rounds_to_the_figure_the_one_that_adds_up_is_taken(statistic: str, count: int) -> None:
    assert next(figure[0] for row, figure, _ in RESULTS if row["id"] == statistic) == count


def test_registrations_grew_by_at_least_127_of_209() -> None:
    added, base = count_general(Bundle(BUNDLE))["registered.growth_2002_2007"]
    assert (added >= 127, base) == (True, 209)


def test_the_check_sees_a_single_missing_listing(tmp_path: Path) -> None:
    shutil.copytree(BUNDLE, tmp_path / "bundle")
    path = tmp_path / "bundle" / "partners.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows("partners")[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(row for row in rows("partners") if row != rows("partners")[0])
    wrong = {row["id"] for row, _, good in compare(tmp_path / "bundle", PUBLISHED) if not good}
    assert "listings.total" in wrong


def test_percentages_are_rounded_half_up() -> None:
    assert [rounded(1, 8), rounded(1, 200), rounded(120, 348)] == [13, 1, 34]


def test_whole_years_are_anniversaries_between_days_and_differences_of_years_otherwise() -> None:
    assert whole_years("2003-05-17", "2005-05-16") == 1
    assert whole_years("2003-05-17", "2005-05-17") == 2
    assert whole_years("2004-02-29", "2006-02-28") == 1
    assert whole_years("2003-12", "2005-01") == 2
