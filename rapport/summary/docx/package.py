"""The parts of the document, and how they lead to each other."""

import io
from datetime import datetime, time

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from docx.opc.constants import CONTENT_TYPE as TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package

from rapport.lib.archives import clean, settle_archive
from rapport.look.formats import html_language
from rapport.summary.docx.body import Body
from rapport.summary.docx.charts import Panel, write_chart
from rapport.summary.docx.letters import Tongue
from rapport.summary.docx.markup import Element, to_bytes, w
from rapport.summary.docx.notes import Marks, write_notes
from rapport.summary.docx.pen import Links, Pen, field
from rapport.summary.docx.styles import write_numbering, write_settings, write_styles
from rapport.summary.docx.theme import write_fonts, write_theme
from rapport.summary.report import Report
from rapport.summary.workbooks import write_chart_workbook

_FIRST_NOTE = 100_000  # bookmarks of notes are counted from here, those of headings from 0
_LONGEST = 255  # letters of a property of the document


def write_docx(report: Report) -> bytes:
    """The report as a text document of Word; the same bytes for the same report."""
    with translation.override(report.language):
        return _Package(report).write()


class _Package:
    def __init__(self, report: Report) -> None:
        self.report, self.tongue = report, Tongue(report.language)
        self.package = Package()
        self.document = self._part("/word/document.xml", TYPE.WML_DOCUMENT_MAIN)
        self.package.relate_to(self.document, KIND.OFFICE_DOCUMENT)
        self._charts = 0

    def write(self) -> bytes:
        report = self.report
        pen = Pen(report.language, Links(self.document), Marks(_FIRST_NOTE))
        body = Body(report, pen, self._add_chart)
        written = list(body.write())
        self._relate("styles", TYPE.WML_STYLES, KIND.STYLES, write_styles(self.tongue))
        self._relate("settings", TYPE.WML_SETTINGS, KIND.SETTINGS, write_settings(self.tongue))
        self._relate("fontTable", TYPE.WML_FONT_TABLE, KIND.FONT_TABLE, write_fonts())
        self._relate("theme/theme1", TYPE.OFC_THEME, KIND.THEME, write_theme())
        self._relate("numbering", TYPE.WML_NUMBERING, KIND.NUMBERING, write_numbering(body.starts))
        notes = self._part("/word/footnotes.xml", TYPE.WML_FOOTNOTES)
        notes._blob = write_notes(notes, report.language, report.notes)
        self.document.relate_to(notes, KIND.FOOTNOTES)
        root = w("document", w("body", *written, self._section(pen)))
        self.document._blob = to_bytes(root)
        self._say_what_it_is()
        out = io.BytesIO()
        self.package.save(out)
        return settle_archive(out.getvalue())

    def _part(self, name: str, kind: str, content: bytes = b"") -> Part:
        return Part(PackURI(name), kind, content, self.package)

    def _relate(self, name: str, kind: str, relation: str, content: bytes) -> str:
        return self.document.relate_to(self._part(f"/word/{name}.xml", kind, content), relation)

    def _add_chart(self, panel: Panel) -> str:
        self._charts += 1
        head = (_("What"), _("Number"))
        part = self._part(
            f"/word/charts/chart{self._charts}.xml", TYPE.DML_CHART, write_chart(panel, head, self.tongue)
        )
        numbers = write_chart_workbook(panel.rows, head, self.report.day, is_from_right=self.tongue.is_from_right)
        name = f"/word/embeddings/Microsoft_Excel_Sheet{self._charts}.xlsx"
        part.relate_to(self._part(name, TYPE.SML_SHEET, numbers), KIND.PACKAGE)
        return self.document.relate_to(part, KIND.CHART)

    def _section(self, pen: Pen) -> Element:
        """A4. The first page has no title above its title; on each page stands what the records are."""
        report = self.report
        head = self._head("header1", pen, report.title, report.fiction)
        first_head = self._head("header2", pen, report.fiction)
        page = pen.paragraph("Footer", *field("PAGE", *pen.text("1")))
        foot = self._relate("footer1", TYPE.WML_FOOTER, KIND.FOOTER, to_bytes(w("ftr", page)))
        return w(
            "sectPr",
            w("headerReference", type="default", r_id=head), w("headerReference", type="first", r_id=first_head),
            w("footerReference", type="default", r_id=foot), w("footerReference", type="first", r_id=foot),
            w("pgSz", w=11906, h=16838),
            w("pgMar", top=1531, right=1417, bottom=1417, left=1417, header=680, footer=680, gutter=0),
            w("titlePg"), w("bidi") if self.tongue.is_from_right else None,
        )  # fmt: skip

    def _head(self, name: str, pen: Pen, *lines: str) -> str:
        written = [pen.paragraph("Header", *pen.text(line)) for line in lines if line] or [pen.paragraph("Header")]
        return self._relate(name, TYPE.WML_HEADER, KIND.HEADER, to_bytes(w("hdr", *written)))

    def _say_what_it_is(self) -> None:
        about, day = self.package.core_properties, datetime.combine(self.report.day, time())
        about.title = clean(self.report.title)[:_LONGEST]
        about.author = about.last_modified_by = clean(settings.RAPPORT_NAME)[:_LONGEST]
        about.language = html_language(self.report.language)
        about.comments = clean(self.report.fiction)[:_LONGEST]
        about.created = about.modified = day
        about.revision = 1
