"""A mistake in a rule set, told to the person who wrote it: where, what is wrong, what would be right."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from rapport.look.formats import set_commas

Steps = tuple[str | int, ...]  # the way to a place in the file: keys and positions


class RulesError(Exception):
    """A rule set that cannot be used as it is. ``problem`` is the sentence without the place."""

    def __init__(self, problem: str, *, place: "Place | None" = None, line: int | None = None) -> None:
        self.problem, self.place, self.line = problem, place or Place(), line
        super().__init__(f"{where}: {problem}" if (where := self.place.in_words(line)) else problem)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a rule set one is reading: the file, the criterion, and the way to the key within the file."""

    file: str = ""
    criterion: str = ""
    steps: Steps = ()

    def at(self, *steps: str | int) -> "Place":
        return replace(self, steps=(*self.steps, *steps))

    def of(self, criterion: str) -> "Place":
        return replace(self, criterion=criterion)

    def wrong(self, problem: str) -> RulesError:
        return RulesError(problem, place=self)

    def in_words(self, line: int | None = None) -> str:
        """File and line, criterion, key: as far as they are known."""
        words = [self.file] if self.file else []
        if line:
            words.append(_("line %(line)d") % {"line": line})
        if self.criterion:
            words.append(_("criterion “%(code)s”") % {"code": self.criterion})
        if keys := [str(step) for step in self.steps if isinstance(step, str) and step != "criteria"]:
            words.append(_("key “%(key)s”") % {"key": keys[-1]})
        return set_commas(words)


def as_shown(value: Any) -> str:
    """What was written there, short enough for a sentence."""
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else f"{text[:59]}…"
