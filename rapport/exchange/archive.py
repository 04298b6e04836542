"""A bundle as files: a folder, or the same folder zipped.

What is too large to be a registry is refused before it is read.
"""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

MAX_FILE = 8 * 1024**3  # bytes, unpacked
MAX_RATIO = 200  # a CSV file packs 5 to 30 times smaller; a bomb a thousand times
_RATIO_FROM = 10 * 1024**2


class UnreadableSourceError(Exception):
    """A source that cannot be read at all; the message is a sentence for the person who gave it."""


class Archive:
    """The files of a bundle by name, wherever they are."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._zip: zipfile.ZipFile | None = None
        if path.is_dir():
            self._names = {each.name: each.name for each in path.iterdir() if each.is_file()}
        elif path.is_file():
            self._zip = _open_zip(path)
            self._names = _names_in(self._zip)
        else:
            raise UnreadableSourceError(f"{path}: there is no such file or folder.")

    def __contains__(self, name: str) -> bool:
        return name in self._names

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        if self._zip is None:
            with (self.path / name).open("rb") as file:
                yield file
            return
        info = self._zip.getinfo(self._names[name])
        self._refuse_bomb(info)
        with self._zip.open(info) as member:
            yield member

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


def _names_in(archive: zipfile.ZipFile) -> dict[str, str]:
    """Files by their bare name, whether zipped with their folder or without it; nothing is ever unpacked to a path."""
    names = [info.filename for info in archive.infolist() if not info.is_dir()]
    return {name.rsplit("/", 1)[-1]: name for name in sorted(names, key=lambda name: -name.count("/"))}
