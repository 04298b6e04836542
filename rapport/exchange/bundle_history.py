"""Read the history that a bundle brings along: its journal, and the document of each version."""

import json
import re
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pydantic import ValidationError

from rapport.exchange.archive import Archive
from rapport.exchange.bundle_documents import DocumentChecker
from rapport.exchange.bundle_tables import TableReader, Values
from rapport.exchange.intake import Problem
from rapport.exchange.tables import JOURNAL, LINKS, VERSIONS_FILE
from rapport.registry.document import PartnershipDocument
from rapport.registry.models import JournalEntry
from rapport.registry.proposal import Happening

_HALF = re.compile(rb"\\u[dD][89a-fA-F]")
_MAX_LINE = 16 * 1024**2
_NO_VERSION = (ValueError, KeyError, TypeError, OverflowError, RecursionError)
Lines = dict[tuple[str, int], int]  # where each version stands
History = dict[str, list[tuple[int, Happening]]]
Documents = dict[tuple[str, int], PartnershipDocument]


@dataclass(frozen=True, slots=True)
class Ids:
    """The folded ids that the other tables know."""

    partnerships: set[str]
    organizations: set[str]


def read_history(archive: Archive, problems: list[Problem], known: Ids, *, is_guarded: bool) -> History:
    """Entries by folded partnership id, each with its number, in the order of numbers."""
    lines: Lines = {}
    documents = _read_versions(archive, problems, known, lines) if VERSIONS_FILE in archive else {}
    reader = TableReader(archive, JOURNAL, problems, is_guarded=is_guarded)
    history: History = defaultdict(list)
    for line, values in reader.read():
        reader.tell_left(line)
        key = values["partnership_id"].casefold()
        lines.pop((key, values["version"]), None)
        if found := _read_entry(reader, line, values, known.partnerships, documents):
            history[key].append(found)
    for (key, number), line in lines.items():
        message = "No entry of journal.csv names this version."
        problems.append(Problem(VERSIONS_FILE, line, "", f"{key}, {number}", message, "Add the entry, or take it out."))
    for entries in history.values():
        entries.sort(key=lambda entry: entry[0])
    return dict(history)


def _read_entry(
    reader: TableReader, line: int, values: Values, known: set[str], documents: Documents
) -> tuple[int, Happening] | None:
    key = values["partnership_id"].casefold()
    document = documents.get((key, values["version"])) if values["version"] is not None else None
    if key not in known:
        reader.refuse(line, values, "partnership_id", "partnerships.csv has no such id.", "Add it there.")
    elif values["kind"] not in JournalEntry.Kind.values:
        remedy = f"Write one of: {', '.join(JournalEntry.Kind.values)}."
        reader.refuse(line, values, "kind", "This is not a kind of entry.", remedy)
    elif values["version"] is not None and document is None:
        remedy = f"Add the version to {VERSIONS_FILE}, or mend it there."
        reader.refuse(line, values, "version", "There is no such version that could be taken.", remedy)
    elif (recorded_at := _read_time(values["recorded_at"])) is None:
        remedy = "Write a time such as 2010-02-01T09:30:00Z."
        reader.refuse(line, values, "recorded_at", "This is not a time.", remedy)
    else:
        happening = Happening(
            kind=values["kind"],
            happened_on=values["happened_on"],
            recorded_at=recorded_at,
            role=values["role"] or "",
            channel=values["channel"] or "",
            document=document,
        )
        return values["number"], happening
    return None


def _read_time(cell: str) -> datetime | None:
    try:
        time = datetime.fromisoformat(cell)
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):  # 9999-12-31T23:59:59-01:00 is beyond the last year
        return None


def _read_versions(archive: Archive, problems: list[Problem], known: Ids, lines: Lines) -> Documents:
    documents: Documents = {}
    checker = DocumentChecker()
    with archive.open(VERSIONS_FILE) as file:
        line = 0
        while raw := file.readline(_MAX_LINE + 1):
            line += 1
            try:
                owner, number, document = _read_version(raw)
            except _NO_VERSION as error:
                _refuse(problems, line, raw, _sentence(error))
                continue
            if wrong := _wrong_version(owner, number, document, known, lines) or checker.wrong_cell(document):
                _refuse(problems, line, raw, wrong)
            else:
                documents[owner.casefold(), number] = document
                lines[owner.casefold(), number] = line
    return documents


def _wrong_version(owner: str, number: int, document: PartnershipDocument, known: Ids, lines: Lines) -> str:
    """Why the other tables do not let a version be taken, or nothing."""
    if owner.casefold() not in known.partnerships:
        return f"partnerships.csv has no {owner} that could be taken."
    if first := lines.get((owner.casefold(), number)):
        return f"Line {first} has the same version."
    listed = (partner.organization for partner in document.partners)
    if lost := next((each for each in listed if each.casefold() not in known.organizations), None):
        return f"organizations.csv has no {lost} that could be taken."
    return ""


def read_links(archive: Archive) -> set[tuple[str, str, str]]:
    """Who names whom as successor, first phase or model, in any version of the history, as written there."""
    found: set[tuple[str, str, str]] = set()
    if JOURNAL.file not in archive or VERSIONS_FILE not in archive:
        return found
    with archive.open(VERSIONS_FILE) as file:
        while raw := file.readline(_MAX_LINE + 1):
            with suppress(*_NO_VERSION):  # told when the history itself is read
                owner, _number, document = _read_version(raw)
                found.update((owner.casefold(), link, getattr(document, link) or "") for link in LINKS)
    return found


def _read_version(raw: bytes) -> tuple[str, int, PartnershipDocument]:
    if len(raw) > _MAX_LINE:
        raise ValueError("This line is longer than 16 MB.")
    version: Any = json.loads(raw)
    if _HALF.search(raw):
        json.dumps(version, ensure_ascii=False).encode()  # half a character, which JSON can write, is in no text
    return (
        str(version["partnership_id"]),
        int(version["version"]),
        PartnershipDocument.model_validate(version["document"]),
    )


def _refuse(problems: list[Problem], line: int, raw: bytes, message: str) -> None:
    text = raw.decode("utf-8", errors="backslashreplace")
    remedy = 'Write {"partnership_id": …, "version": …, "document": {…}} on one line.'
    problems.append(Problem(VERSIONS_FILE, line, "", text.strip()[:200], message, remedy, {"line": text}))


def _sentence(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    if isinstance(error, KeyError):
        return f"There is no {error} in it."
    if isinstance(error, UnicodeEncodeError):
        return "It holds half a character (\\ud800 to \\udfff), which no text can hold."
    return str(error) if str(error).startswith("This") else "This is not a version in JSON."
