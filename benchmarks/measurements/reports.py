"""The report in every writing: all documents in all languages, one of each kind; LibreOffice as a rival for the PDF.

A view of the day is made for each turn, so that no count is at hand from before. Compilers and fonts are warm: a first
document was written. The rival makes its PDF from our DOCX, in the same minutes.
"""

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from django.conf import settings

from benchmarks.measurements.figures import forget_counts
from benchmarks.table import Row
from benchmarks.timing import pair, seconds
from rapport.lib import clock
from rapport.registry.models import Record
from rapport.summary.composing import Asked, compose, figures_of, gather
from rapport.summary.documents import TYPES, write_document
from rapport.summary.narrative.templates import load_template
from rapport.summary.report import Report

BOXES = 11  # partnerships that are featured, as in the edition of the demonstration


def measure(size: int) -> Iterator[Row]:
    asked = Asked(clock.today(), settings.RAPPORT_CLUSTER, featured=_some_ids())
    whole = [seconds(lambda: _write_all(asked)) for _turn in range(4)][1:]
    documents = len(load_template().texts) * len(TYPES)
    reach = {348: 20}.get(size)
    yield Row(f"all {documents} documents of the report", size, median(whole), "s", reach, None, "eight charts each")
    for kind, reach in (("html", {348: 1}.get(size)), ("docx", None), ("pdf", {1_000_000: 10}.get(size))):
        alone = [seconds(lambda kind=kind: write_document(_report(asked), kind)) for _turn in range(5)]
        yield Row(f"one {kind.upper()} of the report", size, median(alone), "s", reach, None, "counted, composed anew")
    counted = [seconds(lambda: _count(asked)) for _turn in range(9)]
    yield Row("figures of the report", size, median(counted), "s", {1_000_000: 1}.get(size), None, "")
    report = _report(asked)
    with tempfile.TemporaryDirectory() as folder:
        found = pair(lambda: write_document(report, "pdf"), lambda: _convert(report, Path(folder)), turns=3)
    yield Row("one PDF, against LibreOffice", size, found.ratio, "times", None, None, found.detail("LibreOffice"))


def _some_ids() -> list[str]:
    return list(Record.objects.order_by("partnership_id").values_list("partnership__public_id", flat=True)[:BOXES])


def _count(asked: Asked) -> None:
    forget_counts(asked.day)
    figures_of(asked, today=asked.day)


def _report(asked: Asked, language: str = "en") -> Report:
    forget_counts(asked.day)
    return compose(gather(asked, today=asked.day), load_template(), language)


def _write_all(asked: Asked) -> None:
    """As a worker writes them: counted once, composed in each language, written in each kind, one after another."""
    forget_counts(asked.day)
    gathered, template = gather(asked, today=asked.day), load_template()
    for language in template.texts:
        report = compose(gathered, template, language)
        for kind in TYPES:
            write_document(report, kind)


def _convert(report: Report, folder: Path) -> None:
    (folder / "report.docx").write_bytes(write_document(report, "docx"))
    command = ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(folder), str(folder / "report.docx")], check=True, capture_output=True)
