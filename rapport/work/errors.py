"""What may be kept and logged of an error: its name and sentence, but nothing that opens a door or names a person."""

import re

from rapport.lib.addresses import mask_addresses
from rapport.lib.texts import keep_raw

_LONGEST = 300
# Whatever stands after a scheme may hold a password or a token; so may any long run of letters and digits.
_ADDRESS = re.compile(r"\b[\w+.-]+://\S+")
_TOKEN = re.compile(r"(?=[\w:.=~+/-]*\d)[\w:.=~+/-]{24,}|\b(?:password|token|secret)\b\s*[=:]\s*\S+", re.IGNORECASE)


def describe_error(error: BaseException) -> str:
    """``ValueError: a sentence``, on one line."""
    sentence = mask_addresses(_TOKEN.sub("…", _ADDRESS.sub("…", " ".join(str(error).split()))))
    return keep_raw(f"{type(error).__name__}: {sentence}"[:_LONGEST].rstrip(": "))
