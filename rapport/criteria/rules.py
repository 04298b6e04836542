"""What a rule set is made of: criteria with their texts and sources, and the checks that a machine can make."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from rapport.criteria.conditions import Condition
from rapport.vocabularies.terms import State, Texts, choose_text

Level = Literal["error", "warning", "note"]
Weight = Literal["required", "desirable"]
LEVELS: tuple[Level, ...] = ("error", "warning", "note")  # gravest first
WEIGHTS: tuple[Weight, ...] = ("required", "desirable")
TEXTS = ("labels", "why", "question", "right")  # of a criterion


@dataclass(frozen=True, slots=True)
class Check:
    """A remark that is made where the condition holds. ``field``: where on a form it belongs."""

    level: Level
    message: Texts
    when: Condition
    field: str

    def text(self, language: str | None = None) -> str:
        """The message in ``language``, or the nearest there is."""
        return choose_text(self.message, language, otherwise="")


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing asked of a partnership. Without checks only a person can decide it."""

    code: str
    labels: Texts
    why: Texts
    question: Texts
    right: Texts
    source: Texts
    paragraph: str
    state: State
    weight: Weight
    checks: tuple[Check, ...]

    def label(self, language: str | None = None) -> str:
        return choose_text(self.labels, language, otherwise=self.code)

    def text(self, name: str, language: str | None = None) -> str:
        """One of ``TEXTS`` or the source, in ``language`` or the nearest there is; empty where nothing is written."""
        return choose_text(getattr(self, name), language, otherwise="")

    @property
    def is_required(self) -> bool:
        return self.weight == "required"

    @property
    def is_verified(self) -> bool:
        return self.state == "verified"


@dataclass(frozen=True, slots=True)
class Rules:
    """What one version of a rule set says."""

    labels: Texts
    introduction: Texts
    source: Texts
    criteria: Mapping[str, Criterion]

    def label(self, language: str | None = None) -> str:
        return choose_text(self.labels, language, otherwise="")

    def text(self, name: str, language: str | None = None) -> str:
        return choose_text(getattr(self, name), language, otherwise="")
