"""A bundle as files: a folder, or the same folder zipped.

What is too large to be a registry is refused before it is read.
"""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

MAX_FILE = 8 * 1024**3  # bytes, unpacked
MAX_RATIO = 200  # a CSV file packs 5 to 30 times smaller; a bomb a thousand times
_RATIO_FROM = 10 * 1024**2
_CHUNK = 1024**2
# What the library raises at a member that is damaged, locked by a password, or packed in a way that it does not know.
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError, OSError)


class UnreadableSourceError(Exception):
    """A source that cannot be read at all; the message is a sentence for the person who gave it."""


class Archive:
    """The files of a bundle by name, wherever they are."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._zip: zipfile.ZipFile | None = None
        self._sound: set[str] = set()  # members that were found to be whole
        if path.is_dir():
            self._names = {each.name: each.name for each in path.iterdir() if each.is_file()}
        elif path.is_file():
            self._zip = _open_zip(path)
            self._names = _names_in(path, self._zip)
        else:
            raise UnreadableSourceError(f"{path}: there is no such file or folder.")

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._names))

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        if self._zip is None:
            with (self.path / name).open("rb") as file:
                yield file
            return
        info = self._zip.getinfo(self._names[name])
        self._refuse_bomb(info)
        self._refuse_damaged(info)
        with self._zip.open(info) as member:
            yield member

    def _refuse_damaged(self, info: zipfile.ZipInfo) -> None:
        """Read a member once for nothing, so that what is wrong with it is found before half of it is taken."""
        if self._zip is None or info.filename in self._sound:
            return
        try:
            with self._zip.open(info) as member:
                while member.read(_CHUNK):
                    pass
        except _UNREADABLE as error:
            raise UnreadableSourceError(
                f"{self.path}: {info.filename} cannot be unpacked: {str(error).rstrip('.')}. "
                "Fetch the file again, or unpack it yourself and import the folder."
            ) from None
        self._sound.add(info.filename)

    def _refuse_bomb(self, info: zipfile.ZipInfo) -> None:
        ratio = info.file_size / max(info.compress_size, 1)
        if info.file_size > MAX_FILE or (info.file_size > _RATIO_FROM and ratio > MAX_RATIO):
            raise UnreadableSourceError(
                f"{self.path}: {info.filename} would unpack to {info.file_size:,} bytes, {ratio:.0f} times as many. "
                "That is not a table of a registry; unpack it yourself and import the folder if it is."
            )


def _open_zip(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError):
        raise UnreadableSourceError(
            f"{path}: this is neither a folder nor a zip file that can be opened. A bundle is a folder with "
            "datapackage.json and CSV files, or that folder zipped; a spreadsheet needs --mapping."
        ) from None


def _names_in(path: Path, archive: zipfile.ZipFile) -> dict[str, str]:
    """Files by their bare name, whether zipped with their folder or without it; nothing is ever unpacked to a path."""
    names: dict[str, str] = {}
    for name in (info.filename for info in archive.infolist() if not info.is_dir()):
        bare = name.rsplit("/", 1)[-1]
        if bare in names:
            raise UnreadableSourceError(
                f"{path}: it holds {bare} more than once. Take out those that are not meant: none is guessed."
            )
        names[bare] = name
    return names
