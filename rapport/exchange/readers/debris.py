"""Debris that programs leave in text: escapes of control characters, and bytes read in the wrong encoding.

Mending is not a change of what was said: it turns each mark into the one character it was.
"""

import re

_ESCAPE = re.compile(r"_x(00[01][0-9A-Fa-f])_")  # how a workbook writes a control character
_MISREAD_UTF8 = re.compile(r"[\u00c2-\u00f4][\u0080-\u00bf]{1,3}")
_C1 = re.compile(r"[\u0080-\u009f]")


def mend(text: str) -> str:
    """The text with ``_x000D_`` as a new line, and Windows-1252 punctuation that was read as Latin-1 put right."""
    text = _ESCAPE.sub(_control, text)
    if _C1.search(text) is None:
        return text
    return _C1.sub(lambda match: _decoded(match[0], "cp1252"), _MISREAD_UTF8.sub(_utf8, text))


def _control(match: re.Match[str]) -> str:
    char = chr(int(match[1], 16))
    return "\n" if char in "\r\n" else "\t" if char == "\t" else ""


def _utf8(match: re.Match[str]) -> str:
    return _decoded(match[0], "utf-8") if _C1.search(match[0]) else match[0]


def _decoded(text: str, encoding: str) -> str:
    try:
        return text.encode("latin-1").decode(encoding)
    except UnicodeDecodeError:
        return text
