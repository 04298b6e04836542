"""No row of the bundle is a bad row: codes, ids, dates, and nothing known beside none."""

import re
from collections import Counter
from datetime import date

import yaml

from demo.tests.bundle import BUNDLE, rows, values

VOCABULARIES = BUNDLE.parent.parent / "rapport" / "vocabularies" / "data"
AS_AT = date(2010, 2, 1)
LANGUAGES = {"en", "fr", "es", "ru", "zh-hans", "ar"}
RECORDS = {row["id"]: row for row in rows("partnerships")}


def _codes(scheme: str) -> set[str]:
    terms = yaml.safe_load((VOCABULARIES / f"{scheme}.yaml").read_text(encoding="utf-8"))["terms"]
    return {str(term["code"]) for term in terms}


def _earliest(text: str) -> date:
    return date.fromisoformat(text + "-01-01"[: 10 - len(text)] if len(text) == 4 else (text + "-01")[:10])


def test_every_code_is_in_its_vocabulary() -> None:
    for table, column, scheme in [
        ("partnerships", "scope", "scopes"),
        ("partnerships", "status", "statuses"),
        ("organizations", "type", "organization-types"),
        ("themes", "theme", "themes"),
        ("themes", "rank", "theme-ranks"),
        ("activity_levels", "level", "scopes"),
        ("mechanisms", "mechanism", "mechanisms"),
        ("funding_sources", "type", "funding-sources"),
        ("deliverables", "status", "deliverable-states"),
    ]:
        assert {row[column] for row in rows(table)} <= _codes(scheme), f"{table}.{column}"
    assert {kind for row in RECORDS.values() for kind in values(row["in_kind"])} <= _codes("in-kind")
    for column, scheme in (("dimensions", "dimensions"), ("added_value", "added-value")):
        assert {code for row in RECORDS.values() for code in values(row[column])} <= _codes(scheme)
    assert {code for row in rows("reports") for code in values(row["activities"])} <= _codes("activities")
    assert {row["finance"] for row in RECORDS.values()} <= {"secured", "none", ""}
    assert {row["language"] for row in RECORDS.values()} <= LANGUAGES
    assert {row["language"] for row in rows("texts")} <= LANGUAGES
    assert {row["field"] for row in rows("texts")} == {"name", "objectives"}
    for row in rows("places"):
        assert row["code"] in _codes("regions") if row["kind"] == "region" else re.fullmatch("[A-Z]{2}", row["code"])


def test_every_commitment_is_in_its_scheme() -> None:
    codes = {scheme: _codes(scheme) for scheme in ("agenda-21", "jpoi", "pfia-21", "mdg")}
    for row in (*rows("commitments"), *rows("report_contributions")):
        assert row["code"] in codes[row["scheme"]], row


def test_every_country_is_in_the_vocabulary() -> None:
    countries = _codes("countries")
    named = {row["code"] for row in rows("places") if row["kind"] == "country"}
    named |= {row["country"] for row in rows("organizations")} - {""}
    assert {code.casefold() for code in named} <= {code.casefold() for code in countries}


def test_no_id_dangles() -> None:
    organizations = {row["id"] for row in rows("organizations")}
    assert {row["organization_id"] for row in rows("partners")} == organizations
    for table in (
        "partners",
        "themes",
        "places",
        "activity_levels",
        "mechanisms",
        "funding_sources",
        "commitments",
        "fair_participations",
        "texts",
        "deliverables",
        "reports",
        "report_contributions",
    ):
        assert {row["partnership_id"] for row in rows(table)} <= set(RECORDS), table
    for link in ("successor", "phase_of", "replicates"):
        assert {row[link] for row in RECORDS.values()} - {""} <= set(RECORDS)
    numbers = {(row["partnership_id"], row["number"]) for row in rows("reports")}
    assert {(row["partnership_id"], row["report"]) for row in rows("report_contributions")} <= numbers


def test_ids_are_readable_and_unique_without_regard_to_case() -> None:
    for table in ("partnerships", "organizations"):
        ids = [row["id"] for row in rows(table)]
        assert all(re.fullmatch(r"[A-Za-z0-9._~-]{1,80}", each) for each in ids)
        assert len({each.casefold() for each in ids}) == len(ids)


