"""A report as the data that ``report.typ`` sets: only texts and addresses, so nothing in it is ever read as markup."""

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from rapport.look.formats import direction, format_day, format_number, format_percent
from rapport.statistics.charts import Row
from rapport.summary.report import Block, Box, Illustration, Paragraph, Part, Quotation, Report, Said
from rapport.summary.showing import address_of

# A run that no line would hold; Chinese breaks anywhere, and the letters of Arabic are joined.
_LONG = re.compile(r"[^\s\u0600-\u06ff\u2e80-\uffff]{25,}")
_PLACE_TO_BREAK = "\u200b"
_CONTROLS = dict.fromkeys([*range(0x9), *range(0xB, 0x20), *range(0x7F, 0xA0)], " ")
# Letters by their nature that are shown as nothing.
_BLANKS = dict.fromkeys([0x34F, 0x115F, 0x1160, 0x3164, 0xFFA0, 0xFEFF, *range(0xFE00, 0xFE10)], "")
_WITHOUT_SHAPE = _CONTROLS | _BLANKS


def content_of(report: Report) -> dict[str, Any]:
    """Called with the language of the report active."""
    return _Content(report).whole()


class _Content:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.noted: set[int] = set()

    def whole(self) -> dict[str, Any]:
        report = self.report
        return {
            "title": plain(report.title),
            "host": plain(settings.RAPPORT_NAME),
            "language": tongue(report.language),
            "is_mirrored": direction(report.language) == "rtl",
            "day": [report.day.year, report.day.month, report.day.day],
            "day_in_words": format_day(report.day),
            "masthead": [plain(line) for line in report.masthead],
            "fiction": plain(report.fiction),
            "words": {"contents": _("Contents"), "what": _("What"), "number": _("Number"), "share": _("Share")},
            "summary": [self._paragraph(each) for each in report.summary],
            "parts": [self._part(each, 1) for each in report.parts],
        }

    def _part(self, part: Part, level: int) -> dict[str, Any]:
        return {
            "number": plain(part.number),
            "heading": plain(part.heading),
            "level": level,
            "blocks": [self._block(each) for each in part.blocks],
            "parts": [self._part(each, level + 1) for each in part.parts],
        }

    def _block(self, block: Block) -> dict[str, Any]:
        match block:
            case Paragraph():
                return {"kind": "paragraph", **self._paragraph(block)}
            case Illustration():
                return {"kind": "chart", **self._chart(block)}
            case Box():
                return {"kind": "box", **self._box(block)}
            case Quotation():
                return {"kind": "quotation", **self._quotation(block)}

    def _paragraph(self, paragraph: Paragraph) -> dict[str, Any]:
        is_open = paragraph.is_open
        return {
            "number": f"{format_number(paragraph.number)}." if paragraph.number else "",
            "said": [] if is_open else [self._said(each) for each in paragraph.said],
            "open": _("The figures bear none of the wordings of this paragraph.") if is_open else "",
            "mark": plain(paragraph.mark),
            "language": tongue(paragraph.language),
        }

    def _said(self, said: Said) -> dict[str, Any]:
        found: dict[str, Any] = {"text": plain(said.text)}
        if said.figure:
            found["address"] = self._address(said.figure.query.path())
        if said.note:
            found["note"] = self._note(said.note)
        return found

    def _note(self, number: int) -> dict[str, Any]:
        """Its words where its mark stands first; further marks lead to the same footnote."""
        if number in self.noted:
            return {"number": number, "said": []}
        self.noted.add(number)
        return {"number": number, "said": [self._said(each) for each in self.report.notes[number - 1]]}

    def _chart(self, illustration: Illustration) -> dict[str, Any]:
        chart = illustration.chart
        return {
            "caption": plain(illustration.caption),
            "base": plain(illustration.base),
            "notes": [plain(each) for each in illustration.notes],
            "most": chart.most,
            "groups": list(self._groups(chart.rows)),
        }

    def _groups(self, rows: tuple[Row, ...]) -> Iterator[dict[str, Any]]:
        """Bars under the heading that they share; without headings all of them in one group."""
        found: list[dict[str, Any]] = []
        for row in rows:
            heading = plain(row.group)
            if not found or found[-1]["heading"] != heading:
                found.append({"heading": heading, "rows": []})
            found[-1]["rows"].append(self._row(row))
        yield from found

    def _row(self, row: Row) -> dict[str, Any]:
        return {
            "label": plain(row.label),
            "count": row.count,
            "number": format_number(row.count),
            "share": format_percent(row.count, row.base),
            "address": self._address(row.query.path()),
        }

    def _box(self, box: Box) -> dict[str, Any]:
        return {
            "caption": plain(box.caption),
            "heading": plain(box.heading),
            "texts": [plain(each) for each in box.texts],
            "source": plain(box.source),
            "address": self._address(box.path),
            "language": tongue(box.language),
            "mark": plain(box.mark),
        }

    def _quotation(self, quotation: Quotation) -> dict[str, Any]:
        return {
            "text": plain(quotation.text),
            "source": plain(quotation.source),
            "address": self._address(quotation.path),
            "language": tongue(quotation.language),
            "mark": plain(quotation.mark),
        }

    def _address(self, path: str) -> str:
        return address_of(path, self.report.language)


def plain(text: str) -> str:
    """A text as it is set: nothing that has no shape, and long runs with places where a line may end."""
    return _LONG.sub(_with_places, text.translate(_WITHOUT_SHAPE))


def _with_places(run: re.Match[str]) -> str:
    text = run.group()
    return _PLACE_TO_BREAK.join(text[at : at + 6] for at in range(0, len(text), 6))


def tongue(tag: str) -> dict[str, str]:
    """A language as typst takes it; nothing where the tag is of no known shape: then the words are the report's."""
    base, _dash, part = tag.lower().partition("-")
    if not re.fullmatch(r"[a-z]{2,3}", base):
        return {}
    region = {"hans": "cn", "hant": "tw"}.get(part, part)
    return {"lang": base, "region": region} if re.fullmatch(r"[a-z]{2}", region) else {"lang": base}
