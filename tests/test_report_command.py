"""``rapport report``: the report of a day or of an edition, one document or many."""

import csv
import io
import zipfile
from pathlib import Path

import pytest

from rapport.cli import main
from rapport.summary import editing
from rapport.summary.editions import Workshop
from rapport.summary.models import Edition
from rapport.testing import NOW, REEF, TODAY, WASTE, document, register

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def registry(settings) -> None:
    settings.RAPPORT_TODAY = TODAY
    register(P_1=document(REEF), P_2=document(WASTE))


def run(capfdbinary, *arguments: str) -> tuple[int, bytes, str]:
    code = main(["report", *arguments])
    out, err = capfdbinary.readouterr()
    return code, out, err.decode()


def test_html_of_today_goes_to_standard_output(capfdbinary) -> None:
    code, out, _err = run(capfdbinary)
    assert code == 0
    assert b"Summary report on partnerships for sustainable development" in out
    assert b"<script" not in out


def test_as_at_a_day_and_in_a_language(capfdbinary) -> None:
    _code, out, _err = run(capfdbinary, "--as-at", "2003-12-31", "--language", "fr")
    html = out.decode()
    assert '<html lang="fr"' in html
    assert "31 décembre 2003" in html


def test_several_go_into_a_folder(capfdbinary, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    code, _out, err = run(capfdbinary, "--format", "all", "--language", "en,zh-hans", "--output", str(folder))
    assert code == 0
    names = {f"report-2010-02-01-{language}.{kind}" for language in ("en", "zh-hans")
             for kind in ("html", "docx", "pdf", "csv", "xlsx")}  # fmt: skip
    assert {each.name for each in folder.iterdir()} == names
    assert err.count("\n") == 10
    assert (folder / "report-2010-02-01-en.pdf").read_bytes().startswith(b"%PDF")
    assert "word/document.xml" in zipfile.ZipFile(folder / "report-2010-02-01-zh-hans.docx").namelist()


def test_the_annex_is_data(capfdbinary) -> None:
    _code, out, _err = run(capfdbinary, "--format", "csv")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(out.decode("utf-8-sig")))}
    assert rows["total"]["value"] == "2"


def test_of_an_edition_by_name_or_address_frozen_or_not(capfdbinary) -> None:
    edition = editing.open_edition(
        Edition(name="Report 2010", as_at=TODAY, cycle="2010-2011", languages=["es"]), None, now=NOW
    )  # fmt: skip
    assert '<html lang="es"' in run(capfdbinary, "--edition", "Report 2010")[1].decode()
    edition.state = "approved"
    edition.save()
    editing.freeze(edition, now=NOW)
    register(P_3=document(REEF, name="Later"), now=NOW.replace(month=3))
    _code, out, _err = run(capfdbinary, "--edition", "report-2010", "--format", "csv")
    assert ",2," in next(line for line in out.decode().splitlines() if line.startswith("total,"))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--edition", "none"], "There is no edition “none”; there are: none yet."),
        (["--format", "odt"], "There is no format “odt”"), (["--language", "tlh"], "There is no language “tlh”"),
        (["--as-at", "soon"], "“soon” is not a day"), (["--as-at", "2010-02-02"], "2010-02-02 has not come yet."),
        (["--format", "pdf,docx"], "Several documents go into a folder"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_gets_a_sentence(capfdbinary, arguments: list[str], sentence: str) -> None:
    code, out, err = run(capfdbinary, *arguments)
    assert (code, out) == (1, b"")
    assert sentence in err


def test_an_edition_is_of_its_own_day(capfdbinary) -> None:
    editing.open_edition(Edition(name="A", as_at=TODAY, cycle="2010-2011", languages=["en"]), None, now=NOW)
    assert "The edition is as at 2010-02-01" in run(capfdbinary, "--edition", "a", "--as-at", "2009-01-01")[2]


def test_an_edition_that_waits_for_words_is_written_with_them_marked(capfdbinary) -> None:
    edition = editing.open_edition(
        Edition(name="A", as_at=TODAY, cycle="2010-2011", languages=["en", "fr"]), None, now=NOW
    )  # fmt: skip
    editing.edit(Workshop(edition, TODAY), "scopes", "en", "Anew.", None, now=NOW, is_translation=False)
    assert b'class="warned"' in run(capfdbinary, "--edition", "a", "--language", "fr")[1]
