"""The edition of the demonstration states what the report of 2010 published, in every language and every writing."""

import csv
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from rapport.summary.auditing import audit_report
from rapport.summary.comparing import Comparison, Verdict, compare
from rapport.summary.demonstration import load_edition
from rapport.summary.docx import write_docx
from rapport.summary.editions import report_of
from rapport.summary.keeping import restore_figure
from rapport.summary.models import Edition
from rapport.summary.narrative.glossary import terms_missed
from rapport.summary.pdf import write_pdf
from rapport.summary.report import Box, Paragraph, Report
from rapport.summary.tests.documents import read
from rapport.testing import REPOSITORY, TODAY, demonstration_figures, skip

pytestmark = pytest.mark.django_db

LANGUAGES = ["en", "fr", "es", "ru", "ar", "zh-hans"]
# A bound: the words of the wording that holds say it (“more than half”, “a year on average”).
BOUNDS = {"registered.growth_2002_2007", "registered.2003_share", "registered.mean_2005_2008",
          "fairs.participated_2004_2009", "duration.shortest_years"}  # fmt: skip


@pytest.fixture(scope="module")
def edition(django_db_setup: None, django_db_blocker) -> Iterator[Edition]:  # type: ignore[no-untyped-def]
    with django_db_blocker.unblock(), demonstration_figures():
        found = load_edition(REPOSITORY / "demo" / "edition.yaml")
        assert found
        yield found


@pytest.fixture(scope="module")
def reports(edition: Edition) -> dict[str, Report]:
    return {language: report_of(edition, language, today=TODAY) for language in LANGUAGES}


@pytest.fixture(scope="module")
def comparison(edition: Edition) -> Comparison:
    return compare(edition.published, {each["id"]: restore_figure(each) for each in edition.figures})


def published() -> Iterator[dict[str, str]]:
    with (REPOSITORY / "demo" / "report_2010" / "statistics.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def stated(report: Report) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for paragraph in report.paragraphs():
        for each in paragraph.said:
            if each.figure:
                found.setdefault(each.figure.id, set()).add("".join(filter(str.isdigit, each.text)))
    return found


def test_our_figure_is_the_published_one_wherever_that_can_be_true(comparison: Comparison) -> None:
    differ = {each.statement.id for each in comparison.rows if each.verdict != Verdict.SAME}
    cannot_be = {row["id"] for row in published() if row["attainable"] in ("no", "conflict")}
    assert differ <= cannot_be


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_is_stated_as_it_was_published(reports: dict[str, Report], language: str) -> None:
    numbers = stated(reports[language])
    attainable = [row for row in published() if row["attainable"] not in ("no", "conflict") and row["id"] not in BOUNDS]
    assert len(attainable) > 120
    assert [
        (row["id"], row["published"], numbers.get(row["id"])) for row in attainable
        if row["published"] not in numbers.get(row["id"], ())
    ] == []  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bound_is_stated_with_its_number(reports: dict[str, Report], language: str) -> None:
    assert set(stated(reports[language])) >= BOUNDS


def test_what_was_claimed_in_2010_is_claimed_where_the_figures_bear_it(reports: dict[str, Report]) -> None:
    text = " ".join(each.text for each in reports["en"].paragraphs())
    assert "grew by more than 60 per cent" in text
    assert "More than half of the partnerships are global" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_waits_and_nothing_is_missing(reports: dict[str, Report], language: str) -> None:
    report = reports[language]
    assert [each.code for each in report.paragraphs() if each.is_open] == []
    assert [each for each in report.blocks() if not isinstance(each, Paragraph) and getattr(each, "mark", "")] == []
    assert [each.mark for each in report.paragraphs() if each.mark] == []
    assert [each.number for each in report.illustrations()] == ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"]


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_its_boxes_and_edits_keep_to_the_glossary(edition: Edition, reports: dict[str, Report], language: str) -> None:
    boxes = {each.code: " ".join(each.texts) for each in reports["en"].blocks() if isinstance(each, Box)}
    edited = dict(edition.passages.filter(language="en").values_list("code", "text"))
    english = {**boxes, **edited}
    assert len(english) >= 10
    for code, text in edition.passages.filter(language=language).values_list("code", "text"):
        if code in english:
            assert (code, [term.name for term in terms_missed(english[code], "en", text, language)]) == (code, [])


def test_its_own_audit_warns_of_what_is_so_in_the_data_and_of_nothing_else(reports: dict[str, Report]) -> None:
    """Who names a source of funding has given information on resources; 87 and 88 per cent were published."""
    found = [(each.level, each.sentence) for each in audit_report(reports["en"], {})]
    assert {level for level, _sentence in found} == {"warning"}
    known = ("With a partner of type", "Gave information on resources")
    assert [sentence for _level, sentence in found if not any(words in sentence for words in known)] == []


def numbers_of(report: Report) -> Counter[str]:
    """Each number that is said, as often as it is said."""
    return numerals(" ".join(each.text for paragraph in report.paragraphs() for each in paragraph.said if each.figure))


def numerals(text: str) -> Counter[str]:
    return Counter(re.findall(r"\d+(?:[.,]\d+)*", unicodedata.normalize("NFKC", text)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_is_read_in_the_pdf(reports: dict[str, Report], language: str, tmp_path: Path) -> None:
    found = numerals(read(write_pdf(reports[language]), tmp_path, "pdftotext"))
    assert sum(numbers_of(reports[language]).values()) > 190
    assert numbers_of(reports[language]) - found == Counter()


@pytest.fixture(scope="module")
def converted(reports: dict[str, Report], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The DOCX of each language, converted by LibreOffice."""
    if not shutil.which("soffice"):
        skip("LibreOffice (soffice)")
    folder = tmp_path_factory.mktemp("docx")
    for language, report in reports.items():
        (folder / f"{language}.docx").write_bytes(write_docx(report))
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    files = [str(folder / f"{language}.docx") for language in reports]
    subprocess.run([*command, "--outdir", str(folder), *files], check=True, capture_output=True, timeout=300)
    return {language: (folder / f"{language}.pdf").read_bytes() for language in reports}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_is_read_in_the_docx(
    reports: dict[str, Report], converted: dict[str, bytes], language: str, tmp_path: Path
) -> None:
    found = numerals(read(converted[language], tmp_path, "pdftotext"))
    assert numbers_of(reports[language]) - found == Counter()
