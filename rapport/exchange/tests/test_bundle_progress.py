"""Reports, deliverables and what partnerships are to one another travel whole, and bad rows of them are told."""

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rapport.exchange.bundle_writing import write_bundle
from rapport.exchange.tests.test_bundle_round_trip import a_history, contents, round_trip, take, texts
from rapport.registry.models import JournalEntry, Partnership
from rapport.testing import NOW, TODAY, WASTE, document, empty_registry, register

pytestmark = pytest.mark.django_db


def a_progress() -> dict[str, Any]:
    """Two reports of one day, one with everything in it; deliverables; a record that goes before."""
    full = {
        "reported_on": "2009-11-20", "since": "2008", "language": "zh-Hans", "summary": "Counted; and \\ told",
        "activities": ["workshops", "training"], "lessons": "Begin\nearly", "obstacles": "Storms",
        "resources": "A boat more", "evidence": ["https://reports.example.org/a;b", "Annex 2, page 4"],
        "contributions": [
            {"scheme": "mdg", "code": "7", "text": "Reefs; fish"}, {"scheme": "mdg", "code": "7"},
            {"scheme": "jpoi", "code": "iv", "text": ""},
        ],
    }  # fmt: skip
    return {
        "targets": "Forty reefs by 2012.",
        "monitoring": "Each school tells the council.",
        "balance": "Six islands, three sectors.",
        "dimensions": ["social", "environmental"],
        "added_value": ["new-phase", "wider-area"],
        "phase_of": "waste",
        "replicates": "waste",
        "deliverables": [
            {"id": "d2", "title": "Reefs counted", "indicator": "Reefs", "unit": "reefs", "baseline": "0",
             "target": "40", "due_on": "2012-06", "value": "12", "value_on": "2009-11-20", "status": "under-way"},
            {"id": "d10", "title": "A handbook"},
        ],
        "reports": [full, {"reported_on": "2009-11-20"}, {"reported_on": "2007-02-01", "summary": "Begun."}],
    }  # fmt: skip


def test_reports_and_deliverables_come_back_with_their_history(tmp_path: Path) -> None:
    a_history()
    register(reef=document(**a_progress()), today=TODAY + timedelta(20), now=NOW + timedelta(20))
    one, two = round_trip(tmp_path)
    assert one == two
    tables = ("reports.csv", "report_contributions.csv", "deliverables.csv")
    assert [len(one[name].splitlines()) for name in tables] == [5, 4, 3]
    reported = JournalEntry.objects.filter(kind="reported").values_list("happened_on", flat=True)
    assert sorted(reported) == [date(2007, 2, 1), date(2009, 11, 20)]


def test_without_a_history_the_journal_learns_of_each_day_of_a_report_once(tmp_path: Path) -> None:
    register(waste=document(WASTE), reef=document(**a_progress()))
    write_bundle(tmp_path / "one")
    empty_registry()
    for name in ("journal.csv", "versions.ndjson", "datapackage.json"):
        (tmp_path / "one" / name).unlink()
    for _twice in range(2):
        imported = take(tmp_path / "one")
    assert (imported.problems, imported.outcome.unchanged) == ([], ["reef", "waste"])
    reported = JournalEntry.objects.filter(kind="reported").values_list("happened_on", flat=True)
    assert list(reported) == [date(2007, 2, 1), date(2009, 11, 20)]
    assert Partnership.objects.get(public_id="reef").versions.get().document == document(**a_progress())


def test_a_bundle_of_before_reports_is_read_and_says_nothing_of_them(tmp_path: Path) -> None:
    register(waste=document(WASTE), reef=document())
    write_bundle(tmp_path / "one")
    for name in ("reports.csv", "report_contributions.csv", "deliverables.csv", "datapackage.json"):
        (tmp_path / "one" / name).unlink()
    table = tmp_path / "one" / "partnerships.csv"
    rows = list(csv.reader(table.read_text().splitlines()))
    new = {rows[0].index(name) for name in ("targets", "monitoring", "balance", "dimensions", "added_value", "phase_of",
                                            "replicates")}  # fmt: skip
    with table.open("w", newline="") as file:
        csv.writer(file).writerows([cell for place, cell in enumerate(row) if place not in new] for row in rows)
    empty_registry()
    assert take(tmp_path / "one").problems == []
    write_bundle(tmp_path / "two")
    assert Partnership.objects.get(public_id="reef").versions.get().document == document()


def test_a_past_day_travels_though_the_next_phase_was_registered_later(tmp_path: Path) -> None:
    later = document(WASTE, registered_on="2009-05-01", replicates="reef")
    register(reef=document(registered_on="2003-05-01", phase_of="waste", replicates="waste"), waste=later)
    write_bundle(tmp_path / "then", as_at=date(2004, 12, 31))
    empty_registry()
    assert take(tmp_path / "then", later=2000).problems == []
    write_bundle(tmp_path / "again")
    assert contents(tmp_path / "then") == contents(tmp_path / "again")


def test_reports_and_deliverables_hold_no_address_either(tmp_path: Path) -> None:
    address = "ana@reef.example"
    report = {"reported_on": "2009-11-20", "evidence": [f"mailto:{address}"], "lessons": f"Ask {address}",
              "contributions": [{"scheme": "mdg", "code": "7", "text": address}]}  # fmt: skip
    deliverables = [{"id": "d1", "title": f"Told by {address}", "value": address}]
    register(reef=document(reports=[report], deliverables=deliverables, monitoring=address))
    one, two = round_trip(tmp_path)
    assert one == two
    assert [name for name, content in one.items() if b"ana@" in content] == []


