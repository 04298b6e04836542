"""How each text of an edition stands in each language: written, stale, missing, or open because no wording is true."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import override

from rapport.summary.models import Passage
from rapport.summary.report import Box, Paragraph, Quotation, Report


class State(StrEnum):
    WRITTEN = "written"  # by the template, an editor, or the partnership itself
    STALE = "stale"  # another language has been edited since
    MISSING = "missing"  # not in this language
    OPEN = "open"  # the figures bear none of its wordings


Text = Paragraph | Box | Quotation
States = Mapping[str, Mapping[str, State]]


def texts_of(report: Report) -> Iterator[Text]:
    """What of a report can be edited and translated, in its order."""
    yield from report.summary
    for block in report.blocks():
        if isinstance(block, Text) and block.code:
            yield block


def states_of(drafts: Mapping[str, Report], passages: Iterable[Passage]) -> dict[str, dict[str, State]]:
    """By code and language, in the order of the report. ``drafts``: the report in each language of the edition."""
    revisions: dict[str, dict[str, int]] = defaultdict(dict)
    for each in passages:
        revisions[each.code][each.language] = each.revision
    found: dict[str, dict[str, State]] = {}
    for language, report in drafts.items():
        for text in texts_of(report):
            found.setdefault(text.code, {})[language] = _state(text, language, revisions.get(text.code, {}))
    return found


def _state(text: Text, language: str, revisions: Mapping[str, int]) -> State:
    if isinstance(text, Paragraph) and text.is_open:
        return State.OPEN
    if text.language:  # it stands in the language of the partnership
        return State.MISSING
    if revisions and revisions.get(language, 0) < max(revisions.values()):
        return State.STALE
    return State.WRITTEN


def marks_of(states: States, language: str) -> dict[str, str]:
    """What readers are told of texts that are stale or missing, by code."""
    with override(language):
        words = {
            State.STALE: _("[This text has been edited in another language since it was translated.]"),
            State.MISSING: _("[Not yet translated.]"),
        }
    return {code: words[each[language]] for code, each in states.items() if each.get(language) in words}
