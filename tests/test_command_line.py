"""The one command, as a person or a script runs it: a process of its own, in an empty data directory."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from rapport.testing import REPOSITORY

pytestmark = pytest.mark.slow_once
DEMONSTRATION = REPOSITORY / "demo" / "registry-2010"


class Home:
    """A data directory, and the command run in it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def rapport(self, *arguments: str, today: str = "2010-02-01", expected: int = 0) -> tuple[str, str]:
        environment = {**os.environ, "RAPPORT_HOME": str(self.path), "RAPPORT_TODAY": today}
        environment.pop("DATABASE_URL", None)
        command = [sys.executable, "-m", "rapport.cli", *arguments]
        done = subprocess.run(command, env=environment, cwd=REPOSITORY, capture_output=True, text=True, check=False)
        assert done.returncode == expected, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout, done.stderr

    def statistics(self, *options: str, **moment: str) -> dict[str, dict[str, str]]:
        out, _err = self.rapport("statistics", "--format", "csv", *options, **moment)
        return {row["id"]: row for row in csv.DictReader(io.StringIO(out))}


@pytest.fixture(scope="module")
def demonstration(empty_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("demonstration") / "home")
    shutil.copytree(empty_home, home.path)
    home.rapport("demo", "--load-only")
    return home


@pytest.fixture
def home(empty_home: Path, tmp_path: Path) -> Home:
    """An empty home."""
    shutil.copytree(empty_home, tmp_path / "home")
    return Home(tmp_path / "home")


def test_statistics_have_one_row_an_id(demonstration: Home) -> None:
    out, _err = demonstration.rapport("statistics", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert list(rows[0]) == ["id", "numerator", "denominator", "value", "unit", "query"]
    assert len({row["id"] for row in rows}) == len(rows)
    assert (rows[0]["id"], rows[0]["value"]) == ("total", "348")


def test_statistics_in_the_three_formats_agree(demonstration: Home) -> None:
    figures = demonstration.statistics()
    as_json = json.loads(demonstration.rapport("statistics", "--format", "json")[0])
    as_table = demonstration.rapport("statistics")[0].splitlines()
    assert [row["id"] for row in as_json] == list(figures)
    assert [line.split()[0] for line in as_table[1:]] == list(figures)


def test_statistics_as_at_a_day_name_it_in_every_address(demonstration: Home) -> None:
    figures = demonstration.statistics("--as-at", "2005-01-01")
    assert int(figures["total"]["value"]) < 348
    assert all("as-at=2005-01-01" in row["query"] for row in figures.values())


def test_an_organization_is_counted_if_asked_for(demonstration: Home) -> None:
    figures = demonstration.statistics("--organization", "government-of-canada", "--organization", "nobody")
    assert figures["listings.organization.government-of-canada"]["value"] == "42"
    assert figures["listings.organization.nobody"]["value"] == "0"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("statistics", "--as-at", "soon"), "is not a day"),
        (("statistics", "--known-at", "soon"), "is not a time"),
        (("statistics", "--known-at", "9999-12-31T23:59:59-01:00"), "is not a time"),
        (("statistics", "--as-at", ""), "is not a day"),
        (("statistics", "--cluster", "2099-2100"), "There is no cycle"),
        (("statistics", "--cluster", ""), "There is no cycle"),
        (("statistics", "--organization", "so bad"), "is not the id of an organization"),
        (("export", "here", "--as-at", "2010-02-30"), "is not a day"),
        (("import", "nowhere"), "no such file or folder"),
        (
            ("import", str(DEMONSTRATION), "--report", "nowhere/fates.csv"),
            "nowhere/fates.csv: No such file or directory",
        ),
        (("import", str(DEMONSTRATION), "--report", "."), "This is no file"),
        (("import", "nowhere.csv", "--mapping", "unheard-of"), "unheard-of"),
    ],
)
def test_a_mistake_is_a_sentence(demonstration: Home, arguments: tuple[str, ...], sentence: str) -> None:
    _out, err = demonstration.rapport(*arguments, expected=1)
    assert sentence in err


@pytest.mark.parametrize("today", ["tomorrow", "2010-02-30"])
def test_a_setting_that_makes_no_sense_is_a_sentence(demonstration: Home, today: str) -> None:
    _out, err = demonstration.rapport("statistics", today=today, expected=2)
    assert "RAPPORT_TODAY is" in err


def test_every_command_explains_itself(demonstration: Home) -> None:
    said = demonstration.rapport("--help")[0]
    for command in ("demo", "serve", "import", "export", "statistics", "rebuild"):
        assert f"\n    {command}" in said
    assert "  --known-at TIME" in demonstration.rapport("statistics", "--help")[0]


def test_the_demonstration_is_loaded_once(demonstration: Home) -> None:
    demonstration.rapport("demo", "--load-only")
    assert demonstration.statistics()["total"]["value"] == "348"


def test_the_demonstration_refuses_a_registry_of_others(home: Home, tmp_path: Path) -> None:
    home.rapport("import", str(write_bundle_of_one(tmp_path / "bundle")), "--publish")
    assert "holds another registry" in home.rapport("demo", "--load-only", expected=1)[1]