dates = st.sampled_from([None, "2003", "2004-02", "2004-02-29"])
contributions = st.fixed_dictionaries({"scheme": st.just("mdg"), "code": st.sampled_from(["1", "7"]), "text": texts})
reports = st.fixed_dictionaries(
    {
        "reported_on": st.dates(date(2003, 7, 1), date(2010, 1, 31)),
        "since": dates,
        "language": st.sampled_from(["", "en", "ar", "zh-Hans"]),
        **dict.fromkeys(("summary", "lessons", "obstacles", "resources"), texts),
        "activities": st.lists(st.sampled_from(["training", "workshops", "other"]), max_size=4),
        "contributions": st.lists(contributions, max_size=3),
        "evidence": st.lists(texts, max_size=3),
    }
)
deliverables = st.fixed_dictionaries(
    {
        "id": st.from_regex(r"[a-z0-9._~-]{1,6}", fullmatch=True),
        **dict.fromkeys(("title", "indicator", "unit", "baseline", "target", "value"), texts),
        "due_on": dates,
        "value_on": dates,
        "status": st.sampled_from(["", "under-way", "reached"]),
    }
)
progress = st.fixed_dictionaries(
    {
        **dict.fromkeys(("targets", "monitoring", "balance"), texts),
        "dimensions": st.lists(st.sampled_from(["social", "economic"]), max_size=3),
        "added_value": st.lists(st.sampled_from(["new", "new-phase"]), max_size=3),
        "phase_of": st.sampled_from([None, "reef", "REEF"]),
        "replicates": st.sampled_from([None, "reef"]),
        "reports": st.lists(reports, max_size=3),
        "deliverables": st.lists(deliverables, max_size=3, unique_by=lambda each: each["id"]),
    }
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(first=progress, then=progress, other=progress)
def test_any_progress_travels(
    tmp_path_factory: pytest.TempPathFactory, db: None, first: Any, then: Any, other: Any
) -> None:
    empty_registry()
    register(reef=document(**first), waste=document(WASTE, **other))
    register(reef=document(**then), today=TODAY + timedelta(9), now=NOW + timedelta(9))
    folder = tmp_path_factory.mktemp("bundle")
    one, two = round_trip(folder)
    assert one == two
    entries = JournalEntry.objects.count()
    assert take(folder / "one", later=3000).outcome.unchanged == ["reef", "waste"]
    assert JournalEntry.objects.count() == entries


@pytest.mark.parametrize(
    ("table", "row", "column"),
    [
        ("reports.csv", "reef,1,soon,,,,,,,,", "reported_on"),
        ("reports.csv", "reef,1,2009-11,,,,,,,,", "reported_on"),
        ("reports.csv", "reef,one,2009-11-20,,,,,,,,", "number"),
        ("reports.csv", "reef,1,2009-11-20,,,,dancing,,,,", "activities"),
        ("reports.csv", "gone,1,2009-11-20,,,,,,,,", "partnership_id"),
        ("report_contributions.csv", "reef,7,mdg,7,", "report"),
        ("report_contributions.csv", "reef,7,mdg,99,", "code"),
        ("deliverables.csv", "reef,d 1,A,,,,,,,,", "id"),
        ("deliverables.csv", "reef,d1,A,,,,,2009-02-30,,,", "due_on"),
        ("deliverables.csv", "reef,d1,A,,,,,,,,perhaps", "status"),
    ],
)
def test_a_bad_row_is_told_and_the_record_is_taken_without_it(
    tmp_path: Path, table: str, row: str, column: str
) -> None:
    register(reef=document())
    write_bundle(tmp_path / "one")
    empty_registry()
    for name in ("journal.csv", "versions.ndjson", "datapackage.json"):
        (tmp_path / "one" / name).unlink()
    with (tmp_path / "one" / table).open("a") as file:
        file.write(row + "\n")
    (problem,) = take(tmp_path / "one").problems
    assert (problem.file, problem.line, problem.column) == (table, 2, column)
    assert problem.remedy
    assert Partnership.objects.get().versions.get().document == document()


@pytest.mark.parametrize("column", ["phase_of", "replicates"])
def test_a_partnership_that_is_nowhere_cannot_be_named(tmp_path: Path, column: str) -> None:
    register(reef=document(), waste=document(WASTE))
    write_bundle(tmp_path / "one")
    empty_registry()
    for name in ("journal.csv", "versions.ndjson", "datapackage.json"):
        (tmp_path / "one" / name).unlink()
    table = tmp_path / "one" / "partnerships.csv"
    head, reef, waste = csv.reader(table.read_text().splitlines())
    place = head.index(column)
    reef[place], waste[place] = "nowhere", "REEF"
    with table.open("w", newline="") as file:
        csv.writer(file).writerows((head, reef, waste))
    problems = [each for each in take(tmp_path / "one").problems if each.file == "partnerships.csv"]
    assert [(each.line, each.column) for each in problems] == [(2, column), (3, column)]
    reef[place] = ""
    with table.open("w", newline="") as file:
        csv.writer(file).writerows((head, reef, waste))
    assert take(tmp_path / "one").problems == []
    assert getattr(Partnership.objects.get(public_id="waste").versions.get().document, column) == "reef"
