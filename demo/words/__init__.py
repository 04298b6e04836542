"""The words of which names and objectives are made, read from the text files beside this module."""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
LANGUAGES = ("en", "fr", "es")


@dataclass(frozen=True)
class Told:
    """A subject in one language."""

    core: str  # the core of the name
    why: str
    aim: str
    stands_alone: bool = False  # the core is a title: nothing like "Partnership for" goes before it


@dataclass(frozen=True, eq=False)
class Subject:
    theme: str
    told: dict[str, Told]

    @property
    def in_three(self) -> bool:
        return len(self.told) == len(LANGUAGES)


def read_subjects() -> list[Subject]:
    """All subjects, those told in three languages last."""
    subjects = [Subject(theme, {"en": _told(line)}) for theme, line in read_lines("subjects.txt")]
    in_three: dict[str, Told] = {}
    for theme, line in read_lines("subjects_in_three.txt"):
        language, text = line.split(": ", 1)
        in_three[language] = _told(text)
        if language == LANGUAGES[-1]:
            subjects.append(Subject(theme, dict(in_three)))
    return subjects


def read_sentences() -> dict[str, list[dict[str, str]]]:
    """Sentences by mechanism: each a mapping from language to text."""
    sentences: dict[str, list[dict[str, str]]] = {}
    for mechanism, line in read_lines("sentences.txt"):
        told = dict(part.split(": ", 1) for part in line.split(" | "))
        sentences.setdefault(mechanism, []).append(told)
    return sentences


def read_measures() -> dict[str, list[str]]:
    """By what a partnership may be judged, by theme."""
    measures = (line.split(": ", 1) for _, line in read_lines("measures.txt"))
    return {theme: told.split(" | ") for theme, told in measures}


def read_topics() -> dict[str, list[str]]:
    """Words in an organization's name that tell what it is about, by theme."""
    topics = (line.split(": ", 1) for _, line in read_lines("topics.txt"))
    return {theme: words.split(", ") for theme, words in topics}


def _told(line: str) -> Told:
    core, why, aim = (part.strip() for part in line.split("|"))
    return Told(core.removeprefix("~"), why, aim, core.startswith("~"))


def read_lines(name: str) -> list[tuple[str, str]]:
    """The lines of a file with the heading that they stand under; comments and empty lines left out."""
    heading, found = "", []
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            heading = line[2:].strip()
        elif line.strip() and not line.startswith("#"):
            found.append((heading, line.strip()))
    return found
