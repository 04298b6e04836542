"""What happened to a record: every entry of its journal, and for each new version what it changed, field by field."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from rapport.explore.fields import items_in_words
from rapport.explore.naming import name_linked
from rapport.explore.progress import deliverable_in_words, report_in_words
from rapport.explore.wording import describe_channel, describe_role
from rapport.organizations.directory import load_directory
from rapport.registry.document import TEXT_FIELDS, PartnershipDocument
from rapport.registry.field_labels import field_label
from rapport.registry.models import JournalEntry, Partnership, Version

MOST = 100  # entries on a page: a record older than that is asked for by as-at
_SENTENCE = re.compile(r"(?<=[.!?؟])\s+|(?<=[。！？])\s*|\n+")  # Chinese has no space between two sentences
_WORD = re.compile(
    r"[\u3000-\u9fff\uff00-\uffef]|[^\s\u3000-\u9fff\uff00-\uffef]+"
)  # nor between two words: there each sign is one
_SIGN = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
_LONGEST_COMPARED = 2000  # sentences
_MOST_WORDS = 400  # of a stretch that changed: two of that length take some 20 ms
_ALIKE = 0.5
# Fields of items that change in place: by which field two of them are the same one, and how one reads.
_ITEMS: dict[str, tuple[str, Callable[[Any], list[str]]]] = {
    "reports": ("reported_on", report_in_words),
    "deliverables": ("id", deliverable_in_words),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a changed text: kept, added or removed."""

    fate: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a version changed in one field."""

    label: str
    pieces: tuple[Piece, ...]
    field: str = ""
    is_prose: bool = False  # its pieces are read on, one after the other


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of the journal, with what it changed."""

    kind: str
    words: str
    happened_on: date
    recorded_at: datetime
    role: str
    channel: str
    version: int | None
    changes: tuple[Change, ...]


def read_history(partnership: Partnership) -> list[Event]:
    """The journal of a record, newest first. Three queries, whatever its length; one more where it names others."""
    entries = list(partnership.journal.order_by("-happened_on", "-number")[:MOST])
    wanted = {entry.version_id for entry in entries if entry.version_id}
    versions = list(Version.objects.filter(partnership=partnership).order_by("number").only("number", "body"))
    documents = {version.pk: version.document for version in versions}
    before = {later.pk: earlier.pk for earlier, later in pairwise(versions)}
    shown = [documents[pk] for pk in wanted | {before[pk] for pk in wanted if pk in before}]
    organizations = {partner.organization for document in shown for partner in document.partners}
    names = {entry.public_id: entry.name for entry in load_directory(organizations).values()} | name_linked(shown)
    numbers = {version.pk: version.number for version in versions}

    def event(entry: JournalEntry) -> Event:
        earlier = before.get(entry.version_id or 0)
        changes = compare(documents[earlier], documents[entry.version_id or 0], names) if earlier else ()
        return Event(
            kind=entry.kind,
            words=describe_event(entry.kind),
            happened_on=entry.happened_on,
            recorded_at=entry.recorded_at,
            role=describe_role(entry.role),
            channel=describe_channel(entry.channel),
            version=numbers.get(entry.version_id or 0),
            changes=tuple(changes),
        )

    return [event(entry) for entry in entries]


def describe_event(kind: str) -> str:
    """What happened, in words."""
    known = {
        "registered": _("registered"),
        "changed": _("changed"),
        "corrected": _("corrected: learned later that it was so"),
        "confirmed": _("confirmed as still true"),
        "reported": _("reported on progress"),
        "organization-changed": _("an organization that it lists has another type or country"),
    }
    return known.get(kind, kind)


def compare(old: PartnershipDocument, new: PartnershipDocument, names: dict[str, str]) -> Iterator[Change]:
    """The fields that differ, in the order of the document."""
    for field in PartnershipDocument.model_fields:
        before, after = getattr(old, field), getattr(new, field)
        if before == after:
            continue
        if field in TEXT_FIELDS:
            pieces = tuple(_compare_prose(before, after))
        elif field in _ITEMS:
            pieces = tuple(_compare_progress(before, after, *_ITEMS[field]))
        else:
            pieces = tuple(_compare_items(items_in_words(field, before, names), items_in_words(field, after, names)))
        yield Change(field_label(field), pieces, field, is_prose=field in TEXT_FIELDS)


def _compare_progress(
    before: Sequence[Any], after: Sequence[Any], key: str, in_words: Callable[[Any], list[str]]
) -> Iterator[Piece]:
    """Reports and deliverables: who came, who went, and of one that stayed what it says otherwise, line by line."""
    was, now = list(before), list(after)
    for each in [each for each in was if each in now]:
        was.remove(each)
        now.remove(each)
    for old in was:
        new = next((each for each in now if getattr(each, key) == getattr(old, key)), None)
        if new is None:
            yield Piece("removed", " · ".join(in_words(old)))
        else:
            now.remove(new)
            yield from _compare_lines(in_words(old), in_words(new), mark=" · ")
    yield from (Piece("added", " · ".join(in_words(each))) for each in now)


def _compare_items(before: list[str], after: list[str]) -> Iterator[Piece]:
    was, now = set(before), set(after)
    yield from (Piece("removed", each) for each in before if each not in now)
    yield from (Piece("added", each) for each in after if each not in was)


def _compare_prose(was: str, now: str) -> Iterator[Piece]:
    """Sentence by sentence, and within those that changed word by word where they are alike."""
    pieces = list(_compare_lines(_sentences(was), _sentences(now), mark=" "))
    for place, piece in enumerate(pieces):
        after = pieces[place + 1] if place + 1 < len(pieces) else None
        before = pieces[place - 1] if place else None
        if piece.fate == "removed" and after and after.fate == "added":
            yield from _compare_words(piece.text, after.text) or (piece, after)
        elif not (piece.fate == "added" and before and before.fate == "removed"):
            yield piece


def _sentences(text: str) -> list[str]:
    return [each for each in _SENTENCE.split(text) if each]


def _compare_lines(before: list[str], after: list[str], mark: str) -> Iterator[Piece]:
    before, after = before[:_LONGEST_COMPARED], after[:_LONGEST_COMPARED]
    for fate, start, end, new_start, new_end in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        was, now = mark.join(before[start:end]), mark.join(after[new_start:new_end])
        yield from (_kept(was) if fate == "equal" else _replaced(was, now))


def _kept(text: str) -> tuple[Piece, ...]:
    return (Piece("kept", _shorten(text)),) if text else ()


def _replaced(was: str, now: str) -> tuple[Piece, ...]:
    return tuple(Piece(fate, text) for fate, text in (("removed", was), ("added", now)) if text)


def _compare_words(was: str, now: str) -> list[Piece]:
    """Nothing where the two have little in common, or are so long that comparing would cost a reader seconds."""
    before, after = _WORD.findall(was), _WORD.findall(now)
    if not before or not after or max(len(before), len(after)) > _MOST_WORDS:
        return []
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return []
    pieces: list[Piece] = []
    for fate, start, end, new_start, new_end in matcher.get_opcodes():
        old, new = _join_words(before[start:end]), _join_words(after[new_start:new_end])
        pieces += _kept(old) if fate == "equal" else _replaced(old, new)
    return pieces


def _join_words(words: list[str]) -> str:
    text = ""
    for word in words:
        joins = not text or (_SIGN.match(text[-1]) and _SIGN.match(word))
        text += word if joins else f" {word}"
    return text


def _shorten(text: str) -> str:
    """What did not change, enough of it to find the place."""
    return text if len(text) <= 240 else f"{text[:100]} […] {text[-100:]}"
