"""What was reported, delivered, confirmed: counted over those of whom it can be known, and the page behind agrees."""

from datetime import date

import pytest
from django.test import Client

from rapport.registry.proposal import Proposal
from rapport.statistics.figure import Figure
from rapport.statistics.figures import compute_figures
from rapport.testing import TODAY, WASTE, document, register
from rapport.vocabularies.schemes import scheme

pytestmark = pytest.mark.django_db


@pytest.fixture
def figures() -> dict[str, Figure]:
    old = {"reported_on": "2007-01-10", "activities": ["training", "websites"]}
    new = {"reported_on": "2009-03-01", "activities": ["training"], "evidence": ["https://reports.example.org/1"]}
    deliverables = [
        {"id": "d1", "title": "Reefs counted", "due_on": "2009-12", "status": "under-way"},
        {"id": "d2", "title": "A handbook", "due_on": "2008", "status": "reached"},
    ]
    waste = document(WASTE)
    register(
        Proposal("confirmed", waste, confirmed_on=date(2009, 5, 1)),
        new=document(reports=[old, new], deliverables=deliverables),
        old=document(reports=[old]),
        silent=waste,
    )
    register(changed=waste)
    register(changed=document(WASTE, acronym="IWL"))
    return {each.id: each for each in compute_figures(today=TODAY, cycle="2010-2011")}


def fraction(figure: Figure) -> tuple[int | None, int | None]:
    return figure.numerator, figure.denominator


def test_each_partnership_shows_one_last_sign_of_life(figures: dict[str, Figure]) -> None:
    signs = {id_.removeprefix("upkeep."): fraction(each) for id_, each in figures.items() if id_.startswith("upkeep.")}
    assert signs == {
        "confirmed": (1, 5), "changed": (1, 5), "reported": (1, 5), "reported-with-evidence": (1, 5), "never": (1, 5),
    }  # fmt: skip


def test_activities_are_counted_over_those_that_reported_in_the_time(figures: dict[str, Figure]) -> None:
    assert fraction(figures["progress.reported"]) == (1, 5)
    assert fraction(figures["progress.reported.ever"]) == (2, 5)
    assert fraction(figures["progress.activities.training"]) == (1, 1)
    assert fraction(figures["progress.activities.websites"]) == (0, 1)
    assert fraction(figures["progress.activities.ever.training"]) == (2, 2)
    assert fraction(figures["progress.activities.ever.websites"]) == (2, 2)


def test_every_activity_has_its_rows(figures: dict[str, Figure]) -> None:
    for prefix in ("progress.activities.", "progress.activities.ever."):
        assert {f"{prefix}{code}" for code in scheme("activities").codes} <= set(figures)


def test_deliverables_are_counted_over_those_that_list_some(figures: dict[str, Figure]) -> None:
    assert fraction(figures["deliverables.given"]) == (1, 5)
    assert fraction(figures["deliverables.reached"]) == (1, 1)
    assert fraction(figures["deliverables.overdue"]) == (1, 1)


def test_the_page_behind_a_figure_says_the_same_number(figures: dict[str, Figure], client: Client, settings) -> None:  # type: ignore[no-untyped-def]
    settings.RAPPORT_TODAY = TODAY
    for id_ in ("upkeep.changed", "progress.activities.training", "progress.activities.ever.training",
                "deliverables.overdue", "progress.reported.ever"):  # fmt: skip
        page = client.get(figures[id_].query.path(), follow=True).content.decode()
        assert f"<strong>{figures[id_].numerator}</strong>" in page, id_
