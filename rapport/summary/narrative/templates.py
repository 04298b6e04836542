"""A report template: a folder with an outline, and the texts in each language, with slots for numbers.

``outline.yaml`` names sections and what stands in them; ``<language>.yaml`` has title, headings, paragraphs, notes.
A paragraph is a text, or a list of wordings of which the first whose condition (``when``) holds is used.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from rapport.lib.yaml_text import Lines, StrictLoader, refuse_growth
from rapport.summary.narrative.conditions import Condition, ConditionError, parse_conditions
from rapport.summary.narrative.outline import Outline, OutlineError, read_outline
from rapport.summary.narrative.slots import Piece, Slot, SlotError, parse_text

SHIPPED = Path(__file__).resolve().parents[1] / "narratives"
_LARGEST = 2_000_000  # bytes of a file
_PLURALS = {"zero", "one", "two", "few", "many", "other"}
_PLAIN = {"title": str, "brackets": str, "figure": str, "headings": dict, "percent": dict, "genders": dict,
          "names": dict, "masthead": list, "paragraphs": dict, "notes": dict, "nothing": str}  # fmt: skip


class TemplateError(Exception):
    """A template that cannot be used: file, line, slot, and what is wrong."""

    def __init__(self, message: str, *, file: Path, line: int = 0, slot: str = "") -> None:
        self.message, self.file, self.line, self.slot = message, file, line, slot
        where = f"{file.parent.name}/{file.name}" + (f", line {line}" if line else "")
        super().__init__(f"{where}{f', slot {{{slot}}}' if slot else ''}: {message}")


@dataclass(frozen=True, slots=True)
class Wording:
    """Used where all conditions hold; without any it always may be. ``source``: the text with its slots."""

    pieces: tuple[Piece, ...]
    when: tuple[Condition, ...] = ()
    source: str = ""
    file: Path | None = None
    line: int = 0

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Those under which it is chosen, and those that its text asserts."""
        return self.when + tuple(one for slot in self.slots for one in slot.conditions)

    @property
    def slots(self) -> tuple[Slot, ...]:
        return tuple(piece for piece in self.pieces if isinstance(piece, Slot))


Wordings = tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Texts:
    """A template in one language.

    ``percent``: how a percentage is written, by plural category. ``brackets``: what is around a number after a name.
    ``figure``: how a text names a chart. ``genders``: of the names in a family, by scheme and code
    (``mechanisms.training``). ``names``: what a sentence calls them, where it is not their label. ``nothing``: what a
    section says that has nothing to say.
    """

    title: str
    headings: Mapping[str, str]
    percent: Mapping[str, str]
    brackets: str
    figure: str
    paragraphs: Mapping[str, Wordings]
    notes: Mapping[str, Wordings]
    masthead: Wordings
    nothing: Wording
    genders: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def wordings(self) -> Iterator[Wording]:
        """All that could be said."""
        yield from (*self.masthead, self.nothing)
        for each in (*self.paragraphs.values(), *self.notes.values()):
            yield from each


@dataclass(frozen=True, slots=True)
class Template:
    name: str
    outline: Outline
    texts: Mapping[str, Texts]


@lru_cache(maxsize=8)
def load_template(folder: Path = SHIPPED / "summary-report") -> Template:
    """Read and check a template, once. Raises TemplateError."""
    file = folder / "outline.yaml"
    _text, content = read_yaml(file)
    try:
        outline = read_outline(content)
    except OutlineError as error:
        raise TemplateError(str(error), file=file) from None
    texts = {each.stem: _read_texts(each, outline) for each in sorted(folder.glob("*.yaml")) if each != file}
    if not texts:
        raise TemplateError("There is no text beside the outline: write en.yaml, say.", file=file)
    return Template(folder.name, outline, texts)


def read_yaml(file: Path) -> tuple[str, dict[str, Any]]:
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


def _read_texts(file: Path, outline: Outline) -> Texts:
    text, content = read_yaml(file)
    for key, value in content.items():
        if key not in _PLAIN or not isinstance(value, _PLAIN[key]):
            raise TemplateError(f"“{key}” has no place here, or not with this value.", file=file)
    reader = _TextReader(file, text, content)
    found = Texts(
        title=content.get("title", ""), headings=content.get("headings", {}), percent=content.get("percent", {}),
        brackets=content.get("brackets", " (#)"), figure=content.get("figure", "#"),
        paragraphs=reader.all_of("paragraphs"), notes=reader.all_of("notes"), masthead=reader.listed("masthead"),
        nothing=next(reader.wordings(("nothing",), content.get("nothing", "–"))),
        genders=content.get("genders", {}), names=content.get("names", {}),
    )  # fmt: skip
    _refuse_gaps(found, outline, file)
    return found


def _refuse_gaps(texts: Texts, outline: Outline, file: Path) -> None:
    for kind, wanted, there in (
        ("heading", outline.sections_codes(), texts.headings),
        ("paragraph", outline.paragraph_codes(), texts.paragraphs),
        ("note", _notes_named(texts), texts.notes),
    ):
        if missing := [code for code in wanted if code not in there]:
            raise TemplateError(f"The {kind} “{missing[0]}” is missing.", file=file)
    if not texts.title or "other" not in texts.percent or not set(texts.percent) <= _PLURALS:
        raise TemplateError("It needs a title, and percent with at least the form “other”.", file=file)


def _notes_named(texts: Texts) -> Iterator[str]:
    for wordings in texts.paragraphs.values():
        for wording in wordings:
            yield from (each.code for each in wording.pieces if isinstance(each, Slot) and each.name == "note")


class _TextReader:
    def __init__(self, file: Path, text: str, content: dict[str, Any]) -> None:
        self.file, self.lines, self.content = file, Lines(text), content

    def all_of(self, key: str) -> dict[str, Wordings]:
        given = self.content.get(key, {})
        return {code: tuple(self._all(key, code, given[code])) for code in given}

    def listed(self, key: str) -> Wordings:
        lines = enumerate(self.content.get(key, []))
        return tuple(wording for place, line in lines for wording in self.wordings((key, place), line))

    def _all(self, key: str, code: str, given: Any) -> Iterator[Wording]:
        if not isinstance(given, list):
            yield from self.wordings((key, code), given)
            return
        for place, each in enumerate(given):
            yield from self.wordings((key, code, place), each)

    def wordings(self, place: tuple[str | int, ...], given: Any) -> Iterator[Wording]:
        line = self.lines.find(place)
        words, when = (given.get("text"), given.get("when", "")) if isinstance(given, dict) else (given, "")
        if not isinstance(words, str) or not isinstance(when, str):
            raise TemplateError("A wording is a text, or has one under “text”.", file=self.file, line=line)
        try:
            wording = read_wording(words)
            conditions = parse_conditions(when) if when else ()
        except SlotError as error:
            raise TemplateError(str(error), file=self.file, line=line, slot=error.slot) from None
        except ConditionError as error:
            raise TemplateError(str(error), file=self.file, line=line) from None
        yield Wording(wording.pieces, conditions, wording.source, self.file, line)


def read_wording(text: str) -> Wording:
    """A text with slots, its blanks set right; the space that keeps a number and its word together stays. SlotError."""
    source = " ".join(filter(None, text.replace("\t", " ").replace("\n", " ").split(" ")))
    return Wording(parse_text(source), source=source)
