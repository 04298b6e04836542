"""A draft looked over before it is sent: what it says, what is missing and why, what looks the same."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from rapport.explore.fields import LABELS, field_label, items_in_words
from rapport.explore.history import Change, compare
from rapport.organizations.directory import load_directory
from rapport.registration.lookalikes import LookAlike, find_lookalikes
from rapport.registration.models import Draft
from rapport.registration.steps import Composed, Step, compose, steps_of
from rapport.registry.acceptance import newest_version
from rapport.registry.document import PartnershipDocument
from rapport.registry.policy import policy


@dataclass(frozen=True, slots=True)
class Said:
    """A field and what it says, in words."""

    label: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A step: what was answered, and what cannot be read."""

    step: Step
    said: tuple[Said, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Review:
    document: PartnershipDocument
    parts: tuple[Part, ...]
    changes: tuple[Change, ...]  # against the version in force
    theirs: tuple[Change, ...]  # what somebody else changed meanwhile, where it meets with what this draft changes
    screened: tuple[str, ...]  # labels of the changed fields that wait for the desk
    lookalikes: tuple[LookAlike, ...]
    remarks: tuple[Any, ...] = ()

    @property
    def problems(self) -> list[str]:
        return [problem for part in self.parts for problem in part.problems]


def review_draft(draft: Draft, *, today: date, conflicts: list[str] | None = None) -> Review:
    """Everything that the last page before sending shows."""
    composed = compose(draft, today=today)
    document, base = composed.document, draft.base.document if draft.base else None
    names = _names(composed, base)
    own_id = draft.partnership.public_id if draft.partnership else ""
    theirs: tuple[Change, ...] = ()
    if conflicts and base and draft.partnership:
        newest = newest_version(draft.partnership).document
        labels = {field_label(field) for field in conflicts}
        theirs = tuple(change for change in compare(document, newest, names) if change.label in labels)
    return Review(
        document=document,
        parts=tuple(_part(step, composed, names) for step in steps_of(draft)),
        changes=tuple(compare(base, document, names)) if base else (),
        theirs=theirs,
        screened=tuple(field_label(name) for name in policy().screened_fields(base, document)) if base else (),
        lookalikes=() if base else tuple(find_lookalikes(document, but=own_id, today=today)),
    )


def _names(composed: Composed, base: PartnershipDocument | None) -> dict[str, str]:
    listed = {partner.organization for each in (composed.document, base) if each for partner in each.partners}
    known = {each.public_id: each.name for each in load_directory(listed).values()}
    return known | {each["key"]: each["name"] for each in composed.organizations}


def _part(step: Step, composed: Composed, names: dict[str, str]) -> Part:
    fields = [name for name in LABELS if name in step.form.base_fields or name in _FIELDS.get(step.code, ())]
    said = [Said(str(LABELS[name]), _words(name, composed.document, names)) for name in fields]
    problems = [sentence for at, _name, sentence in composed.problems if at is step]
    return Part(step, tuple(each for each in said if each.items), tuple(problems))


_FIELDS = {
    "themes": ("themes",), "commitments": ("commitments",), "partners": ("partners",),
    "deliverables": ("deliverables",), "report": ("reports",),
}  # fmt: skip


def _words(name: str, document: PartnershipDocument, names: dict[str, str]) -> tuple[str, ...]:
    return tuple(items_in_words(name, getattr(document, name), names))
