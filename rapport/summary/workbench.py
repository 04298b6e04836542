"""What the desk shows of an edition: each text with its states, the numbers that moved, and what was remarked."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rapport.look.formats import language_name, set_commas
from rapport.summary import editing
from rapport.summary.auditing import audit_report, typed_numbers
from rapport.summary.editing import Moved
from rapport.summary.editions import Workshop
from rapport.summary.featuring import LeftOut
from rapport.summary.models import Edition, Passage
from rapport.summary.narrative.saying import UnknownFigureError
from rapport.summary.narrative.templates import TemplateError
from rapport.summary.passages import missed_words
from rapport.summary.report import Box, Paragraph, Quotation
from rapport.summary.states import State, texts_of

_EXCERPT = 140  # characters


@dataclass(frozen=True)
class Line:
    """A text of the edition as the desk lists it. ``name``: what it is called there: “12.”, “Box 2”."""

    code: str
    number: int
    box: int
    is_quotation: bool
    excerpt: str
    states: Mapping[str, State]
    edited: frozenset[str]  # languages
    moved: tuple[tuple[str, tuple[Moved, ...]], ...]  # by language
    remarks: int


def load_bench(edition: Edition, *, today: date) -> dict[str, Any]:
    """The context of the page. A template that cannot be used gets its sentence in the place of the lines."""
    workshop = Workshop(edition, today)
    try:
        left_out: tuple[LeftOut, ...] = () if edition.is_frozen else workshop.gathered.left_out
        hindrances = [] if edition.is_frozen else editing.hindrances(workshop)
        return {
            "lines": [] if edition.is_frozen else _lines(workshop),
            "hindrances": hindrances,
            "left_out": left_out,
            "findings": [] if edition.is_frozen else _findings(workshop),
            "broken": "",
        }
    except (TemplateError, UnknownFigureError, KeyError) as error:
        return {"lines": [], "hindrances": [], "left_out": (), "findings": [], "broken": str(error)}


def _lines(workshop: Workshop) -> list[Line]:
    edition = workshop.edition
    shown = workshop.drafts.get(get_language() or "") or workshop.drafts[edition.languages[0]]
    passages: dict[str, list[Passage]] = {}
    for passage in workshop.passages:
        passages.setdefault(passage.code, []).append(passage)
    remarks = Counter(edition.remarks.filter(settled_at=None).values_list("code", flat=True))
    return [
        Line(
            text.code,
            text.number if isinstance(text, Paragraph) else 0,
            text.number if isinstance(text, Box) else 0,
            isinstance(text, Quotation),
            _excerpt(text),
            workshop.states[text.code],
            frozenset(each.language for each in passages.get(text.code, ())),
            tuple(_moved(workshop, passages.get(text.code, []))),
            remarks[text.code],
        )
        for text in texts_of(shown)
    ]


def _findings(workshop: Workshop) -> list[str]:
    """What the audit says of the edition, as it would of anybody's; and numbers that were typed by hand."""
    drafts, organizations = workshop.drafts, workshop.gathered.facts.organizations
    audited = drafts.get("en") or drafts[workshop.edition.languages[0]]
    found = [each.sentence for each in audit_report(audited, organizations)]
    for passage in workshop.passages:
        if numbers := typed_numbers(passage):
            told = {"code": passage.code, "language": language_name(passage.language), "numbers": set_commas(numbers)}
            found.append(_("%(code)s (%(language)s): typed by hand, these numbers do not move: %(numbers)s.") % told)
        for said, official in missed_words(workshop, passage.code, passage.language, passage.text):
            told = {"code": passage.code, "language": language_name(passage.language), "said": said, "term": official}
            found.append(_("%(code)s (%(language)s): the glossary has “%(term)s” for “%(said)s”.") % told)
    return found


def _moved(workshop: Workshop, passages: list[Passage]) -> list[tuple[str, tuple[Moved, ...]]]:
    found = [
        (each.language, tuple(editing.moved_numbers(workshop.drafts[each.language], each)))
        for each in passages
        if each.language in workshop.drafts
    ]
    return [(language, moved) for language, moved in found if moved]


def _excerpt(text: Paragraph | Box | Quotation) -> str:
    words = text.heading if isinstance(text, Box) else text.text
    return words if len(words) <= _EXCERPT else f"{words[:_EXCERPT].rpartition(' ')[0]} …"
