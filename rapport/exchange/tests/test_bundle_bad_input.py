"""Whatever a bundle holds: a sentence with file, line, column, value and remedy.

Never a traceback, never half a registry.
"""

import json
import zipfile
from pathlib import Path

import pytest

from rapport.exchange.archive import UnreadableSourceError
from rapport.exchange.bundle_reading import read_bundle
from rapport.exchange.importing import Imported, RefusedImportError, import_reading
from rapport.registry.models import BadRow, Partnership, Submission, Version
from rapport.testing import NOW, TODAY

pytestmark = pytest.mark.django_db
HEAD = "id,name,scope,started_on,ends_on,open_ended,registered_on\n"
GOOD = "good,A good one,global,2003,,,2003-01-01\n"


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    write(tmp_path, "partnerships.csv", HEAD + GOOD)
    write(tmp_path, "organizations.csv", "id,name,type,country\nunep,UNEP,un-system,KE\n")
    write(tmp_path, "partners.csv", "partnership_id,organization_id,role\ngood,unep,lead\n")
    return tmp_path


def write(folder: Path, name: str, content: str | bytes) -> None:
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)


def take(path: Path, **options: bool) -> Imported:
    return import_reading(read_bundle(path), today=TODAY, now=NOW, **{"is_publishing": True, **options})


def only_problem(imported: Imported) -> tuple[str, int, str, str]:
    (problem,) = imported.problems
    assert problem.message
    assert problem.remedy
    assert problem.message in str(problem)
    return problem.file, problem.line, problem.column, problem.value


def test_a_bundle_of_three_tables_can_be_read(bundle: Path) -> None:
    assert take(bundle).problems == []
    assert Version.objects.get().document.partners[0].role == "lead"


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        ("bad,X,worldwide,,,,", "scope", "worldwide"),
        ("bad,X,,2003-02-30,,,", "started_on", "2003-02-30"),
        ("bad,X,,soon,,,", "started_on", "soon"),
        ("bad,X,,2003,2002,,", "ends_on", "2002"),
        ("bad,X,,,2009,true,", "ends_on", "2009"),
        ("bad,X,,,,maybe,", "open_ended", "maybe"),
        ("so bad,X,,,,,", "id", "so bad"),
        (",X,,,,,", "id", ""),
        ("GOOD,X,,,,,", "id", "GOOD"),
    ],
)
def test_a_bad_row_is_kept_and_the_others_go_on(bundle: Path, row: str, column: str, value: str) -> None:
    write(bundle, "partnerships.csv", HEAD + GOOD + row + "\n")
    assert only_problem(take(bundle)) == ("partnerships.csv", 3, column, value)
    assert list(Partnership.objects.values_list("public_id", flat=True)) == ["good"]
    assert BadRow.objects.get().row["name"] == "X"


@pytest.mark.parametrize(
    "row",
    [b'bad,"X,,,,,\n', b'bad,"X"y,,,,,\n', b"bad,\xff\xfe,,,,,\n", b"bad,X\0,,,,,\n", b"bad,X\n", b"bad,X,,,,,,,,\n"],
    ids=["open quote", "stray quote", "not UTF-8", "NUL", "too few cells", "too many cells"],
)
def test_a_broken_line_takes_no_other_with_it(bundle: Path, row: bytes) -> None:
    write(bundle, "partnerships.csv", HEAD.encode() + row + GOOD.encode())
    assert only_problem(take(bundle))[:2] == ("partnerships.csv", 2)
    assert list(Partnership.objects.values_list("public_id", flat=True)) == ["good"]


def test_a_cell_of_a_hundred_megabytes_is_one_bad_line(bundle: Path) -> None:
    with (bundle / "partnerships.csv").open("wb") as file:
        file.write(HEAD.encode() + b'huge,"')
        for _ in range(100):
            file.write(b"x" * 1024**2)
        file.write(b'",,,,,\n' + GOOD.encode())
    assert only_problem(take(bundle))[:2] == ("partnerships.csv", 2)
    assert len(BadRow.objects.get().value) <= 10_000
    assert Partnership.objects.count() == 1


