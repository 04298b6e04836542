"""A text of an edition as its page shows it: with slots to edit, with numbers to read, and in the other languages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapport.summary import editing
from rapport.summary.editing import Moved
from rapport.summary.editions import BOX, QUOTATION, Workshop
from rapport.summary.narrative.glossary import terms_missed
from rapport.summary.narrative.saying import Speaker
from rapport.summary.report import Report
from rapport.summary.states import State, Text, texts_of


@dataclass(frozen=True)
class ShownPassage:
    """``source``: the text with its slots; ``text``: as it reads now; ``others``: the same in the other languages.

    ``missed``: words of the edition's first language and their official wording here, which the text has not.
    """

    code: str
    language: str
    source: str
    text: Text | None
    report: Report
    states: Mapping[str, State]
    others: tuple[tuple[str, Text], ...]
    is_edited: bool
    moved: tuple[Moved, ...]
    missed: tuple[tuple[str, str], ...]


def describe_passage(workshop: Workshop, code: str, language: str, *, tried: str | None = None) -> ShownPassage:
    """``tried``: a text to be shown in its place, already found to be right."""
    edited = workshop.edited(code, language)
    report = workshop.drafts[language] if tried is None else editing.try_text(workshop, code, language, tried)
    others = [(other, draft) for other, draft in workshop.drafts.items() if other != language]
    found = [(other, text) for other, draft in others if (text := text_in(draft, code))]
    source = edited.text if edited else source_of(workshop, code, language)
    return ShownPassage(
        code, language, source,
        text_in(report, code), report, workshop.states[code], tuple(found), edited is not None,
        tuple(editing.moved_numbers(workshop.drafts[language], edited)) if edited else (),
        tuple(missed_words(workshop, code, language, source if tried is None else tried)),
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


def missed_words(workshop: Workshop, code: str, language: str, text: str) -> Iterator[tuple[str, str]]:
    """Words that the text of the edition's first language uses, and their official wording, which this text has not.

    Reports are quoted in the words of those who wrote them: no wording is asked of them.
    """
    first = workshop.edition.languages[0]
    theirs = text_in(workshop.drafts[first], code)
    if language == first or code.startswith(QUOTATION) or theirs is None or theirs.language:
        return
    edited = workshop.edited(code, first)
    said = edited.text if edited else source_of(workshop, code, first)
    for term in terms_missed(said, first, text, language):
        yield term.official(first), term.official(language)


def text_in(report: Report, code: str) -> Text | None:
    return next((each for each in texts_of(report) if each.code == code), None)


def _plain(text: Text | None) -> str:
    """The words of a box or a quotation."""
    return "\n".join(getattr(text, "texts", ())) or getattr(text, "text", "")
