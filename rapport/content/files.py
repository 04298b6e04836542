"""Files that editors upload: each is what its name says, by its bytes, or it is refused with a sentence.

Nothing is unpacked and nothing of a file is run: it is looked at from outside, and given out as a download.
"""

import re
import zipfile
from collections.abc import Callable
from pathlib import PurePath
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from rapport.look.formats import set_commas

_OFFICE = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}  # the folder that only such a file has
_NAMED_WITHIN = {
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "epub": "application/epub+zip",
}
_TEXTS = ("csv", "txt")
EXTENSIONS = ("pdf", *_OFFICE, *_NAMED_WITHIN, "zip", *_TEXTS)
_MOST_TIMES = 100  # what an archive may grow by when it is unpacked …
_ALWAYS_FINE = 10 * 1024 * 1024  # … beyond so many bytes
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:[a-z!?/])", re.IGNORECASE)
_CHUNK = 1024 * 1024
_BROKEN = (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, KeyError, EOFError)


def check_file(file: Any) -> None:
    """Raise a ``ValidationError`` with a sentence where the bytes of an uploaded file are not what its name says."""
    extension = extension_of(file.name)
    looks_right = _check_of(extension)
    try:
        is_right = looks_right is not None and looks_right(file)
    except _BROKEN:
        is_right = False
    finally:
        file.seek(0)
    if looks_right is None:
        raise ValidationError(
            _("A file must be one of these: %(extensions)s.") % {"extensions": set_commas(EXTENSIONS)}, code="kind"
        )
    if not is_right:
        raise ValidationError(
            _("The name ends with .%(extension)s, but what is in the file is something else, or more than that.")
            % {"extension": extension},
            code="other",
        )


def extension_of(name: str) -> str:
    """``Guide.PDF`` is a ``pdf``."""
    return PurePath(name).suffix.lower().lstrip(".")


def _check_of(extension: str) -> Callable[[Any], bool] | None:
    if extension in _OFFICE or extension in _NAMED_WITHIN or extension == "zip":
        return lambda file: _is_archive_of(file, extension)
    if extension in _TEXTS:
        return _is_text
    return _is_pdf if extension == "pdf" else None


def _begins(file: IO[bytes], magic: bytes) -> bool:
    file.seek(0)
    return file.read(len(magic)) == magic


def _is_pdf(file: IO[bytes]) -> bool:
    # One that is an archive as well is two things, of which a reader sees only one.
    return _begins(file, b"%PDF-") and not zipfile.is_zipfile(file)


def _is_archive_of(file: IO[bytes], extension: str) -> bool:
    """An archive from its first byte on: what stands before one would be another file."""
    if not _begins(file, b"PK\x03\x04"):
        return False
    with zipfile.ZipFile(file) as archive:
        members = archive.infolist()
        return not _is_bomb(members) and _has_inside(archive, {each.filename for each in members}, extension)


def _is_bomb(members: list[zipfile.ZipInfo]) -> bool:
    packed, unpacked = sum(each.compress_size for each in members), sum(each.file_size for each in members)
    return unpacked > _ALWAYS_FINE + _MOST_TIMES * packed


def _has_inside(archive: zipfile.ZipFile, names: set[str], extension: str) -> bool:
    if folder := _OFFICE.get(extension):
        is_office = "[Content_Types].xml" in names and any(name.startswith(folder) for name in names)
        return is_office and not any(name.endswith("vbaProject.bin") for name in names)  # macros are programs
    if kind := _NAMED_WITHIN.get(extension):
        with archive.open("mimetype") as named:
            return named.read(100).strip() == kind.encode()
    return extension == "zip"


def _is_text(file: IO[bytes]) -> bool:
    """Of whatever encoding that has no control characters; no page that only calls itself text."""
    file.seek(0)
    if _MARKUP.match(file.read(1024)):
        return False
    file.seek(0)
    return not any(_CONTROL.search(chunk) for chunk in iter(lambda: file.read(_CHUNK), b""))
