"""A text of an edition as its page shows it: with slots to edit, with numbers to read, and in the other languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from rapport.summary import editing
from rapport.summary.editing import Moved
from rapport.summary.editions import BOX, QUOTATION, Workshop
from rapport.summary.narrative.saying import Speaker
from rapport.summary.report import Report
from rapport.summary.states import State, Text, texts_of


@dataclass(frozen=True)
class ShownPassage:
    """``source``: the text with its slots; ``text``: as it reads now; ``others``: the same in the other languages."""

    code: str
    language: str
    source: str
    text: Text | None
    report: Report
    states: Mapping[str, State]
    others: tuple[tuple[str, Text], ...]
    is_edited: bool
    moved: tuple[Moved, ...]


def describe_passage(workshop: Workshop, code: str, language: str, *, tried: str | None = None) -> ShownPassage:
    """``tried``: a text to be shown in its place, already found to be right."""
    edited = next((each for each in workshop.passages if (each.code, each.language) == (code, language)), None)
    report = workshop.drafts[language] if tried is None else editing.try_text(workshop, code, language, tried)
    others = [(other, draft) for other, draft in workshop.drafts.items() if other != language]
    found = [(other, text) for other, draft in others if (text := text_in(draft, code))]
    return ShownPassage(
        code, language,
        edited.text if edited else source_of(workshop, code, language),
        text_in(report, code), report, workshop.states[code], tuple(found), edited is not None,
        tuple(editing.moved_numbers(workshop.drafts[language], edited)) if edited else (),
    )  # fmt: skip


def source_of(workshop: Workshop, code: str, language: str) -> str:
    """The words to begin an edit with: those of the template that hold, what they claim as an assertion."""
    if code.startswith((BOX, QUOTATION)):
        return _plain(text_in(workshop.drafts[language], code))
    texts = workshop.template.texts[language]
    speaker = Speaker(texts, language, workshop.gathered.facts, lambda _code: 0)
    chosen = next(filter(speaker.is_true, texts.paragraphs[code]), None)
    if chosen is None:
        return texts.paragraphs[code][0].source
    claims = " and ".join(map(str, chosen.when))
    return f"{{assert {claims}}}{chosen.source}" if claims else chosen.source


def text_in(report: Report, code: str) -> Text | None:
    return next((each for each in texts_of(report) if each.code == code), None)


def _plain(text: Text | None) -> str:
    """The words of a box or a quotation."""
    return "\n".join(getattr(text, "texts", ())) or getattr(text, "text", "")
