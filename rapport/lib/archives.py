"""Office files that are alike whenever they are made: zips without the time of a clock, texts as XML can hold them."""

import io
import re
import zipfile
from collections.abc import Mapping

_NOT_XML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile("[\t\n\r\x85\u2028\u2029]+")
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def settle_archive(content: bytes, replaced: Mapping[str, bytes] | None = None) -> bytes:
    """The same archive without its times; ``replaced``: other contents of entries, by name.

    What is an archive within it is stored as it is: to press it again costs time and gains nothing.
    """
    replaced, out = replaced or {}, io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            inside = replaced.get(name) or source.read(name)
            info = zipfile.ZipInfo(name, _NO_TIME)
            info.compress_type = zipfile.ZIP_STORED if inside[:2] == b"PK" else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            target.writestr(info, inside)
    return out.getvalue()


def clean(text: str) -> str:
    """The text as XML can hold it, in one line: control characters and halves of characters are left out."""
    return _NOT_XML.sub("", _BREAKS.sub(" ", text))
