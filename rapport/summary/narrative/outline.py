"""The outline of a report: its sections, and what stands in each, in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rapport.statistics.charts import CHARTS


class OutlineError(Exception):
    """The message says what is wrong."""


@dataclass(frozen=True, slots=True)
class ChartPlace:
    """Where a chart of the statistics stands, by its number."""

    chart: str


@dataclass(frozen=True, slots=True)
class BoxPlace:
    """Where featured partnerships stand: so many of those not yet shown, all where ``most`` is 0."""

    most: int = 0


@dataclass(frozen=True, slots=True)
class QuotationPlace:
    """Where reports are quoted: so many, of partnerships in the registry or in the thematic ``cluster``."""

    most: int
    is_of_cluster: bool = False


Place = str | ChartPlace | BoxPlace | QuotationPlace


@dataclass(frozen=True, slots=True)
class Section:
    """``number`` as documents write it: “II”, “A”. Headings are in the texts, by ``code``; paragraphs are codes."""

    code: str
    number: str
    content: tuple[Place, ...]
    sections: tuple["Section", ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """``summary``: the codes of the paragraphs that stand before the first section, without numbers."""

    sections: tuple[Section, ...]
    summary: tuple[str, ...] = ()

    def sections_codes(self) -> Iterator[str]:
        yield from (section.code for section in _all(self.sections))

    def paragraph_codes(self) -> Iterator[str]:
        yield from self.summary
        for section in _all(self.sections):
            yield from (place for place in section.content if isinstance(place, str))


def read_outline(content: dict[str, Any]) -> Outline:
    """From what its YAML says. Raises OutlineError."""
    sections = tuple(_sections(content.get("sections")))
    outline = Outline(sections, tuple(str(code) for code in content.get("summary") or ()))
    if not sections:
        raise OutlineError("An outline has sections.")
    codes = list(outline.paragraph_codes())
    if twice := sorted({code for code in codes if codes.count(code) > 1}):
        raise OutlineError(f"The paragraph “{twice[0]}” stands twice.")
    return outline


def _all(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _all(section.sections)


def _sections(given: Any) -> Iterator[Section]:
    for each in given if isinstance(given, list) else ():
        try:
            code, number = str(each["code"]), str(each["number"])
        except (KeyError, TypeError):
            raise OutlineError("A section has a code and a number.") from None
        content = tuple(_place(one) for one in each.get("content") or ())
        yield Section(code, number, content, tuple(_sections(each.get("sections"))))


def _place(given: Any) -> Place:
    match given:
        case str():
            return given
        case {"chart": str(number)} if number in CHARTS and len(given) == 1:
            return ChartPlace(number)
        case {"boxes": int(most)} if 0 <= most <= 50 and len(given) == 1:
            return BoxPlace(most)
        case {"boxes": "rest"} if len(given) == 1:
            return BoxPlace()
        case {"quotations": int(most), "of": ("registry" | "cluster") as of} if 0 < most <= 50:
            return QuotationPlace(most, of == "cluster")
    raise OutlineError(
        f"“{given}” is nothing that can stand in a section: write the code of a paragraph, {{chart: I}} to "
        "{chart: VIII}, {boxes: 2}, {boxes: rest} or {quotations: 3, of: cluster}."
    )