def write_bundle_of_one(folder: Path, *, name: str = "A partnership", more: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "partnerships.csv").write_text(f"id,name,registered_on,scope\none,{name},2004-01-01,global\n{more}")
    (folder / "organizations.csv").write_text("id,name,type\nunep,UNEP,un-system\n")
    (folder / "partners.csv").write_text("partnership_id,organization_id,role\none,unep,lead\n")
    return folder


def test_rebuilding_changes_no_byte_of_an_export(demonstration: Home, tmp_path: Path) -> None:
    demonstration.rapport("export", str(tmp_path / "before.zip"))
    demonstration.rapport("rebuild")
    demonstration.rapport("export", str(tmp_path / "after.zip"))
    assert (tmp_path / "before.zip").read_bytes() == (tmp_path / "after.zip").read_bytes()


def test_importing_says_what_it_did_and_strict_writes_nothing(home: Home, tmp_path: Path) -> None:
    bad = write_bundle_of_one(tmp_path / "bad", more="two,B,2004-13-01,global\n")
    _out, err = home.rapport("import", str(bad), "--publish", "--strict", expected=1)
    assert "partnerships.csv, line 3, registered_on" in err
    assert home.statistics()["total"]["value"] == "0"
    assert "1 created" in home.rapport("import", str(bad), "--publish")[0]
    assert home.statistics()["total"]["value"] == "1"


def test_without_publish_nothing_is_published(home: Home, tmp_path: Path) -> None:
    assert "1 submissions wait" in home.rapport("import", str(write_bundle_of_one(tmp_path / "one")))[0]
    assert home.statistics()["total"]["value"] == "0"


def test_what_was_learned_later_is_left_out_by_known_at(home: Home, tmp_path: Path) -> None:
    home.rapport("import", str(write_bundle_of_one(tmp_path / "one")), "--publish", today="2010-02-01")
    changed = write_bundle_of_one(tmp_path / "one", more="two,Another,2005-01-01,global\n")
    home.rapport("import", str(changed), "--publish", today="2010-03-01")
    now = home.statistics("--as-at", "2010-02-01", today="2010-03-01")
    then = home.statistics("--as-at", "2010-02-01", "--known-at", "2010-02-15", today="2010-03-01")
    assert (now["total"]["value"], then["total"]["value"]) == ("2", "1")
    assert then["total"]["query"] == "/partnerships/?as-at=2010-02-01&known-at=2010-02-15"


def test_a_folder_is_no_spreadsheet(home: Home, tmp_path: Path) -> None:
    _out, err = home.rapport("import", str(tmp_path), "--mapping", "un-registry-2018", expected=1)
    assert str(tmp_path.name) in err


def test_the_report_of_an_import_tells_the_fate_of_every_cell(home: Home, tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(
        "title: A list\norigin: list\nkey: [nr]\nid: 'L{nr}'\n"
        "columns:\n  nr: {ignore: the key}\n  title: {field: name}\n"
    )
    sheet = tmp_path / "list.csv"
    sheet.write_text("nr,title,remark\n1,Reef Watch,=SUM(A1)\n2,Clean Quays,\n1,Twice,\n")
    report = tmp_path / "fates.csv"
    home.rapport("import", str(sheet), "--mapping", str(mapping), "--publish", "--report", str(report))
    with report.open(encoding="utf-8", newline="") as file:
        fates = [(row["row"], row["column"], row["value"], row["fate"]) for row in csv.DictReader(file)]
    assert len(fates) == 9
    assert ("2", "remark", "'=SUM(A1)", "refused") in fates
    assert ("4", "title", "Twice", "refused") in fates


def test_the_report_of_a_bundle_tells_what_was_refused(home: Home, tmp_path: Path) -> None:
    bundle = write_bundle_of_one(tmp_path / "one", more="two,Another,2005-01-01,worldwide\n")
    report = tmp_path / "fates.csv"
    home.rapport("import", str(bundle), "--publish", "--report", str(report))
    with report.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["file"], row["row"], row["column"]) == ("partnerships.csv", "3", "scope")
    assert (row["value"], row["fate"]) == ("worldwide", "refused")


def test_the_first_administrator_is_invited_by_a_link(home: Home) -> None:
    out, _err = home.rapport("invite", "first@example.org")
    assert "/en/accounts/offer/" in out
    for wrong in (("nobody",), ("first@example.org", "--role", "king")):
        _out, err = home.rapport("invite", *wrong, expected=1)
        assert err.startswith("rapport: ")


def test_a_demonstration_is_refused_beside_a_real_record(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    source = home.path.parent / "real.zip"
    shutil.copytree(DEMONSTRATION, home.path.parent / "real")
    table = home.path.parent / "real" / "partnerships.csv"
    table.write_text(table.read_text().replace("fictional: made for demonstration", "the registry of 2010"))
    shutil.make_archive(str(source.with_suffix("")), "zip", home.path.parent / "real")
    home.rapport("import", str(source), "--publish")
    monkeypatch.setenv("RAPPORT_DEMO", "true")
    for command in (("serve",), ("demo", "--load-only")):
        _out, err = home.rapport(*command, expected=1)
        assert "never stands beside" in err
