"""Of the demonstration registry the report states what the report of 2010 published, in every language."""

import csv
from collections.abc import Iterator

import pytest

from rapport.statistics.figure import Figure
from rapport.summary.narrative.templates import load_template
from rapport.summary.narrative.writing import Report, write_report
from rapport.testing import REPOSITORY, TODAY, demonstration_figures

LAST = 26  # the paragraph of that report up to which ours goes so far
# What cannot be counted of any registry, a bound in words, or one organization among many.
LEFT = {"duration.shortest_years", "leads.share.other", "listings.share.major-group", "listings.share.government",
        "listings.organization.government-of-canada"}  # fmt: skip


@pytest.fixture(scope="module")
def figures(django_db_setup: None, django_db_blocker) -> Iterator[dict[str, Figure]]:  # type: ignore[no-untyped-def]
    with django_db_blocker.unblock(), demonstration_figures() as found:
        yield found


def published() -> Iterator[tuple[str, str, str]]:
    with (REPOSITORY / "demo" / "report_2010" / "statistics.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if int(row["paragraph"]) <= LAST and row["attainable"] == "yes" and row["id"] not in LEFT:
                yield row["id"], row["unit"], row["published"]


def stated(report: Report) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for paragraph in report.paragraphs():
        for each in paragraph.said:
            if each.figure:
                found.setdefault(each.figure.id, set()).add("".join(filter(str.isdigit, each.text)))
    return found


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar", "zh-hans"])
def test_every_attainable_figure_up_to_the_mechanisms_is_stated(figures: dict[str, Figure], language: str) -> None:
    numbers = stated(write_report(load_template(), language, figures, day=TODAY))
    missing = [
        (id_, text) for id_, _unit, text in published()
        if text.isdigit() and text not in numbers.get(id_, ())
    ]  # fmt: skip
    assert missing == []


def test_nothing_waits_for_an_editor(figures: dict[str, Figure]) -> None:
    report = write_report(load_template(), "en", figures, day=TODAY)
    assert not [each.code for each in report.paragraphs() if each.is_open]
