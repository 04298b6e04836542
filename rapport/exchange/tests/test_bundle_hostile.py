"""A bundle made to harm, or damaged on its way: what can be taken is, the rest is told, and nothing disappears."""

import json
import zipfile
from pathlib import Path

import pytest

from rapport.exchange.archive import UnreadableSourceError
from rapport.exchange.bundle_reading import read_bundle
from rapport.exchange.bundle_writing import write_bundle
from rapport.exchange.importing import Imported, import_reading
from rapport.organizations.models import Organization
from rapport.registry.models import BadRow, JournalEntry, Partnership, Version
from rapport.testing import NOW, TODAY, empty_registry

pytestmark = pytest.mark.django_db
TABLES = {
    "partnerships.csv": "id,name\ngood,A good one\n",
    "organizations.csv": "id,name,type,country\nunep,UNEP,un-system,KE\n",
    "partners.csv": "partnership_id,organization_id,role\ngood,unep,lead\n",
}
JOURNAL = "number,partnership_id,kind,happened_on,recorded_at,role,channel,version\n"
REGISTERED = "1,good,registered,2003-01-01,2003-01-01T00:00:00Z,,,1\n"


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    folder = tmp_path / "bundle"
    folder.mkdir()
    for name, content in TABLES.items():
        (folder / name).write_text(content)
    return folder


def take(path: Path) -> Imported:
    return import_reading(read_bundle(path), today=TODAY, now=NOW, is_publishing=True)


def told(imported: Imported) -> list[tuple[str, int, str, str]]:
    return [(each.file, each.line, each.column, each.value) for each in imported.problems]


def version(number: int = 1, **document: object) -> str:
    said = {"partnership_id": "good", "version": number, "document": {"name": "A good one", **document}}
    return json.dumps(said) + "\n"


def exported(folder: Path) -> dict[str, bytes]:
    write_bundle(folder)
    return {each.name: each.read_bytes() for each in folder.iterdir()}


def assert_it_travels(tmp_path: Path) -> None:
    one = exported(tmp_path / "one")
    empty_registry()
    assert told(take(tmp_path / "one")) == []
    assert exported(tmp_path / "two") == one


# --- columns and tables that a bundle does not have ---


def test_a_cell_of_an_unknown_column_stays_with_its_record_and_travels(bundle: Path, tmp_path: Path) -> None:
    (bundle / "partnerships.csv").write_text("id,name,budget,budget\ngood,A good one,12 cows,\n")
    (bundle / "partners.csv").write_text("partnership_id,organization_id,,since\ngood,unep,x,May\n")
    reading = read_bundle(bundle)
    cells = [cell for record in reading.records for cell in record.cells]
    assert [(cell.file, cell.row, cell.column, cell.left) for cell in cells] == [
        ("partnerships.csv", 2, "budget", "12 cows"), ("partners.csv", 2, "(column 3)", "x"),
        ("partners.csv", 2, "since", "May"),
    ]  # fmt: skip
    assert [each.column for each in take(bundle).problems] == ["budget", "budget (column 4)", "(column 3)", "since"]
    sources = {(each.column, each.value, each.fate) for each in Version.objects.get().document.sources}
    assert ("budget", "12 cows", "refused: A bundle has no such column in this table.") in sources
    assert len(sources) == 3
    assert_it_travels(tmp_path)


def test_a_cell_of_an_unknown_column_that_belongs_to_no_record_is_kept_for_repair(bundle: Path) -> None:
    (bundle / "organizations.csv").write_text("id,name,phone\nunep,UNEP,none\n")
    (bundle / "themes.csv").write_text("partnership_id,theme,why\ngone,water,wet\n")
    assert told(take(bundle)) == [
        ("organizations.csv", 1, "phone", "phone"), ("organizations.csv", 2, "phone", "none"),
        ("themes.csv", 1, "why", "why"), ("themes.csv", 2, "partnership_id", "gone"),
    ]  # fmt: skip
    assert BadRow.objects.get(file="themes.csv", line=2).row == {
        "partnership_id": "gone", "theme": "water", "why": "wet",
    }  # fmt: skip


