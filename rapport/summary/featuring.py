"""Partnerships that a report features, and reports that it quotes: as at its day, as known at its time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from pyroaring import BitMap

from rapport.registry.history import InForce, find_in_force, in_force
from rapport.registry.models import JournalEntry
from rapport.registry.progress import ProgressReport

LOOKED_AT = 20_000  # entries of the journal
FEW = 500  # partnerships
LONGEST = 700  # characters of a quotation; it ends with a whole sentence
_ENDS = (". ", "! ", "? ", "。", "！", "？", "؟ ")
_LEFT_OUT = ("withdrawn", "merged", "superseded", "forming")


@dataclass(frozen=True, slots=True)
class Featured:
    """A partnership of a box. ``names`` and ``texts`` by language, its own first."""

    public_id: str
    names: dict[str, str]
    texts: dict[str, str]
    is_fictional: bool


@dataclass(frozen=True, slots=True)
class Quoted:
    """A report that is quoted, in the language that it was given in."""

    number: int  # of the record in the sets
    public_id: str
    name: str
    text: str
    language: str
    reported_on: date
    is_fictional: bool

    @property
    def code(self) -> str:
        return f"{self.public_id}:{self.reported_on.isoformat()}"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One that was chosen and cannot be shown: it is not there, or no longer stands in the registry on that day."""

    public_id: str
    name: str
    status: str  # empty: there is no such partnership on that day


def feature(
    ids: Iterable[str], *, as_at: date, known_at: datetime | None
) -> tuple[list[Featured], list[LeftOut]]:  # fmt: skip
    """The partnerships of the boxes in the order given. Two queries for each."""
    shown: list[Featured] = []
    left_out: list[LeftOut] = []
    for public_id in ids:
        found = find_in_force(public_id, as_at=as_at, known_at=known_at)
        status = found.document.status_at(as_at) if found else ""
        if found is None or status in _LEFT_OUT:
            left_out.append(LeftOut(public_id, found.document.name if found else "", status))
            continue
        says = found.document
        names, texts = says.by_language("name"), says.by_language("objectives")
        shown.append(Featured(found.public_id, names, texts, says.is_fictional))
    return shown, left_out


def quote(chosen: BitMap, most: int, *, as_at: date, known_at: datetime | None) -> list[Quoted]:
    """The newest reports of a set of partnerships: one of each, where it has a summary."""
    found: list[Quoted] = []
    reporters = _newest_reporters(chosen, as_at, known_at)
    while len(found) < most and (numbers := list(islice(reporters, 2 * most))):
        records = in_force(as_at=as_at, known_at=known_at, numbers=numbers)
        found += filter(None, map(_newest, records))
    return sorted(found, key=lambda each: (each.reported_on, each.public_id), reverse=True)[:most]


def _newest_reporters(chosen: BitMap, as_at: date, known_at: datetime | None) -> Iterator[int]:
    """Record numbers, who reported last first; of a large registry the last ones alone are looked at."""
    entries = JournalEntry.objects.filter(kind=JournalEntry.Kind.REPORTED, happened_on__lte=as_at)
    if known_at is not None:
        entries = entries.filter(recorded_at__lte=known_at)
    if len(chosen) <= FEW:  # where reports are rare the way back through the days would be long
        entries = entries.filter(partnership_id__in=list(chosen))
    newest = entries.order_by("-happened_on", "-number").values_list("partnership_id", flat=True)
    seen = BitMap()
    for number in newest[:LOOKED_AT].iterator(chunk_size=500):
        if number in chosen and number not in seen:
            seen.add(number)
            yield number


def quote_chosen(codes: Iterable[str], *, as_at: date, known_at: datetime | None) -> Iterator[Quoted]:
    """Reports that an officer chose, by partnership and day; those that are not there are left out."""
    for code in codes:
        public_id, _mark, day = code.rpartition(":")
        found = find_in_force(public_id, as_at=as_at, known_at=known_at)
        for report in found.document.reports if found else ():
            if report.reported_on.isoformat() == day and report.summary and found:
                yield _quoted(found, report)


def _newest(record: InForce) -> Quoted | None:
    reports = sorted((each for each in record.document.reports if each.summary), key=lambda each: each.reported_on)
    return _quoted(record, reports[-1]) if reports else None


def _quoted(record: InForce, report: ProgressReport) -> Quoted:
    says = record.document
    language = report.language or says.language
    text = shorten(report.summary)
    return Quoted(
        record.number, record.public_id, says.name, text, language, report.reported_on, says.is_fictional
    )  # fmt: skip


def shorten(text: str) -> str:
    """The first whole sentences of a text; where not even one fits, its first words, and “…”."""
    text = " ".join(text.split())
    if len(text) <= LONGEST:
        return text
    end = max(text.rfind(mark, 0, LONGEST) for mark in _ENDS)
    if end > 0:
        return f"{text[: end + 1]} […]"
    return f"{text[:LONGEST].rpartition(' ')[0] or text[:LONGEST]} …"
