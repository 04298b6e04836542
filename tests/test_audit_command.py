"""``rapport audit FILE``: a sentence a line, and an exit code that a script can ask."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from rapport.cli import main

ROWS = [
    ("id", "paragraph", "what", "published", "unit", "base", "base_what", "answer"),
    ("scope.global", "3", "scope: global", "17", "percent", "74", "partnerships", "wrong"),
    ("scope.local", "3", "scope: local", "50", "percent", "74", "partnerships", "right"),
]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "figures.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(ROWS)
    return path


def test_it_says_what_cannot_be_true_and_ends_with_1(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", str(table)]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("error    3        No whole count gives 17 per cent of 74 (scope: global)")
    assert "2 figures: 1 error, 0 warnings, 0 notes." in err


def test_as_data(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["audit", str(table), "--format", "json"])
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["level"], row["kind"], row["paragraph"], row["id"]) == ("error", "unattainable", "3", "scope.global")
    main(["audit", str(table), "--format", "csv"])
    assert next(csv.DictReader(io.StringIO(capsys.readouterr().out)))["kind"] == "unattainable"


def test_what_may_be_true_ends_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = openpyxl.Workbook()
    for row in (ROWS[0], ROWS[2]):
        book.active.append(row)
    book.save(tmp_path / "figures.xlsx")
    assert main(["audit", str(tmp_path / "figures.xlsx")]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"id,value\nx,1\n", b"what,published\n"])
def test_another_file_gets_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    assert main(["audit", str(tmp_path / "a.csv")]) == 1
    assert "a.csv" in capsys.readouterr().err
