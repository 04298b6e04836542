"""What is wrong with published figures, in sentences that name the paragraphs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from rapport.summary.audit.bases import Bases
from rapport.summary.audit.statements import Statement

Level = Literal["error", "warning", "note"]
LEVELS: tuple[Level, ...] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Finding:
    """``error``: it cannot be true. ``warning``: it reads as something else, or lacks its base. ``note``: rounding."""

    level: Level
    kind: str
    statements: tuple[Statement, ...]
    sentence: str

    @property
    def paragraphs(self) -> list[str]:
        return list(dict.fromkeys(each.paragraph for each in self.statements if each.paragraph))

    def row(self) -> dict[str, object]:
        """As the command line writes it."""
        ids = dict.fromkeys(each.id or each.what for each in self.statements)
        return {
            "level": self.level, "kind": self.kind, "paragraph": " ".join(self.paragraphs), "id": " ".join(ids),
            "finding": self.sentence,
        }  # fmt: skip


def published(statement: Statement) -> str:
    """The number as it stands, with what it is a share of."""
    if not statement.is_share:
        return statement.published
    said = _("%(number)s per cent") % {"number": statement.published}
    return _("%(share)s of %(base)s") % {"share": said, "base": statement.base} if statement.base else said


def name_of(statement: Statement) -> str:
    return statement.what or statement.id


def counts_in_words(counts: Sequence[int]) -> str:
    """“27”, “121 to 123”. Of a range nothing is counted out."""
    if counts[0] == counts[-1]:
        return str(counts[0])
    return _("%(first)s to %(last)s") % {"first": counts[0], "last": counts[-1]}


def in_words(statement: Statement, bases: Bases) -> str:
    counts = bases.counts(statement)
    if statement.is_share and counts:
        return _("%(share)s, which is %(counts)s") % {
            "share": published(statement), "counts": counts_in_words(counts)
        }  # fmt: skip
    return published(statement)


def sort_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Gravest first, then in the order of the table."""
    return sorted(findings, key=lambda each: (LEVELS.index(each.level), each.statements[0].line, each.kind))
