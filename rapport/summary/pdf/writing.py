"""A report as PDF, set by typst with the fonts of the product alone.

The first report of a process takes some 0.1 s more, for reading the fonts. No network, no fonts of the machine; the
same report gives the same bytes, because its day is the only time that is written.
"""

import json
import threading
from datetime import UTC, datetime, time
from pathlib import Path

import typst
from django.utils import translation

from rapport.look.social import FONTS
from rapport.summary.characters import check_characters
from rapport.summary.pdf.content import content_of
from rapport.summary.report import Report

_FOLDER = Path(__file__).parent
_own = threading.local()


def write_pdf(report: Report) -> bytes:
    """Raises MissingCharacterError where a character would be an empty box."""
    with translation.override(report.language):
        check_characters(report)
        content = json.dumps(content_of(report), ensure_ascii=False)
    written = _compiler().compile(
        format="pdf",
        sys_inputs={"report": content},
        pdf_standards=["ua-1"],  # PDF/UA-1: typst refuses to write what listeners could not follow
        timestamp=int(datetime.combine(report.day, time(), UTC).timestamp()),
    )
    if not isinstance(written, bytes):
        raise TypeError("A document was asked for, and typst gave none.")  # its pages, where a format is of images
    return written


def _compiler() -> typst.Compiler:
    """One a thread: what a compiler is asked changes what it holds."""
    if not hasattr(_own, "compiler"):
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
        _own.compiler = typst.Compiler(str(_FOLDER / "report.typ"), root=str(_FOLDER), font_paths=fonts)
    compiler: typst.Compiler = _own.compiler
    return compiler