def test_a_table_that_a_bundle_does_not_have_is_told(bundle: Path) -> None:
    (bundle / "Themes.CSV").write_text("partnership_id,theme\ngood,water\n")
    (problem,) = take(bundle).problems
    assert (problem.file, problem.remedy) == ("Themes.CSV", "Did you mean themes.csv?")


# --- rows ---


def test_the_header_twice_is_no_record(bundle: Path) -> None:
    (bundle / "partnerships.csv").write_text("id,name\nid,name\ngood,A good one\n")
    assert told(take(bundle)) == [("partnerships.csv", 2, "", "id,name")]


def test_lines_that_end_in_cr_alone_are_told(bundle: Path) -> None:
    (bundle / "partnerships.csv").write_text("id,name\rgood,A good one\r", newline="")
    with pytest.raises(UnreadableSourceError, match="line breaks"):
        take(bundle)


def test_what_hangs_on_a_refused_row_is_told_too(bundle: Path) -> None:
    (bundle / "partnerships.csv").write_text("id,started_on,ends_on\ngood,2003,2002\n")
    assert told(take(bundle)) == [
        ("partnerships.csv", 2, "ends_on", "2002"), ("partners.csv", 2, "partnership_id", "good"),
    ]  # fmt: skip


def test_two_rows_of_one_origin_and_key_are_not_one_record(bundle: Path) -> None:
    (bundle / "partnerships.csv").write_text("id,name,origin_key\ngood,A good one,k:1\nother,Other,k:1\nc,C,\nd,D,\n")
    assert told(take(bundle)) == [("partnerships.csv", 3, "origin_key", "k:1")]
    assert Partnership.objects.count() == 3


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("confirmed_on", "2003-W01-1"),
        ("funding_sought_amount", "1_000"),
        ("funding_sought_amount", "1e3"),
        ("funding_sought_amount", "١٠٠"),
        ("finance_currency", "A1B"),
        ("confirmed_by_role", "r" * 41),
        ("origin_key", "k" * 401),
    ],
)
def test_a_cell_that_only_looks_right_is_refused(bundle: Path, column: str, cell: str) -> None:
    (bundle / "partnerships.csv").write_text(f"id,{column}\ngood,\nbad,{cell}\n")
    assert told(take(bundle)) == [("partnerships.csv", 3, column, cell)]


def test_a_name_of_an_organization_that_nobody_can_see_is_none(bundle: Path) -> None:
    (bundle / "organizations.csv").write_text("id,name\nunep,\x07\n")
    assert told(take(bundle))[0] == ("organizations.csv", 2, "name", "\x07")
    assert Organization.objects.count() == 0


def test_an_empty_translation_takes_no_record_with_it(bundle: Path, tmp_path: Path) -> None:
    (bundle / "texts.csv").write_text("partnership_id,field,language,text\ngood,name,fr,\ngood,name,es,\x07\n")
    assert told(take(bundle)) == []
    assert_it_travels(tmp_path)


def test_what_differs_by_case_alone_is_two_things_unless_it_is_an_id(bundle: Path, tmp_path: Path) -> None:
    (bundle / "sources.csv").write_text("partnership_id,file,row,column,value\ngood,f,1,Aim,x\nGOOD,f,1,aim,x\n")
    (bundle / "funding_sources.csv").write_text("partnership_id,type,name\ngood,ngo,Wasser\ngood,ngo,WASSER\n")
    assert told(take(bundle)) == []
    assert len(Version.objects.get().document.sources) == 2
    assert_it_travels(tmp_path)


def test_an_alias_that_nobody_can_see_is_none(bundle: Path, tmp_path: Path) -> None:
    (bundle / "organizations.csv").write_text("id,name,aliases\nunep,UNEP,a;\x07;b\n")
    take(bundle)
    assert Organization.objects.get().aliases == ["a", "b"]
    assert_it_travels(tmp_path)


# --- history ---


