"""What a vocabulary is made of: a scheme, its terms, and how a text is chosen among languages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from django.utils.translation import get_language

State = Literal["verified", "reconstructed"]
Texts = Mapping[str, str]  # language code, as Django writes it, to text
Extra = str | int | bool | date | tuple[str, ...] | Texts


class VocabularyError(Exception):
    """A vocabulary cannot be used as it is. The message is a sentence for the person who wrote the file."""

    def __init__(self, problem: str, *, file: Path | None = None, line: int | None = None) -> None:
        self.problem, self.file, self.line = problem, file, line
        place = "" if file is None else f"{file}: " if line is None else f"{file}, line {line}: "
        super().__init__(place + problem)


def choose_text(texts: Texts, language: str | None, *, otherwise: str) -> str:
    """The text in ``language``, or in the nearest language there is: never an error, never empty."""
    wanted = (language or get_language() or "en").lower()
    if text := texts.get(wanted):  # nearly always; a page asks for hundreds of labels
        return text
    base = wanted.partition("-")[0]
    siblings = (known for known in texts if known.partition("-")[0] == base)
    for candidate in (base, next(siblings, ""), "en", next(iter(texts), "")):
        if text := texts.get(candidate):
            return text
    return otherwise


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """One code of a scheme. ``extras`` are the further facts that its file gives, by name."""

    code: str
    labels: Texts
    source: str
    state: State
    groups: tuple[str, ...]
    extras: Mapping[str, Extra]

    def label(self, language: str | None = None) -> str:
        """The label in ``language`` (default: the one the page is in), or the nearest there is, or the code."""
        return choose_text(self.labels, language, otherwise=self.code)

    def text(self, name: str, language: str | None = None) -> str:
        """A further text of the term, such as the title of a goal, with the label in its place where there is none."""
        texts = self.extras.get(name)
        return choose_text(texts if isinstance(texts, Mapping) else {}, language, otherwise=self.label(language))

    def codes(self, name: str) -> tuple[str, ...]:
        """A list among the extras; empty where the file gives none."""
        listed = self.extras.get(name, ())
        return listed if isinstance(listed, tuple) else (str(listed),)


@dataclass(frozen=True, slots=True, eq=False)
class Scheme:
    """A list of terms in the order in which they are shown, and where the list comes from.

    Read once and never changed, schemes and terms are equal only to themselves, and can be keys of a cache.
    """

    name: str
    labels: Texts
    source: str
    as_of: date
    terms: Mapping[str, Term]
    refers_to: Mapping[str, str]
    reconstructed: tuple[str, ...] = ()  # extras that we derived, though the terms themselves are verified

    def __contains__(self, code: object) -> bool:
        return code in self.terms

    def __getitem__(self, code: str) -> Term:
        return self.terms[code]

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms.values())

    def __len__(self) -> int:
        return len(self.terms)

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(self.terms)

    def label(self, language: str | None = None) -> str:
        """What the scheme is called."""
        return choose_text(self.labels, language, otherwise=self.name)

    def label_of(self, code: str, language: str | None = None) -> str:
        """The label of a code, or the code itself where the scheme does not (or no longer) have it."""
        return self.terms[code].label(language) if code in self.terms else code

    def in_group(self, group: str) -> tuple[Term, ...]:
        """The terms of a group, in order: the targets of a goal, the types of a group of organizations."""
        return tuple(term for term in self if group in term.groups)
