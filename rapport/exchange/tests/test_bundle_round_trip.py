"""Importing an export gives the same registry and history; exporting that gives the same bytes."""

import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rapport.exchange.bundle_reading import read_bundle
from rapport.exchange.bundle_writing import write_bundle
from rapport.exchange.importing import Imported, import_reading
from rapport.organizations.authority import Authority, Named
from rapport.organizations.models import Organization
from rapport.registry.cards import load_cards
from rapport.registry.models import JournalEntry, Partnership
from rapport.registry.proposal import Proposal
from rapport.testing import NOW, REPOSITORY, TODAY, WASTE, document, empty_registry, register

pytestmark = pytest.mark.django_db


def take(path: Path, *, later: int = 0) -> Imported:
    day = timedelta(days=later)
    return import_reading(read_bundle(path), today=TODAY + day, now=NOW + day, is_publishing=True)


def contents(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


def round_trip(folder: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """What an export holds, and what the export of its import holds, years later and in an empty registry."""
    write_bundle(folder / "one")
    empty_registry()
    imported = take(folder / "one", later=2000)
    assert imported.problems == []
    write_bundle(folder / "two")
    return contents(folder / "one"), contents(folder / "two")


def a_history() -> None:
    """Registrations, changes, a late correction, confirmations, translations and raw lines."""
    register(
        Proposal(id="reef", document=document(), confirmed_on=date(2009, 5, 1), confirmed_by_role="focal-point"),
        waste=document(
            WASTE,
            texts=[{"field": "name", "language": "ar", "text": "جزر بلا نفايات"}],
            finance_amount="1200.50",
            finance_currency="USD",
            in_kind=["staff", "computers"],
            none_of=["countries"],
            funding_sources=[{"type": "ngo", "name": "=Divers; and \\ friends"}, {"type": "ngo"}],
            commitments=[{"scheme": "mdg", "code": "7", "explanation": "Cleaner\nquays"}],
            fair_participations=[2006, 2004],
            partners=[{"organization": "unep", "role": "lead", "as_listed": ["UNEP; Nairobi", "- UNEP"]}],
            sources=[{"file": "old.csv", "row": 12, "column": "when", "value": "'=soon\r\n?", "fate": "refused"}],
        ),
    )
    register(
        Proposal(id="reef", document=document(scope="global"), happened_on=date(2007, 3, 4)), now=NOW + timedelta(1)
    )
    register(
        waste=document(WASTE, status="withdrawn", status_on="2009"), today=TODAY + timedelta(9), now=NOW + timedelta(9)
    )


def test_the_same_bytes_come_back(tmp_path: Path) -> None:
    a_history()
    one, two = round_trip(tmp_path)
    assert one == two
    assert len(one["journal.csv"].splitlines()) == 7


def test_a_past_day_travels_alone(tmp_path: Path) -> None:
    a_history()
    write_bundle(tmp_path / "then", as_at=date(2004, 12, 31))
    empty_registry()
    take(tmp_path / "then", later=2000)
    write_bundle(tmp_path / "again")
    assert contents(tmp_path / "then") == contents(tmp_path / "again")
    assert JournalEntry.objects.count() == 2


def test_a_past_day_travels_though_the_successor_was_registered_later(tmp_path: Path) -> None:
    merged = document(registered_on="2003-05-01", status="merged", status_on="2009-06-01", successor="waste")
    register(reef=merged, waste=document(WASTE, registered_on="2009-05-01"))
    write_bundle(tmp_path / "then", as_at=date(2004, 12, 31))
    empty_registry()
    assert take(tmp_path / "then", later=2000).problems == []
    write_bundle(tmp_path / "again")
    assert contents(tmp_path / "then") == contents(tmp_path / "again")


def test_a_past_day_says_nothing_of_who_entered_later(tmp_path: Path) -> None:
    register(
        Proposal(id="reef", document=document(registered_on="2008-05-01"), confirmed_on=date(2004, 5, 1)),
        waste=document(WASTE, registered_on="2003-05-01"),
    )
    write_bundle(tmp_path / "then", as_at=date(2004, 12, 31))
    empty_registry()
    assert take(tmp_path / "then", later=2000).problems == []
    write_bundle(tmp_path / "again")
    assert contents(tmp_path / "then") == contents(tmp_path / "again")


def test_an_amount_comes_back_whatever_was_typed(tmp_path: Path) -> None:
    register(reef=document(funding_sought=True, funding_sought_amount="100.5"))
    one, two = round_trip(tmp_path)
    assert one == two


def test_a_zip_file_is_the_folder_zipped_and_the_same_each_time(tmp_path: Path) -> None:
    a_history()
    write_bundle(tmp_path / "folder")
    write_bundle(tmp_path / "one.zip")
    write_bundle(tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert {info.filename: archive.read(info) for info in archive.infolist()} == contents(tmp_path / "folder")
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_importing_an_export_where_it_came_from_changes_nothing(tmp_path: Path) -> None:
    a_history()
    write_bundle(tmp_path / "one")
    entries = JournalEntry.objects.count()
    assert take(tmp_path / "one", later=10).outcome.unchanged == ["reef", "waste"]
    assert JournalEntry.objects.count() == entries


def test_a_history_that_went_on_elsewhere_is_continued(tmp_path: Path) -> None:
    register(reef=document())
    write_bundle(tmp_path / "early")
    register(reef=document(scope="global"), now=NOW + timedelta(1))
    write_bundle(tmp_path / "late")
    empty_registry()
    take(tmp_path / "early")
    assert take(tmp_path / "late", later=5).outcome.diverged == []
    assert JournalEntry.objects.count() == 2


def test_an_older_export_takes_nothing_back(tmp_path: Path) -> None:
    register(Proposal(id="reef", document=document(), confirmed_on=date(2008, 5, 1)))
    write_bundle(tmp_path / "early")
    register(
        Proposal(id="reef", document=document(scope="global"), confirmed_on=date(2009, 5, 1)), now=NOW + timedelta(1)
    )
    assert take(tmp_path / "early", later=5).outcome.unchanged == ["reef"]
    assert JournalEntry.objects.count() == 4


def test_a_history_holds_no_address_either(tmp_path: Path) -> None:
    register(reef=document())
    write_bundle(tmp_path / "one")
    for name in ("versions.ndjson", "partnerships.csv"):
        file = tmp_path / "one" / name
        file.write_text(file.read_text().replace("Pacific Reef Watch", "Write to ana@reef.example"))
    journal = tmp_path / "one" / "journal.csv"
    journal.write_text(journal.read_text().replace(",,,1", ",ana@reef.example,ana@reef.example,1"))
    empty_registry()
    take(tmp_path / "one")
    write_bundle(tmp_path / "two")
    assert [name for name, content in contents(tmp_path / "two").items() if b"ana@" in content] == []
    assert take(tmp_path / "one").outcome.unchanged == ["reef"]


def test_a_history_that_is_not_ours_is_refused_with_a_word(tmp_path: Path) -> None:
    register(reef=document())
    write_bundle(tmp_path / "theirs")
    empty_registry()
    register(reef=document(acronym="ours"))
    imported = take(tmp_path / "theirs", later=5)
    assert imported.outcome.diverged == ["reef"]
    assert "not the one that the registry has" in imported.problems[0].message
    assert JournalEntry.objects.count() == 1


def test_a_table_edited_by_hand_is_a_change(tmp_path: Path) -> None:
    register(reef=document())
    write_bundle(tmp_path / "one")
    table = tmp_path / "one" / "partnerships.csv"
    table.write_text(table.read_text().replace("Pacific Reef Watch", "Ocean Reef Watch"))
    imported = take(tmp_path / "one", later=5)
    assert imported.outcome.changed == ["reef"]
    assert "not the one that datapackage.json describes" in imported.problems[0].message


def test_an_organization_with_another_type_changes_the_records_that_list_it(tmp_path: Path) -> None:
    register(reef=document())
    write_bundle(tmp_path / "one")
    table = tmp_path / "one" / "organizations.csv"
    table.write_text(table.read_text().replace("Divers for Clean Seas,ngo", "Divers for Clean Seas,foundation"))
    take(tmp_path / "one", later=5)
    assert Organization.objects.get(public_id="divers-for-clean-seas").type == "foundation"
    assert JournalEntry.objects.latest("number").kind == JournalEntry.Kind.ORGANIZATION_CHANGED


def test_an_organization_with_another_name_is_shown_so_in_lists(tmp_path: Path) -> None:
    register(waste=document(WASTE))
    write_bundle(tmp_path / "one")
    table = tmp_path / "one" / "organizations.csv"
    table.write_text(table.read_text().replace("Island Recyclers’ League", "League of Island Recyclers"))
    take(tmp_path / "one", later=5)
    assert load_cards([1])[0].leads == ("League of Island Recyclers",)


def test_an_export_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register(reef=document())
    write_bundle(tmp_path / "one")
    before = contents(tmp_path / "one")

    def fail(*arguments: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("rapport.exchange.bundle_writing._write_package", fail)
    with pytest.raises(OSError, match="full"):
        write_bundle(tmp_path / "one")
    assert contents(tmp_path / "one") == before
    assert [each.name for each in tmp_path.iterdir()] == ["one"]


def test_an_export_interrupted_at_its_last_step_puts_back_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(reef=document())
    write_bundle(tmp_path / "one")
    before, rename = contents(tmp_path / "one"), Path.rename

    def interrupt(path: Path, target: Path) -> Path:
        if path.name == "new":
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_bundle(tmp_path / "one")
    assert contents(tmp_path / "one") == before
    assert [each.name for each in tmp_path.iterdir()] == ["one"]


def test_keys_that_are_addresses_do_not_travel_and_merge_no_records(tmp_path: Path) -> None:
    register(
        Proposal(id="a", origin_key="form:ana@reef.example", document=document()),
        Proposal(id="b", origin_key="form:ben@reef.example", document=document(WASTE)),
    )
    one, two = round_trip(tmp_path)
    assert one == two
    assert Partnership.objects.count() == 2


def test_a_folder_with_something_else_in_it_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "to-my-mother.txt").write_text("Dear")
    (tmp_path / "letters.zip").mkdir()
    with pytest.raises(FileExistsError, match="no bundle"):
        write_bundle(tmp_path / "letters")
    with pytest.raises(FileExistsError, match="is a folder"):
        write_bundle(tmp_path / "letters.zip")
    assert (tmp_path / "letters" / "to-my-mother.txt").exists()


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=texts, acronym=texts, raw=texts, alias=texts)
def test_any_text_travels(
    tmp_path_factory: pytest.TempPathFactory, db: None, name: str, acronym: str, raw: str, alias: str
) -> None:
    empty_registry()
    source = {"file": "x", "row": 1, "column": "y", "value": raw, "fate": "refused"}
    register(reef=document(name=name, acronym=acronym, sources=[source]))
    Authority().enter([Named("unep", "unep", "UNEP", aliases=(alias,))])
    one, two = round_trip(tmp_path_factory.mktemp("bundle"))
    assert one == two


def test_the_demonstration_registry_comes_back_whole(tmp_path: Path) -> None:
    take(REPOSITORY / "demo" / "registry-2010")
    assert Partnership.objects.count() >= 348
    one, two = round_trip(tmp_path)
    assert one == two
