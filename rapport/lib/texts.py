"""Text on its way in: free of what no reader sees and no table can hold."""

import re
import unicodedata

_HALVES = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def clean_text(text: str) -> str:
    """White space at the ends, NUL and other control characters have no meaning in a register."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def clean_line(text: str) -> str:
    """Text that is one line: a name, say, in which a line break would be another's line."""
    return " ".join(clean_text(text).split())


def latin_digits(text: str) -> str:
    """Digits of whatever script as 0 to 9: a keyboard in Arabic types ٢٠٠٩."""
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def read_number(text: str) -> int | None:
    """The number of a row, as a form or an address says it; nothing where no table could hold it."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def keep_raw(text: str) -> str:
    """Word for word, but as a database can hold it: NUL becomes its picture, half a character its number."""
    if _HALVES.search(text):
        text = text.encode(errors="backslashreplace").decode()
    return text.replace("\0", "␀")
