"""The registry as at a day, as known at a time: an index built from the versions then in force, and kept.

Which versions those are changes only on days on which the journal has something happen, so one index serves every
day until the next. Freshness, ended and status depend on the day itself, and are worked out by the view.
"""

import logging
import threading
from collections import OrderedDict
from datetime import date, datetime
from hashlib import blake2b
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Max, QuerySet

from rapport.lib.bulk import pausing_collector
from rapport.organizations.directory import load_directory
from rapport.registry.history import in_force
from rapport.registry.models import JournalEntry
from rapport.sets.cabinet import SpoiledError, read_index, write_index
from rapport.sets.derive import entry_of
from rapport.sets.index import Index, build
from rapport.sets.store import CURRENT_FORMAT
from rapport.sets.stored import Stand

MOST_FILES = 24
MOST_FILE_BYTES = 2_000_000_000
MOST_RECORDS_IN_MEMORY = 1_000_000  # over all moments that are held; at least one is
_log = logging.getLogger(__name__)
_lock = threading.Lock()
_held: OrderedDict[str, Index] = OrderedDict()
_keys: OrderedDict[tuple[date, datetime | None, Stand], str] = OrderedDict()


def forget() -> None:
    """Drop what this process holds; the files stay."""
    with _lock:
        _held.clear()
        _keys.clear()


def index_at(day: date, known_at: datetime | None, *, now: Index, stand: Stand) -> Index:
    """The index as at a day, as known at a time. ``now`` is the one that stands at ``stand``."""
    entries = _known_entries(known_at)
    if _is_as_now(entries, day, stand):
        return now
    key = _key_of(entries, day, known_at, stand)
    with _lock:
        if key in _held:
            _held.move_to_end(key)
            return _held[key]
    index = _read(key) or _make(key, day, known_at)
    with _lock:
        _held[key] = index
        while len(_held) > 1 and sum(len(each.everything) for each in _held.values()) > MOST_RECORDS_IN_MEMORY:
            _held.popitem(last=False)
    return index


def _known_entries(known_at: datetime | None) -> QuerySet[JournalEntry]:
    entries = JournalEntry.objects.order_by()
    return entries if known_at is None else entries.filter(recorded_at__lte=known_at)


def _is_as_now(entries: QuerySet[JournalEntry], day: date, stand: Stand) -> bool:
    """True where the same entries are known, and nothing happens between the two days."""
    if entries.query.where and entries.count() < JournalEntry.objects.filter(number__lte=stand.number).count():
        return False
    between = JournalEntry.objects.filter(happened_on__gt=min(day, stand.day), happened_on__lte=max(day, stand.day))
    return not between.exists()


def _key_of(entries: QuerySet[JournalEntry], day: date, known_at: datetime | None, stand: Stand) -> str:
    """What decides which versions are in force, in letters that a file may be called by.

    Of entries up to one last day, those known at a time are among those known later: so their count tells which.
    """
    asked = (day, known_at, stand)
    with _lock:
        if asked in _keys:
            return _keys[asked]
    facts = entries.filter(happened_on__lte=day).aggregate(
        last=Max("happened_on"), newest=Max("number"), count=Count("number"), learned=Max("recorded_at")
    )
    # An organization of another type counts differently on every day.
    moved = JournalEntry.objects.filter(kind=JournalEntry.Kind.ORGANIZATION_CHANGED).aggregate(last=Max("number"))
    # The epoch, for two registries may follow each other in one folder; when we last learned, for one may be
    # restored to what it was and then go another way.
    text = f"{CURRENT_FORMAT}|{stand.epoch}|{facts}|{moved}"
    key = blake2b(text.encode(), digest_size=16).hexdigest()
    with _lock:
        _keys[asked] = key
        while len(_keys) > 500:
            _keys.popitem(last=False)
    return key


def _make(key: str, day: date, known_at: datetime | None) -> Index:
    directory = load_directory()
    with pausing_collector():
        index = build(entry_of(found, directory) for found in in_force(as_at=day, known_at=known_at))
    if settings.TESTING:
        return index
    try:
        write_index(_file(key), index)
        _tidy()
    except OSError as error:  # a full disk must not keep anyone from an answer
        _log.warning("The sets of %s could not be kept: %s", day, error)
    return index


def _read(key: str) -> Index | None:
    path = _file(key)
    try:
        index = read_index(path)
        path.touch()
    except (SpoiledError, KeyError, ValueError):
        path.unlink(missing_ok=True)
        return None
    except OSError:
        return None
    return index


def _folder() -> Path:
    return Path(settings.RAPPORT_HOME) / "cache" / "sets"


def _file(key: str) -> Path:
    return _folder() / f"{key}.sets"


def _tidy() -> None:
    """The files asked for last stay, as far as there is room for them."""
    files = sorted(_folder().glob("*.sets"), key=lambda path: -path.stat().st_mtime)
    room = MOST_FILE_BYTES
    for place, path in enumerate(files):
        room -= path.stat().st_size
        if place >= MOST_FILES or (room < 0 and place):
            path.unlink(missing_ok=True)
