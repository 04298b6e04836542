"""Each worker's own copy of the sets, and how it follows the journal."""

from collections.abc import Collection, Iterator
from datetime import date, datetime

from rapport.organizations.directory import load_directory
from rapport.registry.history import in_force, newest_entry
from rapport.sets.derive import entry_of, texts_of
from rapport.sets.index import build
from rapport.sets.query import Query
from rapport.sets.view import View, folded_texts

_kept: dict[tuple[date, datetime | None, int], View] = {}


def view_of(query: Query, *, today: date) -> View:
    """The view that a query asks for: of its day and time, or of today."""
    return view(as_at=query.as_at or today, known_at=query.known_at)


def view(*, as_at: date, known_at: datetime | None = None) -> View:
    key = (as_at, known_at, newest_entry())
    if key not in _kept:
        _kept.clear()
        directory = load_directory()
        index = build(entry_of(found, directory) for found in in_force(as_at=as_at, known_at=known_at))

        def read_texts(records: Collection[int]) -> Iterator[tuple[int, list[str]]]:
            for found in in_force(as_at=as_at, known_at=known_at, numbers=records):
                yield found.number, folded_texts(text for _field, _language, text in texts_of(found.document))

        _kept[key] = View(index, as_at, read_texts=read_texts)
    return _kept[key]
