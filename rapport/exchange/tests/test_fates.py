"""The report of an import is complete or absent, and never takes the place of what is no file."""

from pathlib import Path

import pytest

from rapport.exchange.fates import FateReport


def test_a_report_takes_no_place_but_that_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "folder", Path("/dev/null")):
        with pytest.raises(OSError, match="This is no file") as refused, FateReport(path):
            pytest.fail("The import would have begun.")
        assert refused.value.filename == str(path)
    assert Path("/dev/null").is_char_device()


def test_a_report_that_cannot_be_written_names_its_own_path(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "fates.csv"
    with pytest.raises(OSError, match="No such file") as refused, FateReport(path):
        pytest.fail("The import would have begun.")
    assert refused.value.filename == str(path)


def test_an_import_that_fails_leaves_the_older_report(tmp_path: Path) -> None:
    path = tmp_path / "fates.csv"
    path.write_text("older")
    with pytest.raises(KeyboardInterrupt), FateReport(path):
        raise KeyboardInterrupt
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("fates.csv", "older")]
