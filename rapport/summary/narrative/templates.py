"""A report template: a folder with an outline, and the paragraphs in each language as texts with slots.

``outline.yaml`` names sections and the codes of their paragraphs; ``<language>.yaml`` has title, headings, paragraphs.
A paragraph is a text, or a list of wordings of which the first whose condition (``when``) holds is used.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from rapport.lib.yaml_text import StrictLoader, find_line, refuse_growth
from rapport.summary.narrative.conditions import Condition, ConditionError, parse_conditions
from rapport.summary.narrative.slots import Piece, SlotError, parse_text

SHIPPED = Path(__file__).resolve().parents[1] / "narratives"
_LARGEST = 2_000_000  # bytes of a file
_BLANKS = re.compile(r"[ \t\n]+")  # not the space that keeps a number and its word together
_PLURALS = {"zero", "one", "two", "few", "many", "other"}


class TemplateError(Exception):
    """A template that cannot be used: file, line, slot, and what is wrong."""

    def __init__(self, message: str, *, file: Path, line: int = 0, slot: str = "") -> None:
        self.message, self.file, self.line, self.slot = message, file, line, slot
        where = f"{file.parent.name}/{file.name}" + (f", line {line}" if line else "")
        super().__init__(f"{where}{f', slot {{{slot}}}' if slot else ''}: {message}")


@dataclass(frozen=True, slots=True)
class Wording:
    """Used where all conditions hold; without any it always may be."""

    pieces: tuple[Piece, ...]
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """``number`` as documents write it: “II”, “A”. Headings are in the texts, by ``code``."""

    code: str
    number: str
    paragraphs: tuple[str, ...]
    sections: tuple["Section", ...] = ()


@dataclass(frozen=True, slots=True)
class Texts:
    """A template in one language.

    ``percent``: how a percentage is written, by plural category. ``brackets``: what is around a number after a name.
    """

    title: str
    headings: Mapping[str, str]
    percent: Mapping[str, str]
    brackets: str
    paragraphs: Mapping[str, tuple[Wording, ...]]


@dataclass(frozen=True, slots=True)
class Template:
    name: str
    sections: tuple[Section, ...]
    texts: Mapping[str, Texts]


@lru_cache(maxsize=8)
def load_template(folder: Path = SHIPPED / "summary-report") -> Template:
    """Read and check a template, once. Raises TemplateError."""
    outline = folder / "outline.yaml"
    _text, content = _read(outline)
    sections = tuple(_sections(content.get("sections"), outline))
    texts = {file.stem: _read_texts(file, sections) for file in sorted(folder.glob("*.yaml")) if file != outline}
    if not texts:
        raise TemplateError("There is no text beside the outline: write en.yaml, say.", file=outline)
    return Template(folder.name, sections, texts)


def _read(file: Path) -> tuple[str, dict[str, Any]]:
    try:
        text = file.read_bytes()[:_LARGEST].decode("utf-8")
        refuse_growth(text)
        content = yaml.load(text, Loader=StrictLoader)  # noqa: S506 a safe loader, made strict
    except OSError as error:
        raise TemplateError(f"It cannot be read: {error.strerror}.", file=file) from None
    except UnicodeDecodeError:
        raise TemplateError("It is not in UTF-8; save it in that encoding.", file=file) from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise TemplateError(f"This is not YAML: {error.problem}.", file=file, line=line) from None
    if not isinstance(content, dict):
        raise TemplateError("It must be keys with values.", file=file)
    return text, content


def _sections(given: Any, file: Path) -> Iterator[Section]:
    for each in given if isinstance(given, list) else ():
        try:
            code, number = str(each["code"]), str(each["number"])
        except (KeyError, TypeError):
            raise TemplateError("A section has a code and a number.", file=file) from None
        paragraphs = tuple(str(code) for code in each.get("paragraphs") or ())
        yield Section(code, number, paragraphs, tuple(_sections(each.get("sections"), file)))


def all_sections(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from all_sections(section.sections)


def _read_texts(file: Path, sections: tuple[Section, ...]) -> Texts:
    text, content = _read(file)
    given = content.get("paragraphs") or {}
    paragraphs = {code: tuple(_wordings(given[code], file, text, code)) for code in given}
    found = Texts(
        title=str(content.get("title", "")), headings=content.get("headings") or {},
        percent=content.get("percent") or {}, brackets=str(content.get("brackets", " (#)")), paragraphs=paragraphs,
    )  # fmt: skip
    for section in all_sections(sections):
        if section.code not in found.headings:
            raise TemplateError(f"The heading “{section.code}” is missing.", file=file)
        if missing := [code for code in section.paragraphs if code not in paragraphs]:
            raise TemplateError(f"The paragraph “{missing[0]}” is missing.", file=file)
    if not found.title or "other" not in found.percent or not set(found.percent) <= _PLURALS:
        raise TemplateError("It needs a title, and percent with at least the form “other”.", file=file)
    return found


def _wordings(given: Any, file: Path, text: str, code: str) -> Iterator[Wording]:
    wordings = given if isinstance(given, list) else [given]
    for place, each in enumerate(wordings):
        line = find_line(text, ["paragraphs", code, *([place] if isinstance(given, list) else [])])
        words, when = (each.get("text"), each.get("when", "")) if isinstance(each, dict) else (each, "")
        if not isinstance(words, str):
            raise TemplateError("A wording is a text, or has one under “text”.", file=file, line=line)
        try:
            yield Wording(parse_text(" ".join(_BLANKS.split(words.strip()))), parse_conditions(when) if when else ())
        except SlotError as error:
            raise TemplateError(str(error), file=file, line=line, slot=error.slot) from None
        except ConditionError as error:
            raise TemplateError(str(error), file=file, line=line) from None
