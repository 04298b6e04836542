"""What is made up says so, and nobody can be reached through it."""

import re

from demo.tests.bundle import BUNDLE, rows

BOXED = {row["id"]: row for row in rows("partnerships") if row["origin"].startswith("report: ")}
REAL_ORGANIZATIONS = {"consumers-international", "rainforest-alliance"}
CLUSTER = {"transport", "chemicals", "waste-management", "mining", "consumption-production"}


def test_eleven_records_are_of_the_report_and_all_others_say_that_they_are_fictional() -> None:
    boxes = {re.search(r"box (\d+);", row["origin"]).group(1) for row in BOXED.values()}  # type: ignore[union-attr]
    assert boxes == {"1", "2", "4", "5", "6", "7", "8", "9", "10", "11", "12"}
    others = [row["origin"] for row in rows("partnerships") if row["id"] not in BOXED]
    assert set(others) == {"fictional: made for demonstration"}


def test_all_boxed_initiatives_but_the_knowledge_partnership_are_in_the_cluster() -> None:
    primary = {row["partnership_id"] for row in rows("themes") if row["rank"] == "primary" and row["theme"] in CLUSTER}
    outside = [row["name"] for id_, row in BOXED.items() if id_ not in primary]
    assert outside == ["Sustainable Development Knowledge Partnership"]


def test_the_programme_that_was_never_registered_is_not_there() -> None:
    assert not [row for row in rows("partnerships") if "Sound Management of Chemicals" in row["name"]]


def test_an_organization_is_real_only_if_it_is_a_government_an_intergovernmental_body_or_named_in_the_report() -> None:
    for row in rows("organizations"):
        real = row["type"] in ("government", "un-system", "intergovernmental") or row["id"] in REAL_ORGANIZATIONS
        assert real != row["identifiers"].startswith("fictional:"), row["id"]


def test_real_organizations_of_civil_society_are_in_no_fictional_partnership() -> None:
    for row in rows("partners"):
        assert row["organization_id"] not in REAL_ORGANIZATIONS or row["partnership_id"] in BOXED


def test_websites_are_in_domains_reserved_for_examples() -> None:
    for table in ("partnerships", "organizations"):
        for row in rows(table):
            assert re.fullmatch(r"(https://[a-z0-9-]+\.example\.(org|net|com)/)?", row["website"]), row["website"]


def test_there_is_no_personal_address() -> None:
    for path in BUNDLE.iterdir():
        assert "@" not in path.read_text(encoding="utf-8"), path.name
