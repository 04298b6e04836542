"""An index in one file: for moments of the past, which never change.

First line: what it is. Then a header (JSON: where each part and each token lies), the parts, and a digest of all of it.
A file that does not agree with its digest is as good as none. Bitmaps in roaring's own format: nothing that is
read can run.
"""

import json
import mmap
import os
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import islice
from pathlib import Path

from pyroaring import BitMap

from rapport.sets.derive import Entry
from rapport.sets.index import Index
from rapport.sets.packing import pack_index, unpack_index
from rapport.sets.postings import ORGANIZATION, MemoryPostings, Overlay, Posting

_MAGIC = b"rapport sets 1\n"
_DIGEST = 32
_LENGTH = 12  # digits of the header's length


class SpoiledError(Exception):
    """The file is not what was written."""


def write_index(path: Path, index: Index) -> None:
    """Write aside, then rename: whoever reads sees the whole file or none."""
    if not isinstance(index.postings, MemoryPostings):
        raise TypeError("Only an index that was just built is written to a file.")
    parts: dict[str, tuple[int, int]] = {}
    bodies: list[bytes] = []
    place = 0
    for name, body in pack_index(index):
        parts[name] = place, len(body)
        bodies.append(body)
        place += len(body)
    tokens: list[tuple[str, int, int, int]] = []
    for token, posting in sorted(index.postings.held.items()):
        wide, narrow = posting.wide.serialize(), posting.narrow.serialize() if posting.narrow else b""
        tokens.append((token, place, len(wide), len(narrow)))
        bodies += [wide, narrow]
        place += len(wide) + len(narrow)
    header = json.dumps({"parts": parts, "tokens": tokens}, separators=(",", ":")).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{os.getpid()}.{id(index):x}.part")
    digest = blake2b(digest_size=_DIGEST)
    try:
        with aside.open("wb") as file:
            for chunk in (_MAGIC, b"%0*d" % (_LENGTH, len(header)), header, *bodies):
                digest.update(chunk)
                file.write(chunk)
            file.write(digest.digest())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def read_index(path: Path) -> Index:
    """The index of a file. Raises ``SpoiledError``, or ``OSError`` where there is none."""
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size < len(_MAGIC) + _LENGTH + _DIGEST:
            raise SpoiledError(path.name)
        held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    with memoryview(held) as whole:
        is_whole = blake2b(whole[:-_DIGEST], digest_size=_DIGEST).digest() == bytes(whole[-_DIGEST:])
    start = len(_MAGIC) + _LENGTH
    if not is_whole or held[: len(_MAGIC)] != _MAGIC:
        raise SpoiledError(path.name)
    length = int(held[len(_MAGIC) : start])
    header = json.loads(held[start : start + length])
    start += length
    parts = {name: held[start + place : start + place + size] for name, (place, size) in header["parts"].items()}
    return unpack_index(parts, FilePostings(held, start, header["tokens"]))


class FilePostings:
    """Postings of a file, read where they lie."""

    def __init__(
        self, held: mmap.mmap, start: int, tokens: list[tuple[str, int, int, int]], overlay: Overlay | None = None
    ) -> None:
        self._held, self._start, self._tokens = held, start, tokens
        self._overlay = overlay or Overlay()
        self._names = [token for token, *_rest in tokens]

    def find(self, tokens: Sequence[str]) -> Mapping[str, Posting]:
        found = {token: self._overlay.over(token, self._read(token)) for token in tokens}
        return {token: posting for token, posting in found.items() if posting.wide}

    def _read(self, token: str) -> Posting:
        row = bisect_left(self._names, token)
        if row == len(self._names) or self._names[row] != token:
            return Posting(BitMap(), BitMap())
        _token, place, wide, narrow = self._tokens[row]
        first = self._start + place
        middle = first + wide
        bodies = self._held[first:middle], self._held[middle : middle + narrow]
        return Posting(*(BitMap.deserialize(body) if body else BitMap() for body in bodies))

    def starting_with(self, prefixes: Sequence[str], limit: int) -> list[list[str]]:
        return [self._starting_with(prefix, limit) for prefix in prefixes]

    def _starting_with(self, prefix: str, limit: int) -> list[str]:
        first = bisect_left(self._names, prefix)
        below = (token for token in islice(self._names, first, first + limit) if token.startswith(prefix))
        return self._overlay.starting_with(prefix, below, limit)

    def organizations(self) -> Iterator[tuple[str, int]]:
        first = bisect_left(self._names, ORGANIZATION)
        sizes = []
        for token in islice(self._names, first, None):
            if not token.startswith(ORGANIZATION):
                break
            sizes.append((token[1:], len(self._read(token).wide)))
        return self._overlay.organizations(iter(sorted(sizes, key=lambda pair: (-pair[1], pair[0]))))

    def changed(self, entries: Mapping[int, Entry | None]) -> "FilePostings":
        return FilePostings(self._held, self._start, self._tokens, self._overlay.plus(entries))
