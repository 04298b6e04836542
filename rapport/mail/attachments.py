"""Files that come with a mail: what they are is read from their bytes, never from what the mail says of them."""

import io
import re
import zipfile
from dataclasses import dataclass, field

from rapport.lib.texts import clean_text, keep_raw

LARGEST = 5 * 1024 * 1024  # bytes of one file
MOST = 20  # files of one mail
_MAGIC = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),  # the old formats of Word and Excel
    (b"{\\rtf", "application/rtf"),
)
_OFFICE = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_UNKNOWN = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file of a mail. One that is too big is named, but has no content."""

    name: str
    kind: str
    size: int
    content: bytes = field(repr=False)

    @property
    def is_too_big(self) -> bool:
        return self.size > LARGEST


def receive_file(name: str, content: bytes) -> ReceivedFile:
    is_kept = len(content) <= LARGEST
    return ReceivedFile(clean_name(name), kind_of(content), len(content), content if is_kept else b"")


def clean_name(name: str) -> str:
    """A name without folders and control characters, and none that begins with a dot."""
    last = re.split(r"[/\\]", clean_text(keep_raw(name)))[-1]
    return re.sub(r"[\x00-\x1f\x7f<>:\"|?*\u202a-\u202e\u2066-\u2069]", "", last).strip(" .")[:120] or "file"


def kind_of(content: bytes) -> str:
    """The media type by the first bytes; plain text where all is text, and otherwise nothing is promised."""
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            return kind
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    if content.startswith(b"PK\x03\x04"):
        return _kind_of_archive(content)
    return "text/plain" if content and _is_text(content) else _UNKNOWN


def _kind_of_archive(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError):
        return _UNKNOWN
    for folder, kind in _OFFICE.items():
        if "[Content_Types].xml" in names and any(name.startswith(folder) for name in names):
            return kind
    return "application/zip"


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not re.search(r"[\x00-\x08\x0e-\x1f]", text) and not re.match(
        r"\s*<(?:!doctype|html|script|svg)", text, re.I
    )