@pytest.mark.parametrize(
    ("versions", "line"),
    [
        (version() + version(2, name="Nobody knows when"), 2),
        (version() + version(name="Another one"), 2),
        (version() + version(2, partners=[{"organization": "nobody"}]), 2),
        (version() + version(2, successor="no id"), 2),
        (version() + version(2, scope="worldwide"), 2),
        (version() + version(2, countries=["ZZ"]), 2),
        (version() + version(2, themes=[{"theme": ""}]), 2),
        (version() + version(2, texts=[{"field": "name", "language": "fr", "text": each} for each in "ab"]), 2),
        (version() + version(2).replace("A good one", "\\ud800"), 2),
        (version() + version(2).replace('"good"', '"\\udfff"'), 2),
    ],
    ids=[
        "in no entry",
        "twice",
        "dangling organization",
        "no id",
        "no code",
        "no country",
        "no theme",
        "one text in two ways",
        "half a character",
        "half a character in an id",
    ],
)
def test_a_version_that_cannot_be_taken_is_told(bundle: Path, versions: str, line: int) -> None:
    (bundle / "journal.csv").write_text(JOURNAL + REGISTERED)
    (bundle / "versions.ndjson").write_text(versions)
    assert [(each.file, each.line) for each in take(bundle).problems] == [("versions.ndjson", line)]
    assert BadRow.objects.count() == 1
    assert JournalEntry.objects.earliest("number").version.document.name == "A good one"


def test_versions_without_a_journal_are_told(bundle: Path) -> None:
    (bundle / "versions.ndjson").write_text(version())
    assert [(each.file, each.remedy) for each in take(bundle).problems] == [("versions.ndjson", "Add journal.csv.")]


# --- files ---


def zipped(bundle: Path, compression: int = zipfile.ZIP_DEFLATED) -> Path:
    path = bundle.with_suffix(".zip")
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name in TABLES:
            archive.write(bundle / name, name)
    return path


def with_flags(data: bytes, flag: int, method: int) -> bytes:
    """Every member marked in its two headers, as locked by a password or packed by a method."""
    changed = bytearray(data)
    for mark, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = data.find(mark)
        while at >= 0:
            changed[at + place] |= flag
            changed[at + place + 2] = method or changed[at + place + 2]
            at = data.find(mark, at + 1)
    return bytes(changed)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: with_flags(data, 1, 0),
        lambda data: with_flags(data, 0, 99),
        lambda data: data.replace(b"A good one", b"A  bad one"),
        lambda data: data[:40] + data[60:],
    ],
    ids=["password", "unknown method", "changed on the way", "cut in the middle"],
)
def test_a_zip_file_that_cannot_be_unpacked_is_refused_in_a_sentence(bundle: Path, spoil) -> None:  # type: ignore[no-untyped-def]
    path = zipped(bundle, zipfile.ZIP_STORED)
    path.write_bytes(spoil(path.read_bytes()))
    with pytest.raises(UnreadableSourceError, match=r"cannot be (unpacked|opened)"):
        take(path)


def test_a_table_that_a_zip_file_holds_twice_is_not_guessed(bundle: Path) -> None:
    path = zipped(bundle)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("older/partnerships.csv", "id\nother\n")
    with pytest.raises(UnreadableSourceError, match=r"partnerships\.csv more than once"):
        take(path)


@pytest.mark.parametrize(
    ("declared", "problems"),
    [
        ("sha256:" + "0" * 64, 1),
        ("0" * 32, 1),
        ("sha3:0", 0),
        (None, 0),
        ({"a": 1}, 0),
    ],
)
def test_a_file_is_held_against_the_hash_that_is_declared(bundle: Path, declared: object, problems: int) -> None:
    package = {"resources": [{"path": "partners.csv", "hash": declared}]}
    (bundle / "datapackage.json").write_text(json.dumps(package))
    assert len(take(bundle).problems) == problems


def test_a_hash_without_a_name_is_md5(bundle: Path) -> None:
    import hashlib

    digest = hashlib.md5((bundle / "partners.csv").read_bytes(), usedforsecurity=False).hexdigest()
    package = {"resources": [{"path": "partners.csv", "hash": digest.upper()}]}
    (bundle / "datapackage.json").write_text(json.dumps(package))
    assert told(take(bundle)) == []