@pytest.mark.parametrize(
    ("table", "content", "column"),
    [
        ("partners.csv", "partnership_id,organization_id\ngone,unep\n", "partnership_id"),
        ("partners.csv", "partnership_id,organization_id\ngood,gone\n", "organization_id"),
        ("partners.csv", "partnership_id,organization_id\ngood,unep\nGOOD,UNEP\n", "organization_id"),
        ("themes.csv", "partnership_id,theme,rank\ngood,water,primary\ngood,water,secondary\n", "theme"),
        ("themes.csv", "partnership_id,theme,rank\ngood,fire,primary\n", "theme"),
        ("places.csv", "partnership_id,kind,code\ngood,country,ZZ\n", "code"),
        ("commitments.csv", "partnership_id,scheme,code\ngood,sdg,18\n", "code"),
        ("fair_participations.csv", "partnership_id,year\ngood,last year\n", "year"),
    ],
)
def test_dangling_and_double_and_unknown_are_bad_rows(bundle: Path, table: str, content: str, column: str) -> None:
    write(bundle, table, content)
    imported = take(bundle)
    assert only_problem(imported)[0::2][0] == table
    assert imported.problems[0].column == column
    assert Partnership.objects.count() == 1


def test_a_successor_is_written_as_its_own_record_is(bundle: Path) -> None:
    write(bundle, "partnerships.csv", "id,name,status,successor\ngood,A good one,,\nold,An old one,merged,GOOD\n")
    assert take(bundle).problems == []
    assert Version.objects.get(partnership__public_id="old").document.successor == "good"
    write(bundle, "partnerships.csv", "id,name,status,successor\nolder,An older one,merged,OLD\n")
    take(bundle)
    assert Version.objects.get(partnership__public_id="older").document.successor == "old"


def test_a_history_beyond_the_last_year_is_told(bundle: Path) -> None:
    head = "number,partnership_id,kind,happened_on,recorded_at,version\n"
    write(bundle, "journal.csv", head + "1,good,registered,2003-01-01,9999-12-31T23:59:59-01:00,1\n")
    version = json.dumps({"partnership_id": "good", "version": 1, "document": {"name": "A good one"}})
    write(bundle, "versions.ndjson", version + "\n" + version.replace("1,", "1e999,") + "\n")
    found = {(each.file, each.line, each.column) for each in take(bundle).problems}
    assert found == {("journal.csv", 2, "recorded_at"), ("versions.ndjson", 2, "")}


def test_a_successor_that_is_nowhere_is_a_bad_row_and_so_is_who_waits_for_it(bundle: Path) -> None:
    rows = "a,A,b\nb,B,gone\nc,C,GOOD\ngood,G,\n"
    write(bundle, "partnerships.csv", "id,name,successor\n" + rows)
    assert {(each.line, each.column) for each in take(bundle).problems} == {(2, "successor"), (3, "successor")}
    assert set(Partnership.objects.values_list("public_id", flat=True)) == {"c", "good"}


def test_ids_of_organizations_are_one_whatever_their_case(bundle: Path) -> None:
    write(bundle, "partners.csv", "partnership_id,organization_id\nGOOD,UNEP\n")
    assert take(bundle).problems == []
    assert Version.objects.get().document.partners[0].organization == "unep"


def test_a_theme_without_rank_has_none(bundle: Path) -> None:
    write(bundle, "themes.csv", "partnership_id,theme,rank\ngood,water,\n")
    take(bundle)
    assert Version.objects.get().document.themes[0].rank == ""


def test_a_row_that_is_bad_in_two_ways_says_both(bundle: Path) -> None:
    write(bundle, "partnerships.csv", HEAD + "bad,X,worldwide,soon,,,\n" + GOOD)
    assert {problem.column for problem in take(bundle).problems} == {"scope", "started_on"}


def test_strict_refuses_the_whole_and_writes_nothing(bundle: Path) -> None:
    write(bundle, "partnerships.csv", HEAD + GOOD + "bad,X,worldwide,,,,\n")
    with pytest.raises(RefusedImportError) as refused:
        take(bundle, is_strict=True)
    assert refused.value.problems[0].column == "scope"
    assert (Partnership.objects.count(), BadRow.objects.count()) == (0, 0)


def test_the_same_bad_row_twice_is_kept_once(bundle: Path) -> None:
    write(bundle, "partnerships.csv", HEAD + GOOD + "bad,X,worldwide,,,,\n")
    take(bundle)
    take(bundle)
    assert BadRow.objects.count() == 1


