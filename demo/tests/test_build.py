"""The committed bundle is what the builder makes, byte for byte, wherever and whenever it runs."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import yaml

from demo.build import SPEAKERS, build_registry
from demo.speakers import PLAYED, plan_speakers, write_speakers
from demo.tests.bundle import BUNDLE, rows
from demo.write import COLUMNS, KEYS

PEOPLE = SPEAKERS.parent / "people.yaml"


def _build(folder: Path, hash_seed: str) -> dict[str, bytes]:
    script = f"from pathlib import Path; from demo.build import build; build(Path({str(folder)!r}))"
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    subprocess.run([sys.executable, "-c", script], check=True, env=environment, cwd=BUNDLE.parent.parent)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_committed_bundle_is_what_the_builder_makes(tmp_path: Path) -> None:
    assert _build(tmp_path / "one", "1") == {path.name: path.read_bytes() for path in BUNDLE.iterdir()}


def test_it_does_not_depend_on_the_order_of_sets(tmp_path: Path) -> None:
    assert _build(tmp_path / "one", "1") == _build(tmp_path / "two", "2")


def test_the_package_describes_every_file_with_its_rows_and_checksum() -> None:
    package = json.loads((BUNDLE / "datapackage.json").read_text(encoding="utf-8"))
    assert package["as_at"] == "2010-02-01"
    assert {resource["path"] for resource in package["resources"]} == {path.name for path in BUNDLE.glob("*.csv")}
    for resource in package["resources"]:
        content = (BUNDLE / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["rowCount"] == len(rows(resource["name"]))
        assert resource["bytes"] == len(content)
        assert [field["name"] for field in resource["schema"]["fields"]] == COLUMNS[resource["name"]].split()


def test_rows_are_sorted_by_key_and_no_key_stands_twice() -> None:
    for table, keys in KEYS.items():
        found = [tuple(row[key] for key in keys) for row in rows(table)]
        assert found == sorted(set(found)), table


def test_lines_end_in_a_line_feed_alone() -> None:
    for path in BUNDLE.glob("*.csv"):
        content = path.read_bytes()
        assert b"\r" not in content, path.name
        assert content.endswith(b"\n"), path.name


def test_those_who_speak_are_those_of_the_file(tmp_path: Path) -> None:
    records, _directory = build_registry()
    write_speakers(records, tmp_path / "speakers.csv")
    assert (tmp_path / "speakers.csv").read_bytes() == SPEAKERS.read_bytes()


def test_nobody_is_invented_for_a_real_initiative_and_nobody_speaks_for_a_record_of_the_players() -> None:
    records, _directory = build_registry()
    spoken_for = {row[0] for row in plan_speakers(records)}
    assert spoken_for.isdisjoint({each.id for each in records if each.boxed})
    played = {given["partnership"] for each in yaml.safe_load(PEOPLE.read_text())["people"] for given in each["roles"]
              if "partnership" in given}  # fmt: skip
    assert played == {*PLAYED}
