"""A draft looked over before it is sent: what it says, what is missing and why, what looks the same."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from rapport.criteria.checking import Remark, check
from rapport.criteria.versions import NotPossibleError, rule_set_on
from rapport.explore.fields import items_in_words
from rapport.explore.history import Change, compare
from rapport.explore.naming import name_linked
from rapport.organizations.directory import Entry, load_directory
from rapport.registration.lookalikes import LookAlike, find_lookalikes
from rapport.registration.models import Draft
from rapport.registration.steps import Composed, Step, compose, steps_of
from rapport.registry.acceptance import newest_version
from rapport.registry.document import PartnershipDocument
from rapport.registry.field_labels import LABELS, field_label
from rapport.registry.models import Submission
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
class Missing:
    """What the criteria say of the answers, where it is to be answered, and why it matters, said once a criterion."""

    remark: Remark
    step: Step | None
    why: str


@dataclass(frozen=True, slots=True)
class Review:
    document: PartnershipDocument
    parts: tuple[Part, ...]
    changes: tuple[Change, ...]  # against the version in force
    theirs: tuple[Change, ...]  # what somebody else changed meanwhile, where it meets with what this draft changes
    screened: tuple[str, ...]  # labels of the changed fields that wait for the desk
    lookalikes: tuple[LookAlike, ...]
    missing: tuple[Missing, ...]  # as the criteria in force have it, gravest first

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
        parts=tuple(_part(step, composed, draft, names) for step in steps_of(draft)),
        changes=tuple(compare(base, document, names)) if base else (),
        theirs=theirs,
        screened=_screened(draft, base, document),
        lookalikes=() if base else tuple(find_lookalikes(document, but=own_id, today=today)),
        missing=() if draft.kind == Submission.Kind.ENDING else _find_missing(draft, composed, today=today),
    )


def _screened(draft: Draft, base: PartnershipDocument | None, document: PartnershipDocument) -> tuple[str, ...]:
    if base is None or draft.is_of_desk:
        return ()
    return tuple(field_label(name) for name in policy().screened_fields(base, document))


def rule_set_name(day: date) -> str:
    """The criteria in force on a day, as code/version; empty where the registry has none."""
    try:
        found = rule_set_on(day)
    except NotPossibleError:
        return ""
    return f"{found.code}/{found.version}"


def find_remarks(composed: Composed, *, today: date) -> list[Remark]:
    """What the criteria in force say of a draft. A registry that has none has nothing to say."""
    try:
        rule_set = rule_set_on(today)
    except NotPossibleError:
        return []
    directory = load_directory([partner.organization for partner in composed.document.partners])
    proposed = {
        each["key"]: Entry(0, each["key"], each["name"], each["type"], each["country"])
        for each in composed.organizations
    }
    return check(composed.document, rule_set, directory={**directory, **proposed})


def _find_missing(draft: Draft, composed: Composed, *, today: date) -> tuple[Missing, ...]:
    places: dict[str, Step | None] = {
        field: step for step in steps_of(draft) for field in step.form.fields_of_document()
    }
    places["contact_email"] = next((step for step in steps_of(draft) if "contact_email" in step.form.base_fields), None)
    said: set[str] = set()
    # A report is no place to say of the record what it does not ask.
    is_of_all = draft.partnership is None
    found = [Missing(each, places.get(each.field), "") for each in _find_needed(draft, composed.document)]
    for remark in find_remarks(composed, today=today):
        if not is_of_all and remark.field not in places:
            continue
        found.append(Missing(remark, places.get(remark.field), "" if remark.criterion in said else remark.why))
        said.add(remark.criterion)
    return tuple(found)


def _find_needed(draft: Draft, document: PartnershipDocument) -> list[Remark]:
    """What nothing can be sent without, whatever the criteria say."""
    found = []
    if not document.name:
        found.append(Remark("", "error", _("It needs a name."), "name"))
    if not (draft.author_id or draft.first("contact_email").strip()):
        sentence = _("Give an e-mail address: without it nobody could answer you.")
        found.append(Remark("", "error", sentence, "contact_email"))
    return found


def _names(composed: Composed, base: PartnershipDocument | None) -> dict[str, str]:
    documents = [each for each in (composed.document, base) if each]
    listed = {partner.organization for each in documents for partner in each.partners}
    known = {each.public_id: each.name for each in load_directory(listed).values()} | name_linked(documents)
    return known | {each["key"]: each["name"] for each in composed.organizations}


def _part(step: Step, composed: Composed, draft: Draft, names: dict[str, str]) -> Part:
    asked = step.form.fields_of_document()
    fields = [name for name in LABELS if name in asked]
    said = [Said(str(LABELS[name]), _words(name, composed.document, names)) for name in fields]
    said += [Said(label, (text,)) for label, text in _beside_the_document(step, draft)]
    problems = [sentence for at, _name, sentence in composed.problems if at is step]
    return Part(step, tuple(each for each in said if each.items), tuple(problems))


def _beside_the_document(step: Step, draft: Draft) -> list[tuple[str, str]]:
    """Who the sender is, and their word to the desk: answers that are no field of the document."""
    asked = step.form.base_fields
    typed = [(name, draft.first(name)) for name in ("contact_name", "contact_email", "word") if name in asked]
    return [(str(asked[name].label), text) for name, text in typed if text]


def _words(name: str, document: PartnershipDocument, names: dict[str, str]) -> tuple[str, ...]:
    return tuple(items_in_words(name, getattr(document, name), names))