def test_without_publish_rows_wait_as_submissions(bundle: Path) -> None:
    assert take(bundle, is_publishing=False).submitted == 1
    assert take(bundle, is_publishing=False).submitted == 0
    assert Submission.objects.get().enclosed["organizations"][0]["id"] == "unep"
    assert Partnership.objects.count() == 0


def test_a_column_that_no_bundle_has_is_named_with_the_one_that_was_meant(bundle: Path) -> None:
    write(bundle, "partnerships.csv", "id,name,started\ngood,A,2003\n")
    assert only_problem(take(bundle))[2] == "started"
    assert Partnership.objects.count() == 1


@pytest.mark.parametrize(
    "content", ["", "\n", "name\nx\n", "id,id\nx,x\n"], ids=["empty", "blank", "no id", "id twice"]
)
def test_a_table_without_its_header_is_refused_in_a_sentence(bundle: Path, content: str) -> None:
    write(bundle, "partnerships.csv", content)
    with pytest.raises(UnreadableSourceError, match=r"partnerships\.csv"):
        take(bundle)


@pytest.mark.parametrize("content", [b"[", b"[" * 100_000, b"3", b"\xff"])
def test_a_package_file_that_is_none_is_refused_in_a_sentence(bundle: Path, content: bytes) -> None:
    write(bundle, "datapackage.json", content)
    with pytest.raises(UnreadableSourceError, match=r"datapackage\.json"):
        take(bundle)


@pytest.mark.parametrize("content", [b'{"resources": 3}', b'{"resources": [3]}', b"{}"])
def test_a_package_file_that_describes_nothing_is_of_no_matter(bundle: Path, content: bytes) -> None:
    write(bundle, "datapackage.json", content)
    assert take(bundle).problems == []


def test_what_is_no_bundle_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear")
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "letter.txt", tmp_path / "empty", tmp_path / "nowhere"):
        with pytest.raises(UnreadableSourceError):
            take(path)


def test_a_zip_bomb_is_never_unpacked(bundle: Path) -> None:
    with zipfile.ZipFile(bundle / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("organizations.csv", "partners.csv"):
            archive.write(bundle / name, name)
        with archive.open("partnerships.csv", "w") as member:
            for _ in range(64):
                member.write(b"\n" * 1024**2)
    with pytest.raises(UnreadableSourceError, match="would unpack"):
        take(bundle / "bomb.zip")


def test_a_path_out_of_the_zip_leads_nowhere(bundle: Path) -> None:
    with zipfile.ZipFile(bundle / "sly.zip", "w") as archive:
        for name in ("partnerships.csv", "organizations.csv", "partners.csv"):
            archive.write(bundle / name, f"../../{name}")
    assert take(bundle / "sly.zip").problems == []


def test_a_formula_is_data_and_leaves_guarded(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    from rapport.exchange.bundle_writing import write_bundle

    write(bundle, "partnerships.csv", "id,name\ngood,=1+1\n")
    take(bundle)
    assert Version.objects.get().document.name == "=1+1"
    out = tmp_path_factory.mktemp("out") / "bundle"
    write_bundle(out)
    assert "good,'=1+1," in (out / "partnerships.csv").read_text()


def test_a_history_with_broken_versions_says_which(bundle: Path) -> None:
    write(bundle, "journal.csv", "number,partnership_id,kind,happened_on,recorded_at,version\n"
          "1,good,registered,2003-01-01,2003-01-01T00:00:00Z,1\n2,good,danced,2003-01-01,2003-01-01T00:00:00Z,\n"
          "3,good,confirmed,2003-01-01,yesterday,\n")  # fmt: skip
    write(
        bundle,
        "versions.ndjson",
        json.dumps({"partnership_id": "good", "version": 1, "document": {"naem": "x"}}) + "\n{\n",
    )
    problems = take(bundle).problems
    assert [(each.file, each.line) for each in problems] == [
        ("versions.ndjson", 1), ("versions.ndjson", 2), ("journal.csv", 2), ("journal.csv", 3), ("journal.csv", 4),
    ]  # fmt: skip
    assert Partnership.objects.count() == 1