def test_records_are_numbered_in_the_order_of_their_registration() -> None:
    days = [row["registered_on"] for row in rows("partnerships")]
    assert days == sorted(days)


def test_names_are_distinct() -> None:
    assert [
        name for name, count in Counter(row["name"].casefold() for row in RECORDS.values()).items() if count > 1
    ] == []


def test_no_date_is_impossible() -> None:
    for row in RECORDS.values():
        registered = date.fromisoformat(row["registered_on"])
        assert registered <= AS_AT, row["id"]
        if row["started_on"] and row["ends_on"]:
            assert _earliest(row["started_on"]) < _earliest(row["ends_on"]), row["id"]
        assert not (row["ends_on"] and row["open_ended"] == "true"), row["id"]
        for column in ("confirmed_on", "reported_on", "status_on"):
            assert not row[column] or registered <= date.fromisoformat(row[column]) <= AS_AT, (row["id"], column)
        for fair in [each["year"] for each in rows("fair_participations") if each["partnership_id"] == row["id"]]:
            assert registered.year <= int(fair) <= 2009, row["id"]


def test_all_three_precisions_of_a_date_occur() -> None:
    assert {len(row["started_on"]) for row in RECORDS.values()} == {0, 4, 7, 10}
    assert {len(row["ends_on"]) for row in RECORDS.values()} == {0, 4, 7, 10}


def test_what_a_record_has_none_of_it_does_not_have() -> None:
    tables = {
        "mechanisms": "mechanisms",
        "funding-sources": "funding_sources",
        "commitments": "commitments",
        "fairs": "fair_participations",
    }
    having = {what: {row["partnership_id"] for row in rows(table)} for what, table in tables.items()}
    having["countries"] = {row["partnership_id"] for row in rows("places") if row["kind"] == "country"}
    having["in-kind"] = {row["id"] for row in RECORDS.values() if row["in_kind"]}
    for row in RECORDS.values():
        for what in values(row["none_of"]):
            assert row["id"] not in having[what], (row["id"], what)


def test_every_partnership_has_two_partners_and_a_lead() -> None:
    partners = Counter(row["partnership_id"] for row in rows("partners"))
    led = {row["partnership_id"] for row in rows("partners") if row["role"] == "lead"}
    assert min(partners[each] for each in RECORDS) == 2
    assert led == set(RECORDS)


def test_who_merged_or_was_superseded_names_an_heir_that_lives() -> None:
    for row in RECORDS.values():
        if row["status"] in ("merged", "superseded"):
            assert RECORDS[row["successor"]]["status"] == "registered", row["id"]
        else:
            assert row["successor"] == "", row["id"]


def test_every_status_occurs() -> None:
    found = Counter(row["status"] for row in RECORDS.values())
    assert found["registered"] + found["completed"] == 348
    assert {status: found[status] for status in ("withdrawn", "merged", "superseded", "forming")} == {
        "withdrawn": 4,
        "merged": 3,
        "superseded": 2,
        "forming": 3,
    }


def test_the_last_report_is_of_the_day_on_which_the_record_last_reported() -> None:
    last: dict[str, str] = {}
    for row in rows("reports"):
        last[row["partnership_id"]] = max(last.get(row["partnership_id"], ""), row["reported_on"])
        assert RECORDS[row["partnership_id"]]["registered_on"] <= row["reported_on"], row
    assert len(last) == 64
    assert {id_: RECORDS[id_]["reported_on"] for id_ in last} == last


def test_some_tens_report_deliver_and_go_on_from_others() -> None:
    assert len({row["partnership_id"] for row in rows("deliverables")}) == 40
    assert sum(bool(row["phase_of"]) for row in RECORDS.values()) == 12
    assert sum(bool(row["replicates"]) for row in RECORDS.values()) == 8
    for row in RECORDS.values():
        earlier = RECORDS.get(row["phase_of"] or row["replicates"])
        assert earlier is None or earlier["registered_on"] < row["registered_on"]
    assert not [row for row in RECORDS.values() if row["origin"].startswith("report: ") and row["targets"]]
