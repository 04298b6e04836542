"""The committed bundle is what the builder makes, byte for byte, wherever and whenever it runs."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

from demo.tests.bundle import BUNDLE, rows
from demo.write import COLUMNS, KEYS


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
