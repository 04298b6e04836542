"""A report as a file: HTML, DOCX, PDF; its figures as CSV and XLSX. Those of frozen editions are kept once written."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from rapport.organizations.directory import load_directory
from rapport.statistics.figure import Figure
from rapport.statistics.labels import organizations_in
from rapport.summary.alone import write_html
from rapport.summary.annex import write_csv, write_xlsx
from rapport.summary.docx import write_docx
from rapport.summary.keeping import restore_figure, restore_report
from rapport.summary.models import Edition, FrozenReport
from rapport.summary.pdf import write_pdf
from rapport.summary.report import Report

TYPES = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
ANNEX_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Written:
    """A document of an edition: a file, or none yet."""

    language: str
    kind: str
    path: Path

    @property
    def size(self) -> int:
        """Bytes; 0 where it has not been written."""
        return self.path.stat().st_size if self.path.exists() else 0


def write_document(report: Report, kind: str) -> bytes:
    """Raises MissingCharacterError where a PDF would need a character that the fonts have not."""
    match kind:
        case "html":
            return write_html(report).encode()
        case "docx":
            return write_docx(report)
    return write_pdf(report)


def write_annex(report: Report, figures: Iterable[Figure], kind: str) -> bytes:
    """Every figure of the day, and where the report states it."""
    listed = list(figures)
    entries = load_directory(organizations_in([each.id for each in listed]))
    names = {public_id: entry.name for public_id, entry in entries.items()}
    return write_csv(report, listed, names) if kind == "csv" else write_xlsx(report, listed, names)


def figures_of(edition: Edition) -> list[Figure]:
    """Those of a frozen edition, as they were."""
    return [restore_figure(each) for each in edition.figures]


def restored(edition: Edition, language: str) -> Report:
    """The report of a frozen edition, as it was kept."""
    return restore_report(edition.reports.get(language=language).body)


def documents_of(edition: Edition) -> list[Written]:
    """All of a frozen edition, written or not."""
    return [
        Written(language, kind, _folder() / f"{edition.fingerprint[:24]}-{language}.{kind}")
        for language in edition.languages
        for kind in TYPES
    ]


def keep_document(written: Written, body: FrozenReport) -> bytes:
    """The bytes of a document, written on the first asking: aside, then put in place whole."""
    if written.path.exists():
        return written.path.read_bytes()
    content = write_document(restore_report(body.body), written.kind)
    written.path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=written.path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(name).replace(written.path)
    return content


def write_waiting(*, now: datetime) -> None:
    """The worker's: documents that nobody has asked for yet, one after another."""
    for edition, written in _waiting():
        keep_document(written, edition.reports.get(language=written.language))


def documents_wait(*, now: datetime) -> bool:
    return next(_waiting(), None) is not None


def _waiting() -> Iterator[tuple[Edition, Written]]:
    for edition in Edition.objects.filter(state=Edition.State.FROZEN).defer("figures"):
        yield from ((edition, each) for each in documents_of(edition) if not each.path.exists())


def _folder() -> Path:
    return Path(settings.RAPPORT_HOME) / "cache" / "reports"
